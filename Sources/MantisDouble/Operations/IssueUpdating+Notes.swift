import SOAP

extension IssueUpdating {
    /// Notes with a number are edited, others added.
    static func writeNotes(
        _ sent: RequestElement,
        of issue: Int,
        regime: UpdateRegime,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        guard let items = sent.items("notes"), let row = instance.issues[issue] else { return }
        // The notes as they were before this update.
        let known = instance.visibleNotes(of: row, for: call.caller)
        for item in items {
            if let id = try item.integer("id"), id > 0 {
                if let own = known.first(where: { $0.id == id }) {
                    let oldest = regime.comparesWithOldestNote ? known.first : nil
                    try edit(own, comparedWith: oldest ?? own, as: item, of: row, regime, &instance, call)
                }
            } else {
                try add(item, to: row, regime, &instance, call)
            }
        }
    }

    /// - Parameter compared: the note whose text and state decide whether anything changed. Older versions take the
    ///   wrong one, and may so turn a private note public.
    private static func edit(
        _ note: NoteRow,
        comparedWith compared: NoteRow,
        as item: RequestElement,
        of issue: IssueRow,
        _ regime: UpdateRegime,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        if regime.checksNoteRights {
            let own = note.reporter == call.caller.id
            let threshold = own ? "bugnote_user_edit_threshold" : "update_bugnote_threshold"
            guard instance.reaches(threshold, call.caller, in: issue.project) else {
                throw .noRights(call.caller.name, reason: "Not allowed to update note \(note.id)")
            }
        }
        let text = item.string("text")?.storable()
        if text == nil, regime.comparesWithOldestNote { throw .phpNotice("Undefined index: text") }
        let state =
            try item.value("view_state").map { element throws(ServerFault) in
                try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
            } ?? instance.settings.number("default_bugnote_view_status")
        if let text, text != compared.text {
            instance.editNote(note.id, text: text, by: call.caller.id, at: call.now)
        }
        if state != compared.viewState || regime.writesRowFirst && regime.others == .clears {
            let written = state == ViewState.private ? ViewState.private : ViewState.public
            instance.setNoteViewState(note.id, to: written, by: call.caller.id, at: call.now)
        }
    }

    private static func add(
        _ item: RequestElement,
        to issue: IssueRow,
        _ regime: UpdateRegime,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        if regime.refusesNoteViewState, item.value("view_state") != nil { throw .thrown("Invalid view state") }
        let sent = (item.string("text") ?? "").storable()
        let text = regime.refusesNoteViewState ? sent.trimmingPHPSpace() : sent
        if text.trimmingPHPSpace().isEmpty {
            if regime.refusesNoteViewState { throw .thrown("Issue note not specified.") }
            return
        }
        let state = instance.settings.number("default_bugnote_view_status")
        var note = NoteRow(
            id: 0,
            reporter: call.caller.id,
            text: text,
            viewState: state,
            submitted: 0,
            lastModified: 0
        )
        if let element = item.value("view_state") {
            let wanted = try instance.enumerationID(element, .viewState, default: "default_bugnote_view_status")
            note.viewState = instance.grantedNoteState(wanted, to: call.caller, in: issue.project)
        }
        _ = instance.addNote(note, to: issue.id, at: call.now)
    }
}

extension Instance {
    /// Private for those who may, public for the others, without a word (reference §2.7).
    func grantedNoteState(_ wanted: Int, to user: UserRow, in project: Int) -> Int {
        wanted == ViewState.private && reaches(behaviour.notes.privateThreshold, user, in: project)
            ? ViewState.private : ViewState.public
    }
}
