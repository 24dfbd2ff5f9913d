import SOAP

/// Notes (reference §2.7).
enum NoteOperations {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        if call.structure("note") != nil { try ActivityLimit.check(instance, call) }
        guard instance.behaviour.notes.isCommand else { return try addByHand(&instance, call, &out) }
        guard let issue = instance.issues[id] else { throw .issueNotFound(id) }
        guard let sent = call.structure("note") else { throw .thrown("Issue note not specified.") }
        let text = (sent.string("text") ?? "").trimmingPHPSpace().storable()
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller),
            instance.reaches("add_bugnote_threshold", call.caller, in: issue.project)
        else { throw .noRights(call.caller.name) }
        if instance.isReadOnly(issue, for: call.caller) { throw .thrown("Issue '\(id)' is read-only.") }
        if text.isEmpty { throw .thrown("Issue note not specified.") }
        let stored = try fitting(text, instance)
        var note = NoteRow(
            id: 0,
            reporter: try reporter(of: sent, issue, instance, call),
            text: stored,
            viewState: try viewState(of: sent, issue, instance, call),
            submitted: 0,
            lastModified: 0
        )
        note.type = try sent.integer("note_type") == 1 ? 1 : 0
        if note.type == 1 { note.attribute = sent.string("note_attr") ?? "" }
        if try sent.integer("time_tracking") ?? 0 > 0 {
            guard instance.settings.isOn("time_tracking_enabled") else { throw .thrown("time tracking disabled") }
            note.timeTracking = try sent.integer("time_tracking") ?? 0
        }
        out.integer("return", instance.addNote(note, to: id, at: call.now))
    }

    private static func reporter(
        of sent: RequestElement,
        _ issue: IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        guard let element = sent.value("reporter") else { return call.caller.id }
        let id = try instance.userID(element)
        if id == call.caller.id || id == 0 { return call.caller.id }
        let setting = "webservice_specify_reporter_on_add_access_level_threshold"
        guard instance.reaches(setting, call.caller, in: issue.project) else {
            throw .thrown("Access denied to override reporter")
        }
        guard let user = instance.users[id] else { throw .thrown("User '\(id)' not found.") }
        guard instance.reaches("add_bugnote_threshold", user, in: issue.project) else {
            throw .thrown("Reporter can't add notes")
        }
        return id
    }

    private static func viewState(
        of sent: RequestElement,
        _ issue: IssueRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        let standard = instance.settings.number("default_bugnote_view_status")
        guard let element = sent.value("view_state") else { return standard }
        let state = try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
        guard state == ViewState.public || state == ViewState.private else {
            throw .thrown("Invalid view state id '\(state)'.")
        }
        if state != standard, !instance.reaches("set_view_status_threshold", call.caller, in: issue.project) {
            throw .noRights(call.caller.name)
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
        let (note, issue) = try editable(
            id,
            own: "bugnote_user_edit_threshold",
            others: "update_bugnote_threshold",
            instance,
            call
        )
        instance.editNote(note.id, text: try fitting(text, instance), by: call.caller.id, at: call.now)
        if let element = sent.value("view_state") {
            let state = try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
            guard instance.reaches("change_view_status_threshold", call.caller, in: issue.project) else {
                throw .noRights(call.caller.name)
            }
            let isForced = instance.behaviour.notes.takesAnyStateAsPrivate
            let written = isForced ? ViewState.private : state
            instance.setNoteViewState(id, to: written, by: call.caller.id, at: call.now)
        }
        if instance.behaviour.notes.updateAnswersTrue { return out.boolean("return", true) }
        out.null("return")
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_note_id")
        _ = try editable(id, own: "bugnote_user_delete_threshold", others: "delete_bugnote_threshold", instance, call)
        instance.deleteNote(id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }

    /// A note the caller may change: their own by one threshold, others' by another.
    private static func editable(
        _ id: Int,
        own: String,
        others: String,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> (NoteRow, IssueRow) {
        guard let note = instance.note(id), let issue = instance.noteOwners[id].flatMap({ instance.issues[$0] }) else {
            throw .noteMissing(id)
        }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller),
            instance.maySee(note, of: issue, call.caller),
            instance.reaches(note.reporter == call.caller.id ? own : others, call.caller, in: issue.project)
        else { throw .noRights(call.caller.name) }
        guard !instance.isReadOnly(issue, for: call.caller) else { throw .readOnly(issue.id) }
        return (note, issue)
    }
}
