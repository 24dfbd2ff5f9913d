package import Ledger
package import MantisConnect
package import Tickets

/// What a sync does as it goes, for a progress bar, a log, or a test. Counts are of this run.
package enum SyncEvent: Sendable {
    case connected(InstanceName, version: ServerVersion, account: String)
    /// Nothing is written to this server, because of `reason`.
    case readOnly(InstanceName, reason: String)
    /// The server answered that it lacks an operation that its version has; the bridge does without it where it can.
    case operationMissing(InstanceName, operation: String)
    /// All of the scope's issues are gone through, not only what changed since the last run, because of `reason`.
    case listingAll(ScopeKey, issues: Int, reason: String)
    /// So many more issues were read and stored.
    case stored(ScopeKey, issues: Int)
    /// Open tickets have a value of Mantis for which the mapping has no word.
    case unmapped(ScopeKey, Ticket.Gap, tickets: Int)
    /// One issue could not be read and will be tried again; the others go on.
    case setAside(TicketID, reason: String)
    /// A row of a list spoils every answer it is in, and nothing tells which issue it is; the others go on.
    case unreadableRow(ScopeKey, reason: String)
    /// Histories are kept from the account; the tickets' timelines lack what only they tell. Said once a pass.
    case historyWithheld(ScopeKey)
    /// A scope was reconciled with the ledger.
    case swept(ScopeKey, SweepResult)
    /// Seconds by which the server's clock is ahead of ours, and by which its front ends contradict each other.
    case clockSkew(InstanceName, seconds: Int64, spread: Int64)
    /// The ticket is no longer in the scope, or is again.
    case standingChanged(TicketID, Standing)
    case pulled(ScopeKey, PullTally)
    case planned(InstanceName, intents: Int)
    case applied(Intent, ApplyOutcome)
    case failed(InstanceName, message: String)
}

/// What one pull of one scope found.
package struct PullTally: Hashable, Sendable {
    package var created = 0
    package var updated = 0
    /// Read again and found the same.
    package var unchanged = 0
    package var left = 0
    package var setAside = 0
    /// Rows of lists that could not be read and are nobody knows which issue's.
    package var nameless = 0
    /// See ``SweepResult/differenceCount``; nil without a sweep.
    package var differences: Int?

    package init() {}

    package static func + (left: PullTally, right: PullTally) -> PullTally {
        var sum = left
        sum.created += right.created
        sum.updated += right.updated
        sum.unchanged += right.unchanged
        sum.left += right.left
        sum.setAside += right.setAside
        sum.nameless += right.nameless
        if let differences = right.differences { sum.differences = (sum.differences ?? 0) + differences }
        return sum
    }
}

/// How carrying out one intent ended.
package enum ApplyOutcome: Hashable, Sendable {
    /// The server has it; `found` when an earlier attempt had already put it there.
    case done(note: NoteID, found: Bool)
    /// No longer needed; nothing was written.
    case dropped(reason: String)
    /// The server said no, and saying it again will not help; names the setting to change.
    case refused(reason: String)
    /// The server said no until somebody gives the account a right; tried again then.
    case denied(until: Instant, reason: String)
    /// The server may or may not have it; the next run looks before it sends again.
    case unknown(reason: String)
    /// To be tried again.
    case postponed(until: Instant, reason: String)
    /// Waits for a person.
    case parked(reason: String)
}
