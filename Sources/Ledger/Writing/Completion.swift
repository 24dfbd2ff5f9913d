package import Tickets

/// How an intent ended. It becomes the final state of the outbox entry and one row of the audit trail, in one
/// transaction.
package struct Completion: Hashable, Sendable {
    package var outcome: Outcome
    /// The note that carries the effect, when there is one.
    package var note: NoteID?
    /// How it ended, in words.
    package var message: String?
    package var at: Instant
    /// The Mantis account that acted.
    package var actor: String

    /// The final states of an outbox entry.
    package enum Outcome: String, CaseIterable, Sendable {
        case done, superseded, refused, conflict, failed

        package var state: OutboxEntry.State {
            switch self {
            case .done: .done
            case .superseded: .superseded
            case .refused: .refused
            case .conflict: .conflict
            case .failed: .failed
            }
        }
    }

    package init(outcome: Outcome, note: NoteID? = nil, message: String? = nil, at: Instant, actor: String) {
        self.outcome = outcome
        self.note = note
        self.message = message
        self.at = at
        self.actor = actor
    }
}
