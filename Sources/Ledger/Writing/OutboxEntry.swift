package import Tickets

/// One intent and how far it came. The entry is committed before anything is sent and is never deleted.
package struct OutboxEntry: Hashable, Sendable {
    package var intent: Intent
    package var state: State
    /// How often sending was begun. Above zero, Mantis may have the effect already, whatever the state says:
    /// look for the intent's marker before sending again.
    package var attempts: Int
    package var plannedAt: Instant
    /// When the last attempt was begun, or the outcome found, whichever is later.
    package var attemptedAt: Instant?
    /// A parked entry is not attempted before this instant; nil when a person has to look first.
    package var nextAt: Instant?
    /// Why it is parked, or how it ended, in words.
    package var outcome: String?
    /// The note that carries the effect in Mantis.
    package var remoteNote: NoteID?

    package enum State: String, CaseIterable, Sendable {
        /// Recorded, and never sent.
        case pending
        /// Sending was begun and no outcome recorded: after a crash, Mantis may or may not have it.
        case sending
        /// Waits until ``OutboxEntry/nextAt``, or for a person when there is none.
        case parked
        /// The server has it.
        case done
        /// Not needed any more before it was sent; nothing was written.
        case superseded
        /// The server said no, and saying it again will not help.
        case refused
        /// Somebody changed the issue so that the intent no longer applies.
        case conflict
        /// Given up.
        case failed

        /// Nothing more will happen to the entry.
        package var isFinal: Bool {
            switch self {
            case .pending, .sending, .parked: false
            case .done, .superseded, .refused, .conflict, .failed: true
            }
        }

        /// The states of entries that still have to be carried out.
        package static let open: Set<State> = [.pending, .sending, .parked]
    }

    package init(
        intent: Intent,
        state: State,
        attempts: Int,
        plannedAt: Instant,
        attemptedAt: Instant? = nil,
        nextAt: Instant? = nil,
        outcome: String? = nil,
        remoteNote: NoteID? = nil
    ) {
        self.intent = intent
        self.state = state
        self.attempts = attempts
        self.plannedAt = plannedAt
        self.attemptedAt = attemptedAt
        self.nextAt = nextAt
        self.outcome = outcome
        self.remoteNote = remoteNote
    }
}
