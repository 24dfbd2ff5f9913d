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
        var query = try projectQuery(instance, call)
        query.stickyFirst = true
        let target =
            try call.structure("target_user").map { element throws(ServerFault) in
                try instance.userID(element)
            } ?? 0
        switch call.string("filter_type").lowercased() {
        case "assigned":
            query.handlers = IdentifierChoice(people: [target == 0 ? -2 : target], caller: call.caller.id)
            query.hiddenFrom = instance.settings.number("bug_resolved_status_threshold")
        case "reported":
            guard target != 0 else { throw ServerFault(.client, "Target user not specified.") }
            query.reporters = IdentifierChoice([target])
        case "monitored":
            query.monitors = target == 0 ? .impossible : IdentifierChoice([target])
        case let unknown:
            throw ServerFault(.client, "Unknown filter type '\(unknown)'.")
        }
        writeIssues(try cut(instance.select(query), .nothing, instance, call), instance, call, &out)
    }

    // MARK: Selecting

    private static func search(_ instance: inout Instance, _ call: Call) throws(ServerFault) -> ArraySlice<Int> {
        let query: IssueQuery
        if let filter = call.structure("filter") {
            query = try IssueQuery(filter, caller: call.caller, in: instance, now: call.now)
        } else {
            query = IssueQuery(viewer: call.caller.id, projects: instance.readableProjects(call.caller))
        }
        return try cut(instance.select(query), .lastPage, instance, call)
    }

    private static func projectList(_ instance: inout Instance, _ call: Call) throws(ServerFault) -> ArraySlice<Int> {
        try cut(instance.select(try projectQuery(instance, call)), .nothing, instance, call)
    }

    /// A project's list as the web shows it by default: with its sub-projects, without closed issues.
    private static func projectQuery(_ instance: Instance, _ call: Call) throws(ServerFault) -> IssueQuery {
        let project = try call.integer("project_id")
        let readable = instance.readableProjects(call.caller)
        var projects = readable
        if project != 0 {
            guard instance.projects[project] != nil else {
                throw ServerFault(.client, "Project '\(project)' does not exist.")
            }
            guard readable.contains(project) else { throw .noRights(call.caller.name) }
            projects = readable.intersection(instance.withSubprojects(project))
        }
        var query = IssueQuery(viewer: call.caller.id, projects: projects)
        query.hiddenFrom = instance.settings.number("hide_status_default")
        return query
    }

    private static func cut(
        _ list: [Int],
        _ beyondEnd: Paging.BeyondEnd,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> ArraySlice<Int> {
        Paging(
            page: try call.integer("page_number"),
            perPage: try call.integer("per_page"),
            defaultSize: instance.settings.number("default_limit_view"),
            beyondEnd: beyondEnd
        ).cut(list)
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
