import MantisConnect
import SOAP

/// `mc_issue_checkin`, by which a source control system of the time of 1.2 told of a change (reference §2.8).
enum CheckIn {
    static func checkIn(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let issue = instance.issues[id] else { throw ServerFault(.client, "Issue '\(id)' not found.") }
        guard instance.mayWrite(issue.project, call.caller) else { throw .noRights(call.caller.name) }
        instance.logCheckIn(on: id, by: call.caller.id, at: call.now)
        let settings = instance.settings
        let state = settings.number("source_control_notes_view_status")
        let note = NoteRow(
            id: 0,
            reporter: call.caller.id,
            text: call.string("comment"),
            viewState: instance.grantedNoteState(state, to: call.caller, in: issue.project),
            submitted: 0,
            lastModified: 0
        )
        if !note.text.trimmingPHPSpace().isEmpty { _ = instance.addNote(note, to: id, at: call.now) }
        let status = settings.number("source_control_set_status_to")
        if try call.boolean("fixed"), status != 0, var row = instance.issues[id] {
            row.status = status
            row.resolution = settings.number("source_control_set_resolution_to")
            instance.revise(row, by: call.caller.id, at: call.now)
        }
        out.boolean("return", true)
    }
}

extension Instance {
    /// The history's own row for a check-in.
    fileprivate mutating func logCheckIn(on issue: Int, by user: Int, at now: Int64) {
        let kind = HistoryEntry.Kind(rawValue: 22)
        let row = HistoryRow(date: now, user: user, field: "", kind: kind, old: "", new: "")
        issues.update(issue) { $0.history.append(row) }
    }
}
