import SOAP

/// Lists of issues, page by page (reference §2.4, §3.2).
enum ListOperations {
    static func searchIDs(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let page = try search(&instance, call)
        out.scalarArray("return", of: "integer", count: page.count) { out in
            for id in page { out.integer("item", id) }
        }
    }

    static func searchHeaders(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        writeHeaders(try search(&instance, call), instance, call, &out)
    }

    static func searchIssues(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        writeIssues(try search(&instance, call), instance, call, &out)
    }

    static func projectIssues(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        writeIssues(try projectList(&instance, call), instance, call, &out)
    }

    static func projectHeaders(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        writeHeaders(try projectList(&instance, call), instance, call, &out)
    }

    /// A target that nobody is called stands for nobody: the unassigned issues come (reference §2.4).
    static func issuesForUser(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let closed = ServerFault(.client, "Issue handlers are not visible to user.")
        var query = try projectQuery(instance, call, closed: closed)
        query.stickyFirst = true
        query.hiddenFrom = instance.settings.number("hide_status_default")
        let target =
            try call.structure("target_user").map { element throws(ServerFault) in
                try instance.userID(element)
            } ?? 0
        let type = call.string("filter_type").lowercased()
        if instance.behaviour.lists.guardsOthersQueues, type == "assigned", target != call.caller.id,
            !mayListHandlers(try call.integer("project_id"), instance, call)
        {
            throw closed
        }
        switch type {
        case "assigned":
            query.handlers = IdentifierChoice(people: [target == 0 ? -2 : target], caller: call.caller.id)
            query.hiddenFrom = instance.settings.number("bug_resolved_status_threshold")
        case "reported":
            guard target != 0 else {
                throw ServerFault(.client, "Target user id must be specified for 'reported' filter.")
            }
            query.reporters = IdentifierChoice([target])
        case "monitored":
            query.monitors = target == 0 ? .impossible : IdentifierChoice([target])
        case let unknown:
            throw ServerFault(.client, "Unknown filter type '\(unknown)'.")
        }
        if instance.behaviour.lists.looksAsTarget, let user = instance.users[target] {
            query.viewer = target
            query.projects = query.projects.intersection(instance.readableProjects(user))
        }
        writeIssues(try page(of: query, .list, &instance, call), instance, call, &out)
    }

    private static func mayListHandlers(_ project: Int, _ instance: Instance, _ call: Call) -> Bool {
        project == 0
            ? instance.globallyReaches("view_handler_threshold", call.caller)
            : instance.reaches("view_handler_threshold", call.caller, in: project)
    }

    // MARK: Saved filters

