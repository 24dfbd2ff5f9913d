import MantisConnect
import SOAP

/// Reading single issues and what hangs on them (reference §2.3).
enum ReadingOperations {
    static func issue(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let row = instance.issues[id] else { throw instance.missingIssue(id) }
        guard instance.mayRead(row.project, call.caller), instance.maySee(row, call.caller) else {
            throw .noRights(call.caller.name)
        }
        out.issue("return", row, in: instance, for: call.caller)
    }

    static func issues(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let rows = try visible(instance, call)
        out.array("return", of: "IssueData", count: rows.count) { out in
            for row in rows { out.issue("item", row, in: instance, for: call.caller) }
        }
    }

    static func headers(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let rows = try visible(instance, call)
        out.array("return", of: "IssueHeaderData", count: rows.count) { out in
            for row in rows { out.header(row, in: instance, for: call.caller) }
        }
    }

    /// In the order asked, twice if asked twice; what is missing or closed to the caller is left out.
    private static func visible(_ instance: Instance, _ call: Call) throws(ServerFault) -> [IssueRow] {
        guard call.structure("issue_ids") != nil else {
            throw .phpWarning("foreach() argument must be of type array|object, null given")
        }
        return try call.integers("issue_ids").compactMap { instance.issues[$0] }.filter {
            instance.mayRead($0.project, call.caller) && instance.maySee($0, call.caller)
        }
    }

    /// True also for private issues of others, and for those of projects that are closed to the caller.
    static func exists(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let row = instance.issues[try call.integer("issue_id")]
        out.boolean("return", row.map { instance.mayRead($0.project, call.caller) } ?? false)
    }

    static func biggestID(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try call.integer("project_id")
        let projects: Set<Int>
        if project > 0 {
            guard instance.projects[project] != nil else {
                throw ServerFault(.client, "Project '\(project)' does not exist.")
            }
            guard instance.mayRead(project, call.caller) else { throw .noRights(call.caller.name) }
            guard instance.isAccessible(project, call.caller) else { throw .deniedPage }
            projects = Set(instance.withSubprojects(project)).intersection(instance.readableProjects(call.caller))
        } else {
            projects = instance.readableProjects(call.caller)
        }
        let query = IssueQuery(viewer: call.caller.id, projects: projects)
        out.integer("return", instance.select(query).max() ?? 0)
    }

    /// Only the first issue of that summary counts, whether the caller may see it or not.
    static func idFromSummary(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let summary = call.string("summary").lowercased()
        let first = instance.issues.ids.sorted()
            .first { instance.issues[$0]?.summary.lowercased() == summary }
        let row = first.flatMap { instance.issues[$0] }.flatMap { instance.maySee($0, call.caller) ? $0 : nil }
        out.integer("return", row?.id ?? 0)
    }

    static func history(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let row = instance.issues[id] else {
            throw instance.behaviour.reading.missingIssue == .bare
                ? instance.missingIssue(id) : ServerFault(.client, "Issue '\(id)' does not exist")
        }
        guard instance.mayRead(row.project, call.caller), instance.maySee(row, call.caller),
            instance.reaches("view_history_threshold", call.caller, in: row.project)
        else { throw .noRights(call.caller.name) }
        let entries = instance.visibleHistory(of: row, for: call.caller)
        out.array("return", of: "HistoryData", count: entries.count) { out in
            for entry in entries { out.history(entry, userName: instance.userName(entry.user)) }
        }
    }

    static func attachment(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_attachment_id")
        guard let issue = instance.attachmentOwners[id], let row = instance.issues[issue],
            let file = instance.attachment(id, of: issue)
        else { throw ServerFault(.client, "Unable to find an attachment with type bug and id \(id).") }
        guard instance.maySee(row, call.caller),
            instance.reaches("download_attachments_threshold", call.caller, in: row.project)
        else { throw .noRights(call.caller.name) }
        out.base64("return", file.content)
    }
}

extension Instance {
    /// What reading an issue that is not there gets (reference §1.6).
    fileprivate func missingIssue(_ id: Int) -> ServerFault {
        switch behaviour.reading.missingIssue {
        case .bare: ServerFault(.client, "Issue does not exist")
        case .quoted: ServerFault(.client, "Issue '\(id)' does not exist")
        case .thrown: .issueNotFound(id)
        }
    }

    /// Rows about notes, handlers and custom fields that the reader may not see are left out.
    fileprivate func visibleHistory(of issue: IssueRow, for reader: UserRow) -> [HistoryRow] {
        let level = level(of: reader, in: issue.project)
        let seesAllNotes = reaches("private_bugnote_threshold", reader, in: issue.project)
        let visible = Set(visibleNotes(of: issue, for: reader).map(\.id))
        func seesNote(_ number: String) -> Bool { seesAllNotes || visible.contains(Int(number) ?? 0) }
        let hiddenFields = Set(customFields.values.filter { $0.readLevel > level }.map(\.name))
        let seesHandler = reaches("view_handler_threshold", reader, in: issue.project)
        let seesDueDate = reaches("due_date_view_threshold", reader, in: issue.project)
        return issue.history.filter { row in
            switch row.kind {
            case .noteAdded, .noteEdited, .noteDeleted: seesNote(row.old)
            case .noteViewState: seesNote(row.new)
            case .fieldChange where row.field == "handler_id": seesHandler
            case .fieldChange where row.field == "due_date": seesDueDate
            case .fieldChange: !hiddenFields.contains(row.field)
            default: true
            }
        }
    }
}
