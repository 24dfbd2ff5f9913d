package import Tickets

// What happens to an open entry, for every store alike. A store asks `isFinal` first; these only say what follows.

extension OutboxEntry {
    /// For a superseded entry, of which nothing was written; its attempts stay counted.
    package mutating func planAgain(_ intent: Intent, at now: Instant) {
        self.intent = intent
        state = .pending
        plannedAt = now
        nextAt = nil
        outcome = nil
    }

    package mutating func beginAttempt(at now: Instant) {
        state = .sending
        attempts += 1
        attemptedAt = now
        nextAt = nil
        outcome = nil
    }

    package mutating func finish(_ completion: Completion) {
        state = completion.outcome.state
        attemptedAt = completion.at
        nextAt = nil
        outcome = completion.message
        remoteNote = completion.note
    }

    package mutating func park(until: Instant?, reason: String) {
        state = .parked
        nextAt = until
        outcome = reason
    }
}