    /// The filters of the project and those of all projects, the caller's own and the public ones.
    static func filters(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try call.integer("project_id")
        guard instance.mayRead(project, call.caller) else { throw .noRights(call.caller.name) }
        let mayUse = mayUseFilters(in: project, instance, call)
        let filters = instance.filters.values
            .filter { mayUse && $0.isOffered(to: call.caller) && ($0.project == 0 || $0.project == project) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let path = instance.settings["path"]
        let owners = filters.map { instance.accountAnswer($0.owner, for: call.caller, knowsItself: false) }
        let hasURL = instance.behaviour.version.isFrom(1, 2, 5)
        out.array("return", of: "FilterData", count: filters.count) { out in
            for (filter, owner) in zip(filters, owners) {
                out.structure("item", type: "FilterData") { out in
                    out.integer("id", filter.id)
                    out.account("owner", owner)
                    out.integer("project_id", filter.project)
                    out.boolean("is_public", filter.isPublic)
                    out.string("name", filter.name)
                    out.string("filter_string", filter.text)
                    if hasURL { out.string("url", "\(path)search.php?\(filter.query)") }
                }
            }
        }
    }

    static func filterIssues(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("filter_id")
        let lists = instance.behaviour.lists
        let missing: ServerFault =
            instance.behaviour.managesByCommand
            ? .thrown("Filter id '\(id)' not found")
            : lists.namesUnknownFilter ? ServerFault(.client, "Unknown filter '\(id)'") : invalidFilter
        writeIssues(try savedList(&instance, call, missing: missing), instance, call, &out)
    }

    static func filterHeaders(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        writeHeaders(try savedList(&instance, call, missing: invalidFilter), instance, call, &out)
    }

    private static let invalidFilter = ServerFault(.server, "Invalid Filter")

    private static func savedList(
        _ instance: inout Instance,
        _ call: Call,
        missing: ServerFault
    ) throws(ServerFault) -> ArraySlice<Int> {
        guard instance.mayRead(try call.integer("project_id"), call.caller) else { throw .noRights(call.caller.name) }
        guard let filter = instance.filters[try call.integer("filter_id")], filter.isOffered(to: call.caller) else {
            throw missing
        }
        var query = try projectQuery(instance, call)
        filter.narrow(&query, in: instance)
        return try page(of: query, .list, &instance, call, ownSize: filter.perPage)
    }

    private static func mayUseFilters(in project: Int, _ instance: Instance, _ call: Call) -> Bool {
        project == 0
            ? instance.globallyReaches("stored_query_use_threshold", call.caller)
            : instance.reaches("stored_query_use_threshold", call.caller, in: project)
    }

    // MARK: Selecting

    private static func search(_ instance: inout Instance, _ call: Call) throws(ServerFault) -> ArraySlice<Int> {
        let query: IssueQuery
        if let filter = call.structure("filter") {
            query = try IssueQuery(filter, caller: call.caller, in: instance, now: call.now)
        } else {
            query = IssueQuery(viewer: call.caller.id, projects: instance.readableProjects(call.caller))
        }
        return try page(of: query, .search, &instance, call)
    }

    /// What the account last looked at in the web pages, or what everybody sees there at first: without closed issues.
    private static func projectList(_ instance: inout Instance, _ call: Call) throws(ServerFault) -> ArraySlice<Int> {
        var query = try projectQuery(instance, call)
        guard let filter = call.caller.currentFilter.flatMap({ instance.filters[$0] }) else {
            query.hiddenFrom = instance.settings.number("hide_status_default")
            return try page(of: query, .list, &instance, call)
        }
        filter.narrow(&query, in: instance)
        return try page(of: query, .list, &instance, call, ownSize: filter.perPage)
    }

    /// A project with its sub-projects, as far as the caller may read them.
    ///
    /// - Parameter closed: what is said of a project that is private and not open to the caller.
    private static func projectQuery(
        _ instance: Instance,
        _ call: Call,
        closed: ServerFault = .deniedPage
    ) throws(ServerFault) -> IssueQuery {
        let project = try readable(try call.integer("project_id"), instance, call)
        if project != 0, instance.level(of: call.caller, in: project) < AccessLevel.viewer { throw closed }
        var projects = instance.readableProjects(call.caller)
        if project != 0 { projects.formIntersection(instance.withSubprojects(project)) }
        return IssueQuery(viewer: call.caller.id, projects: projects)
    }

    /// A project the caller may read, or 0 for all.
    private static func readable(_ project: Int, _ instance: Instance, _ call: Call) throws(ServerFault) -> Int {
        if project == 0 { return project }
        guard instance.projects[project] != nil else {
            throw ServerFault(.client, "Project '\(project)' does not exist.")
        }
        guard instance.mayRead(project, call.caller) else { throw .noRights(call.caller.name) }
        return project
    }

    private enum Kind {
        case list
        case search
    }

    private static func page(
        of query: IssueQuery,
        _ kind: Kind,
        _ instance: inout Instance,
        _ call: Call,
        ownSize: Int = 0
    ) throws(ServerFault) -> ArraySlice<Int> {
        let repeats = kind == .search || instance.behaviour.lists.repeatsLastPage
        let paging = Paging(
            page: try call.integer("page_number"),
            perPage: try call.integer("per_page"),
            defaultSize: ownSize > 0 ? ownSize : instance.settings.number("default_limit_view"),
            beyondEnd: repeats ? .lastPage : .nothing
        )
        return instance.page(paging, of: query)
    }

    // MARK: Writing

    private static func writeIssues(
        _ ids: ArraySlice<Int>,
        _ instance: Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) {
        out.array("return", of: "IssueData", count: ids.count) { out in
            for id in ids {
                if let row = instance.issues[id] { out.issue("item", row, in: instance, for: call.caller) }
            }
        }
    }

    private static func writeHeaders(
        _ ids: ArraySlice<Int>,
        _ instance: Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) {
        out.array("return", of: "IssueHeaderData", count: ids.count) { out in
            for id in ids {
                if let row = instance.issues[id] { out.header(row, in: instance, for: call.caller) }
            }
        }
    }
}
