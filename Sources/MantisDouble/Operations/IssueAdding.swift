import SOAP

/// `mc_issue_add` (reference §2.6).
enum IssueAdding {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard let sent = call.structure("issue") else { throw .thrown("Issue not specified.") }
        try ActivityLimit.check(instance, call)
        var row = IssueRow()
        row.project = try project(of: sent, instance, call)
        row.reporter = try reporter(of: sent, row.project, instance, call)
        row.handler = try handler(of: sent, row.project, instance, call)
        try readTexts(sent, into: &row, instance)
        row.category = try category(of: sent, row.project, instance)
        try readReferences(sent, into: &row, instance)
        try readVersions(sent, into: &row, instance, call)
        let values = try CustomFieldWriting.values(of: sent, in: row.project, instance, call.caller)
        for (field, value) in values { row.customValues[field] = value }
        try requireFields(row, instance)
        if row.status >= instance.settings.number("bug_resolved_status_threshold"), row.handler == 0 {
            row.handler = call.caller.id
        }
        let tags = try TagOperations.tags(
            in: sent.items("tags") ?? [],
            creating: instance.behaviour.createsTags,
            &instance,
            call
        )
        if row.summary.unicodeScalars.count > 128 {
            throw .tooLong(column: "summary", statement: "INSERT INTO mantis_bug_table ( project_id,reporter_id, … )")
        }
        let id = instance.file(row, at: call.now)
        try takeSentDates(sent, of: id, &instance)
        for tag in tags { instance.attachTag(tag, to: id, by: call.caller.id, at: call.now) }
        out.integer("return", id)
    }

    private static func project(of sent: RequestElement, _ instance: Instance, _ call: Call) throws(ServerFault)
        -> Int
    {
        guard let element = sent.value("project") else { throw .thrown("Project not specified") }
        let id = try instance.projectID(element)
        guard instance.projects[id] != nil else {
            if instance.behaviour.addsByCommand { throw .thrown("Project '\(id)' not found") }
            let title = element.string("name") ?? ""
            let text = id == 0 ? "Project '\(title)' does not exist." : "Project with id '\(id)' does not exist."
            throw ServerFault(.client, text)
        }
        guard instance.mayWrite(id, call.caller) else { throw .noRights(call.caller.name) }
        guard instance.reaches("report_bug_threshold", call.caller, in: id) else {
            throw .thrown("User does not have access right to report issues")
        }
        return id
    }

    private static func reporter(
        of sent: RequestElement,
        _ project: Int,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        guard let element = sent.value("reporter") else { return call.caller.id }
        let id = try instance.userID(element)
        if id == 0 || id == call.caller.id { return call.caller.id }
        let setting = "webservice_specify_reporter_on_add_access_level_threshold"
        guard instance.reaches(setting, call.caller, in: project) else {
            if instance.behaviour.addsByCommand { throw .thrown("Access denied to override reporter") }
            throw .noRights(
                call.caller.name,
                reason: "Active user does not have access level required to specify a different issue reporter"
            )
        }
        return id
    }

    private static func handler(
        of sent: RequestElement,
        _ project: Int,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        guard let element = sent.value("handler") else { return 0 }
        let id = try instance.userID(element)
        if id == 0 { return 0 }
        if !instance.behaviour.addsByCommand { return try olderHandler(id, project, instance, call) }
        guard instance.reaches("update_bug_assign_threshold", call.caller, in: project) else {
            throw .thrown("User not allowed to assign issues")
        }
        guard let user = instance.users[id], instance.reaches("handle_bug_threshold", user, in: project) else {
            throw .thrown("User '\(id)' can't be assigned issues.")
        }
        return id
    }

    private static func readTexts(
        _ sent: RequestElement,
        into row: inout IssueRow,
        _ instance: Instance
    ) throws(ServerFault) {
        func missing(_ member: String, _ text: String) -> ServerFault {
            instance.behaviour.addsByCommand
                ? .thrown(text) : ServerFault(.client, "Mandatory field '\(member)' is missing.")
        }
        row.summary = (sent.string("summary") ?? "").trimmingPHPSpace().storable()
        guard !row.summary.isEmpty else { throw missing("summary", "Summary not specified") }
        row.description = (sent.string("description") ?? "").storable()
        guard !row.description.trimmingPHPSpace().isEmpty else {
            throw missing("description", "Description not specified")
        }
        row.stepsToReproduce = (sent.string("steps_to_reproduce") ?? "").storable()
        row.additionalInformation = (sent.string("additional_information") ?? "").storable()
        row.platform = sent.string("platform") ?? ""
        row.os = sent.string("os") ?? ""
        row.osBuild = sent.string("os_build") ?? ""
        row.build = sent.string("build") ?? ""
    }

    private static func category(of sent: RequestElement, _ project: Int, _ instance: Instance) throws(ServerFault)
        -> Int
    {
        let name = sent.string("category") ?? ""
        if name.isEmpty {
            if instance.settings.isOn("allow_no_category") { return 0 }
            throw .thrown("Category field must be supplied.")
        }
        guard let id = instance.category(named: name, in: project) else {
            if instance.behaviour.update.categoryFaults == .swapped {
                throw ServerFault(.client, "Category '\(name)' not found for project '\(project)'.")
            }
            throw .thrown("Category '\(name)' not found.")
        }
        return id
    }

    private static func readReferences(
        _ sent: RequestElement,
        into row: inout IssueRow,
        _ instance: Instance
    ) throws(ServerFault) {
        for (member, enumeration, fallback, path) in IssueMember.references {
            row[keyPath: path] =
                if let element = sent.value(member) {
                    try instance.enumerationID(element, enumeration, default: fallback)
                } else {
                    instance.settings.number(fallback)
                }
        }
        row.sticky = try sent.boolean("sticky") ?? false
    }

    private static func readVersions(
        _ sent: RequestElement,
        into row: inout IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) {
        for (member, path) in IssueMember.versions {
            guard let name = sent.string(member), !name.isEmpty else { continue }
            guard let version = instance.version(named: name, in: row.project) else {
                let project = instance.projects[row.project]?.name ?? ""
                throw ServerFault(.client, "Version '\(name)' does not exist in project '\(project)'.")
            }
            if path == \.targetVersion, !instance.reaches("roadmap_update_threshold", call.caller, in: row.project) {
                continue
            }
            if instance.behaviour.guardsUnreleasedVersions, path == \.version, !version.released,
                !instance.reaches("report_issues_for_unreleased_versions_threshold", call.caller, in: row.project)
            {
                throw .noRights(call.caller.name, reason: "Not allowed to report issues for unreleased versions")
            }
            row[keyPath: path] = name
        }
        let maySetDueDate =
            instance.behaviour.update.dueDateIsGlobal
            ? instance.globallyReaches("due_date_update_threshold", call.caller)
            : instance.reaches("due_date_update_threshold", call.caller, in: row.project)
        if let text = sent.string("due_date"), !text.isEmpty, maySetDueDate {
            row.dueDate = try IssueMember.date(text, instance)
        }
    }

    private static func requireFields(_ row: IssueRow, _ instance: Instance) throws(ServerFault) {
        for id in instance.projects[row.project]?.customFields ?? [] {
            guard let field = instance.customFields[id], field.requiredOnReport else { continue }
            if (row.customValues[id] ?? "").isEmpty { throw .thrown("Mandatory field '\(field.name)' is missing.") }
        }
    }
}

