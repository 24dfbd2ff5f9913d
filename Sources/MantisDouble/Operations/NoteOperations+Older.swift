import SOAP

/// Notes as the versions without the command for them took them (reference §2.7).
extension NoteOperations {
    /// `mc_issue_note_add` up to 2.10: the text stays as it was sent, and a private note of somebody without the right
    /// becomes public without a word.
    static func addByHand(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        if id < 1 { throw ServerFault(.client, "Invalid issue id '\(id)'") }
        guard let issue = instance.issues[id] else { throw .issueMissing(id) }
        guard let sent = call.structure("note"), let text = sent.string("text")?.storable(),
            !text.trimmingPHPSpace().isEmpty
        else { throw ServerFault(.client, "Issue note text must not be blank.") }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller) else {
            throw .noRights(call.caller.name)
        }
        guard instance.reaches("add_bugnote_threshold", call.caller, in: issue.project) else {
            throw .noRights(call.caller.name, reason: "You do not have access rights to add notes to this issue")
        }
        if instance.isReadOnly(issue, for: call.caller) {
            throw .noRights(call.caller.name, reason: "Issue '\(id)' is readonly")
        }
        let reporter = try olderReporter(of: sent, issue, instance, call)
        guard let author = instance.users[reporter] ?? instance.users[call.caller.id] else {
            throw .noRights(call.caller.name)
        }
        let behaviour = instance.behaviour.notes
        var note = NoteRow(
            id: 0,
            reporter: reporter,
            text: try fitting(text, instance),
            viewState: 0,
            submitted: 0,
            lastModified: 0
        )
        let wanted =
            try sent.value("view_state").map { element throws(ServerFault) in
                try instance.enumerationID(element, .viewState, default: behaviour.defaultViewState)
            } ?? instance.settings.number(behaviour.defaultViewState)
        note.viewState = instance.grantedNoteState(wanted, to: author, in: issue.project)
        if behaviour.attribute == .ofAnyType, let type = try sent.integer("note_type") {
            note.type = type
            note.attribute = sent.string("note_attr") ?? ""
        }
        if instance.settings.isOn("time_tracking_enabled") {
            note.timeTracking = try sent.integer("time_tracking") ?? 0
        }
        out.integer("return", instance.addNote(note, to: id, by: call.caller.id, at: call.now))
    }

    /// An unknown reporter is stored as the 0 that its name gave.
    private static func olderReporter(
        of sent: RequestElement,
        _ issue: IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        guard instance.behaviour.notes.takesReporter, let element = sent.value("reporter") else {
            return call.caller.id
        }
        let id = try instance.userID(element)
        let setting = "webservice_specify_reporter_on_add_access_level_threshold"
        guard id == call.caller.id || instance.reaches(setting, call.caller, in: issue.project) else {
            throw .noRights(
                call.caller.name,
                reason: "Active user does not have access level required to specify a different issue note reporter"
            )
        }
        return id
    }

    /// A text as long as the server, or the database behind it, lets it be.
    static func fitting(_ text: String, _ instance: Instance) throws(ServerFault) -> String {
        switch instance.behaviour.notes.tooLong {
        case .refused:
            let limit = instance.settings.number("max_textarea_length")
            if text.unicodeScalars.count > limit {
                throw .thrown("Long text field \"bugnote\" must be shorter than \(limit) characters.")
            }
            return text
        case .refusedByDatabase:
            guard text.utf8.count > columnBytes else { return text }
            let statement = "INSERT INTO mantis_bugnote_text_table ( note ) VALUES ( \(text) )"
            throw .tooLong(column: "note", statement: statement)
        case .cut:
            guard text.utf8.count > columnBytes else { return text }
            var kept = String.UnicodeScalarView()
            var bytes = 0
            for scalar in text.unicodeScalars {
                bytes += UTF8.width(scalar)
                if bytes > columnBytes { break }
                kept.append(scalar)
            }
            return String(kept)
        }
    }

    /// What a text column of MySQL holds.
    private static let columnBytes = 65_535
}
