package import Tickets

/// The number of a run in its ledger.
package struct RunID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// What one run over one instance did, for `status`.
package struct RunRecord: Hashable, Sendable {
    package var instance: InstanceName
    package var startedAt: Instant
    /// Nil while the run is under way, and for ever when it was killed.
    package var finishedAt: Instant?
    /// Issues read in full.
    package var pulled: Int
    package var unchanged: Int
    package var created: Int
    package var updated: Int
    /// Issues and intents that failed.
    package var failed: Int
    package var notesWritten: Int
    /// What the sweeps of this run found different (``SweepResult/differenceCount``); nil when there was none.
    package var differences: Int?
    /// Seconds by which the server's clock is ahead of ours; nil when no answer told.
    package var clockSkew: Int64?
    /// Nil until the run is finished.
    package var outcome: Outcome?
    /// What the operator should know, in one sentence.
    package var message: String?

    package enum Outcome: String, CaseIterable, Sendable {
        case succeeded
        /// Some issues or intents failed and will be tried again.
        case partial
        /// Something in Mantis stands against an intent.
        case conflict
        /// Mantis did not answer or did not let us in.
        case unreachable
        /// The run stopped.
        case failed
    }

    package init(
        instance: InstanceName,
        startedAt: Instant,
        finishedAt: Instant? = nil,
        pulled: Int = 0,
        unchanged: Int = 0,
        created: Int = 0,
        updated: Int = 0,
        failed: Int = 0,
        notesWritten: Int = 0,
        differences: Int? = nil,
        clockSkew: Int64? = nil,
        outcome: Outcome? = nil,
        message: String? = nil
    ) {
        self.instance = instance
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.pulled = pulled
        self.unchanged = unchanged
        self.created = created
        self.updated = updated
        self.failed = failed
        self.notesWritten = notesWritten
        self.differences = differences
        self.clockSkew = clockSkew
        self.outcome = outcome
        self.message = message
    }
}