/// The members that adding and updating read alike.
enum IssueMember {
    typealias Number = any WritableKeyPath<IssueRow, Int> & Sendable
    typealias Text = any WritableKeyPath<IssueRow, String> & Sendable

    /// Member, enumeration, the setting with its default, and the column.
    static let references: [(String, ServerEnumeration, String, Number)] = [
        ("view_state", .viewState, "default_bug_view_status", \.viewState),
        ("priority", .priority, "default_bug_priority", \.priority),
        ("severity", .severity, "default_bug_severity", \.severity),
        ("status", .status, "bug_submit_status", \.status),
        ("reproducibility", .reproducibility, "default_bug_reproducibility", \.reproducibility),
        ("resolution", .resolution, "default_bug_resolution", \.resolution),
        ("projection", .projection, "default_bug_projection", \.projection),
        ("eta", .eta, "default_bug_eta", \.eta),
    ]

    static let versions: [(String, Text)] = [
        ("version", \.version), ("fixed_in_version", \.fixedInVersion), ("target_version", \.targetVersion),
    ]

    static func date(_ text: String, _ instance: Instance) throws(ServerFault) -> Int64 {
        guard let date = DateText.parse(text.trimmingPHPSpace(), zone: instance.zone) else {
            throw ServerFault(.server, "Failed to parse time string (\(text)) at position 0")
        }
        return date
    }
}
