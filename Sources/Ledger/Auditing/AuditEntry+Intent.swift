package import Tickets

extension AuditEntry {
    /// The row for the outcome of an intent.
    package init(following previous: Head, intent: Intent, completion: Completion) {
        self.init(
            following: previous,
            at: completion.at,
            ticket: intent.ticket,
            intentKey: intent.key,
            action: intent.effect.action,
            outcome: completion.outcome,
            remoteID: completion.note?.rawValue,
            actor: completion.actor
        )
    }
}

extension Intent.Effect {
    fileprivate var action: String {
        switch self {
        case .addNote: "add_note"
        case .addNoteAndSetStatus: "add_note_and_set_status"
        }
    }
}
