import SOAP

/// `mc_issue_add` (reference §2.6).
enum IssueAdding {
    /// All checks come before the first effect; custom fields, monitors and notes are written after the issue.
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        // Nil makes an empty issue.
        let sent = call.structure("issue") ?? RequestElement(name: "issue")
        try ActivityLimit.check(instance, call)
        let draft = try draft(of: sent, instance, call)
        try TagOperations.checkTags(sent.items("tags") ?? [], instance, call)
        var row = draft
        row.category = try category(of: sent, row.project, instance)
        try readVersions(sent, into: &row, instance, call)
        try CustomFieldWriting.checkNew(sent, in: row.project, instance, call.caller)
        if row.summary.unicodeScalars.count > 128 {
            throw .tooLong(column: "summary", statement: "INSERT INTO mantis_bug_table ( project_id,reporter_id, … )")
        }
        let id = instance.file(row, by: call.caller.id, at: call.now)
        try takeSentDates(sent, of: id, &instance)
        let tags = try TagOperations.tags(in: sent.items("tags") ?? [], creating: true, &instance, call)
        for tag in tags { instance.attachTag(tag, to: id, by: call.caller.id, at: call.now) }
        for (field, value) in try CustomFieldWriting.values(of: sent, in: row.project, instance, call.caller) {
            instance.issues.update(id) { $0.customValues[field] = value }
        }
        if let filed = instance.issues[id] { try IssueUpdating.setMonitors(sent, of: filed, &instance, call) }
        try addNotes(sent, to: id, &instance, call)
        out.integer("return", id)
    }

    private static func draft(of sent: RequestElement, _ instance: Instance, _ call: Call) throws(ServerFault)
        -> IssueRow
    {
        var row = IssueRow()
        let project = try sent.value("project").map { element throws(ServerFault) in try instance.projectID(element) }
        guard instance.mayWrite(project ?? 0, call.caller) else { throw .noRights(call.caller.name) }
        try readTexts(sent, into: &row, instance)
        row.project = try checked(project ?? 0, sent, instance, call)
        try readReferences(sent, into: &row, instance)
        row.reporter = try reporter(of: sent, row.project, instance, call)
        row.handler = try handler(of: sent, row, instance, call)
        if instance.reaches("set_bug_sticky_threshold", call.caller, in: row.project) {
            row.sticky = try sent.boolean("sticky") ?? false
        }
        return row
    }

    private static func checked(
        _ id: Int,
        _ sent: RequestElement,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        if instance.behaviour.addsByCommand, id == 0 { throw .thrown("Project not specified") }
        guard instance.projects[id] != nil else {
            if instance.behaviour.addsByCommand { throw .thrown("Project '\(id)' not found") }
            let title = sent.value("project")?.string("name") ?? ""
            let text = id == 0 ? "Project '\(title)' does not exist." : "Project with id '\(id)' does not exist."
            throw ServerFault(.client, text)
        }
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
        let setting = "webservice_specify_reporter_on_add_access_level_threshold"
        if id != call.caller.id, !instance.reaches(setting, call.caller, in: project) {
            let reason = "Active user does not have access level required to specify a different issue reporter"
            throw instance.behaviour.addsByCommand ? .thrown(reason) : .noRights(call.caller.name, reason: reason)
        }
        return id == 0 ? call.caller.id : id
    }

    /// Somebody has to answer for what is resolved: without a handler, the caller.
    private static func handler(
        of sent: RequestElement,
        _ row: IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        var id = try sent.value("handler").map { element throws(ServerFault) in try instance.userID(element) } ?? 0
        if id != 0, !instance.behaviour.addsByCommand { return try olderHandler(id, row.project, instance, call) }
        if id != 0, !instance.reaches("update_bug_assign_threshold", call.caller, in: row.project) {
            throw .thrown("User not allowed to assign issues")
        }
        if id == 0, row.status >= instance.settings.number("bug_resolved_status_threshold") { id = call.caller.id }
        if id == 0 { return 0 }
        guard let user = instance.users[id] else { throw .thrown("User '\(id)' not found.") }
        guard instance.reaches("handle_bug_threshold", user, in: row.project) else {
            throw .thrown("User '\(id)' can't be assigned issues.")
        }
        return id
    }

    private static func addNotes(
        _ sent: RequestElement,
        to issue: Int,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        for item in sent.items("notes") ?? [] {
            let state =
                try item.value("view_state").map { element throws(ServerFault) in
                    try instance.enumerationID(element, .viewState, default: "default_bug_view_status")
                } ?? ViewState.public
            let note = NoteRow(
                id: 0,
                reporter: call.caller.id,
                text: (item.string("text") ?? "").storable(),
                viewState: state == ViewState.private ? state : ViewState.public,
                submitted: 0,
                lastModified: 0
            )
            _ = instance.addNote(note, to: issue, at: call.now)
        }
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
    }

    private static func readVersions(
        _ sent: RequestElement,
        into row: inout IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) {
        for (member, path) in IssueMember.versions {
            guard let name = sent.string(member), !name.isEmpty else { continue }
            guard instance.version(named: name, in: row.project) != nil else {
                throw .versionMissing(name, in: instance.projects[row.project]?.name ?? "")
            }
            if path == \.targetVersion, !instance.reaches("roadmap_update_threshold", call.caller, in: row.project) {
                continue
            }
            // Asked for any version here, also for a released one.
            if instance.behaviour.guardsUnreleasedVersions, path == \.version,
                !instance.reaches("report_issues_for_unreleased_versions_threshold", call.caller, in: row.project)
            {
                throw .unreleasedVersion
            }
            row[keyPath: path] = name
        }
        let maySetDueDate =
            instance.behaviour.update.dueDateIsGlobal
            ? instance.globallyReaches("due_date_update_threshold", call.caller)
            : instance.reaches("due_date_update_threshold", call.caller, in: row.project)
        if let text = sent.string("due_date"), !text.isEmpty, maySetDueDate {
            row.dueDate = IssueMember.dueDate(text, instance)
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

    /// A due date; nil for a text that is no date, which PHP takes for none.
    static func dueDate(_ text: String, _ instance: Instance) -> Int64? {
        DateText.parse(text.trimmingPHPSpace(), zone: instance.zone)
    }

    static func date(_ text: String, _ instance: Instance) throws(ServerFault) -> Int64 {
        guard let date = DateText.parse(text.trimmingPHPSpace(), zone: instance.zone) else {
            throw ServerFault(.server, "Failed to parse time string (\(text)) at position 0")
        }
        return date
    }
}
