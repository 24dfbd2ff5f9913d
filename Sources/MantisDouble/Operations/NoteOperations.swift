import SOAP

/// Notes (reference §2.7).
enum NoteOperations {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        if call.structure("note") != nil { try ActivityLimit.check(instance, call) }
        guard instance.behaviour.notes.isCommand else { return try addByHand(&instance, call, &out) }
        guard let issue = instance.issues[id] else { throw .issueNotFound(id) }
        guard let sent = call.structure("note") else { throw .nullStructure(call.operation, 4, "note") }
        let text = (sent.string("text") ?? "").trimmingPHPSpace().storable()
        guard instance.mayWrite(issue.project, call.caller) else { throw .noRights(call.caller.name) }
        if instance.isReadOnly(issue, for: call.caller) { throw .thrown("Issue '\(id)' is read-only.") }
        let viewState = try viewState(of: sent, instance)
        if text.isEmpty { throw .thrown("Issue note not specified.") }
        let stored = try fitting(text, instance)
        var note = NoteRow(
            id: 0,
            reporter: try reporter(of: sent, issue, private: viewState == ViewState.private, instance, call),
            text: stored,
            viewState: viewState,
            submitted: 0,
            lastModified: 0
        )
        note.type = try sent.integer("note_type") == 1 ? 1 : 0
        if note.type == 1 { note.attribute = sent.string("note_attr") ?? "" }
        if try sent.integer("time_tracking") ?? 0 > 0 {
            guard instance.settings.isOn("time_tracking_enabled") else { throw .thrown("time tracking disabled") }
            note.timeTracking = try sent.integer("time_tracking") ?? 0
        }
        out.integer("return", instance.addNote(note, to: id, by: call.caller.id, at: call.now))
    }

    /// Who the note is by. They must be able to see the issue and to add notes to it themselves.
    private static func reporter(
        of sent: RequestElement,
        _ issue: IssueRow,
        private isPrivate: Bool,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        var user = call.caller
        if let element = sent.value("reporter") {
            let id = try instance.userID(element)
            if id == 0 { throw .thrown("User id missing") }
            guard let known = instance.users[id] else { throw .thrown("User with id '\(id)' doesn't exist") }
            user = known
        }
        let setting = "webservice_specify_reporter_on_add_access_level_threshold"
        if user.id != call.caller.id, !instance.reaches(setting, call.caller, in: issue.project) {
            throw .thrown("Access denied to override reporter")
        }
        guard instance.maySee(issue, user), instance.reaches("add_bugnote_threshold", user, in: issue.project) else {
            throw .thrown("Reporter can't add notes")
        }
        if isPrivate, !instance.reaches("set_view_status_threshold", user, in: issue.project) {
            throw .thrown("Reporter can't add private notes")
        }
        return user.id
    }

    private static func viewState(of sent: RequestElement, _ instance: Instance) throws(ServerFault) -> Int {
        let standard = instance.settings.number("default_bugnote_view_status")
        guard let element = sent.value("view_state") else { return standard }
        if element.value("id") == nil, element.value("name") == nil { throw .thrown("Empty view state") }
        let state = try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
        // A name that is none is refused under the number of the default.
        if state == 0 { throw .thrown("Invalid view state id '\(standard)'.") }
        guard state == ViewState.public || state == ViewState.private else {
            throw .thrown("Invalid view state id '\(state)'.")
        }
        return state
    }

    static func update(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard let sent = call.structure("note"), let id = try sent.integer("id"), id != 0 else {
            throw ServerFault(.client, "Issue note id must not be blank.")
        }
        guard let text = sent.string("text")?.storable(), !text.trimmingPHPSpace().isEmpty else {
            throw ServerFault(.client, "Issue note text must not be blank.")
        }
        let (note, issue) = try existing(id, instance, .noteMissing(id), call)
        if note.reporter != call.caller.id {
            guard instance.maySee(note, of: issue, call.caller),
                instance.reaches("update_bugnote_threshold", call.caller, in: issue.project)
            else { throw .noRights(call.caller.name) }
        }
        guard !instance.isReadOnly(issue, for: call.caller) else { throw .readOnly(issue.id, to: call.caller.name) }
        if let element = sent.value("view_state") {
            let state = try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
            let isForced = instance.behaviour.notes.takesAnyStateAsPrivate
            let written = isForced ? ViewState.private : state
            instance.setNoteViewState(id, to: written, by: call.caller.id, at: call.now)
        }
        instance.editNote(note.id, text: try fitting(text, instance), by: call.caller.id, at: call.now)
        instance.touchNote(id, at: call.now)
        if instance.behaviour.notes.updateAnswersTrue { return out.boolean("return", true) }
        out.null("return")
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_note_id")
        if id < 1 { throw ServerFault(.client, "Invalid issue note id '\(id)'.") }
        let (note, issue) = try existing(id, instance, .thrown("Issue note #\(id) not found"), call)
        let setting =
            note.reporter == call.caller.id ? "bugnote_user_delete_threshold" : "delete_bugnote_threshold"
        guard instance.maySee(note, of: issue, call.caller), instance.maySee(issue, call.caller),
            instance.reaches(setting, call.caller, in: issue.project)
        else { throw .thrown("Access denied") }
        if instance.isReadOnly(issue, for: call.caller) { throw .thrown("Issue '\(issue.id)' is read-only.") }
        instance.deleteNote(id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }

    /// A note and its issue, whose project the caller may write in.
    private static func existing(
        _ id: Int,
        _ instance: Instance,
        _ missing: ServerFault,
        _ call: Call
    ) throws(ServerFault) -> (NoteRow, IssueRow) {
        guard let note = instance.note(id), let issue = instance.noteOwners[id].flatMap({ instance.issues[$0] }) else {
            throw missing
        }
        guard instance.mayWrite(issue.project, call.caller) else { throw .noRights(call.caller.name) }
        return (note, issue)
    }
}
