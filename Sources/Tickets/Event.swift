/// One thing that happened to a ticket, rebuilt from the history that Mantis keeps, so that it is right even when the
/// bridge was off while it happened.
package struct Event: Hashable, Sendable {
    package var at: Instant
    /// Who did it; nil when the server does not say.
    package var by: Person?
    package var fact: Fact

    package init(at: Instant, by: Person?, fact: Fact) {
        self.at = at
        self.by = by
        self.fact = fact
    }

    /// What happened. Each case is written to JSON as a `type` and its own members.
    package enum Fact: Hashable, Sendable {
        case created
        /// The queue's account became the handler: the entry time of FW-01.
        case enteredQueue
        /// The queue's account stopped being the handler.
        case leftQueue
        /// The handler changed; nil stands for nobody. Ids are Mantis account numbers.
        case handlerChanged(from: Int?, to: Int?)
        /// The status changed; a side is nil when the mapping has no word for its number.
        case statusChanged(from: TicketStatus?, to: TicketStatus?)
        /// What the policy makes of the ticket changed, because its category, its priority or the like did.
        case reclassified(from: TicketClass, to: TicketClass)
        /// The provider asked and waits for the requester (status *feedback*).
        case waitingBegan
        case waitingEnded
        /// A public note by somebody other than the requester.
        case answered(NoteID)
        /// A public note by the requester.
        case requesterReplied(NoteID)
        /// A private note.
        case internalNote(NoteID)
        case noteEdited(NoteID)
        case noteDeleted(NoteID)
        /// Any other field, by its Mantis name and with the stored values, which Mantis cuts at 255 characters.
        case fieldChanged(name: String, from: String, to: String)
        case fileAdded(name: String)
        case fileDeleted(name: String)
    }
}

/// What a policy makes of a ticket. A side is nil when the mapping has no word for what Mantis says.
package struct TicketClass: Hashable, Sendable {
    package var kind: TicketKind?
    package var level: LevelName?

    package init(kind: TicketKind?, level: LevelName?) {
        self.kind = kind
        self.level = level
    }
}
