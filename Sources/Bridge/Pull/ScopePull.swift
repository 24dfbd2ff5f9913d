import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Reads one scope incrementally (reference §3.4 to §3.7): lists what changed since the watermark, reads those issues whole,
/// stores them, looks after those that left, and moves the watermark last of all, so that a crash anywhere only means
/// reading something twice.
struct ScopePull {
    let lane: InstanceLane
    let scope: ScopeResolution
    /// Reads every issue of the scope again, whatever is known.
    let full: Bool
    private let findings = Locked(PassFindings())

    init(lane: InstanceLane, scope: ScopeResolution, full: Bool) {
        self.lane = lane
        self.scope = scope
        self.full = full
    }

    /// Seconds below the watermark that are listed again: the clock skew between a server's front ends, and its longest
    /// request. More where the clocks are seen to differ by more.
    private static let overlap: Int64 = 120
    /// Seconds between two sweeps of a scope; fewer where lists hide closed issues, since only a sweep sees a closing.
    private static let sweepInterval: Int64 = 6 * 3_600
    private static let sweepIntervalWithoutSearch: Int64 = 3_600

    private var listing: ScopeListing { ScopeListing(lane: lane, scope: scope) }

    /// - Parameter tally: counts what was done, also when it throws.
    func run(counting tally: inout PullTally) async throws {
        let startedAt = lane.environment.now()
        let latest = lane.serverNow
        let cursor = try await lane.store.cursor(of: scope.key)
        let reason = reasonToListAll(cursor)
        let sweeps = reason != nil || sweepIsDue(cursor, at: startedAt)
        let inventory = sweeps || listing.isCheap ? try await listing.inventory(complete: sweeps) : nil
        if let reason {
            lane.environment.observe(.listingAll(scope.key, issues: inventory?.issues.count ?? 0, reason: reason))
        }

        let due = try await lane.store.retries(of: scope.key).filter { $0.nextAt <= startedAt }
        let retried = due.map { IssueReader.Candidate(issue: $0.issue, failures: $0.attempts) }
        try await reader().store(retried, newestChange: nil, counting: &tally)

        let watermark = reason == nil ? cursor?.watermark : nil
        let newest = try await readChanges(since: watermark, latest: latest, counting: &tally)
        var sweep = cursor?.lastSweep
        if let inventory {
            let found = try await compare(with: inventory, sweeping: sweeps, newest, startedAt, counting: &tally)
            sweep = found ?? sweep
        } else {
            try await membership().confirmAbsences(counting: &tally)
        }
        try await membership().conclude(counting: &tally)
        if let watermark = newest ?? cursor?.watermark {
            let next = Cursor(
                scope: scope.key,
                watermark: watermark,
                lastSweep: sweep,
                scopeDigest: scope.digest,
                origin: lane.origin
            )
            // A pass that found nothing writes nothing.
            if next != cursor { try await lane.store.advance(next) }
        }
        lane.environment.observe(.pulled(scope.key, tally))
    }

    private func sweepIsDue(_ cursor: Cursor?, at now: Instant) -> Bool {
        let interval = listing.searches ? Self.sweepInterval : Self.sweepIntervalWithoutSearch
        return cursor?.lastSweep.map { now - $0.at >= interval } ?? true
    }

    /// Leaves alone what could not be read by now, unless everything is to be read.
    private func reader() async throws -> IssueReader {
        let setAside = full ? [] : try await lane.store.retries(of: scope.key)
        return IssueReader(
            lane: lane,
            scope: scope,
            setAside: Set(setAside.map(\.issue)),
            stampTolerance: Self.overlap + lane.skew.withLock(\.spread),
            findings: findings,
            isGuarded: !full
        )
    }

    private func membership() async throws -> Membership {
        Membership(lane: lane, scope: scope, reader: try await reader())
    }

    /// Why the whole scope has to be listed, or nil when the watermark may be trusted.
    private func reasonToListAll(_ cursor: Cursor?) -> String? {
        guard let cursor else { return "first import" }
        if full { return "asked to" }
        return cursor.scopeDigest == scope.digest ? nil : "its configuration or the mappings changed"
    }

    /// Compares the whole scope with the ledger; returns what a sweep found, and nil when this was none.
    private func compare(
        with inventory: ScopeListing.Inventory,
        sweeping: Bool,
        _ watermark: Instant?,
        _ startedAt: Instant,
        counting tally: inout PullTally
    ) async throws -> SweepResult? {
        try await take(inventory.poisoned, counting: &tally)
        let membership = try await membership()
        let differences = try await membership.compare(with: inventory, counting: &tally)
        guard sweeping else { return nil }
        var result = SweepResult(at: startedAt)
        result.add(.unknown, differences.unknown)
        // Where every pass compares, leaving is nothing that was missed.
        if !listing.isCheap { result.add(.gone, differences.gone) }
        let sweep = Sweep(lane: lane, scope: scope, reader: try await reader(), membership: membership)
        try await sweep.run(inventory, watermark: watermark, into: &result, counting: &tally)
        tally.differences = (tally.differences ?? 0) + result.differenceCount
        lane.environment.observe(.swept(scope.key, result))
        return result
    }

    /// Walks the headers and reads what they show as changed; returns the next watermark: the newest change of the first
    /// pages, because whatever changes from then on is at least as new. It is never ahead of the server's clock as it was
    /// in the beginning, so that one front end whose clock is fast does not hide the changes of the others.
    private func readChanges(
        since watermark: Instant?,
        latest: Instant,
        counting tally: inout PullTally
    ) async throws -> Instant? {
        let floor = watermark.map { $0 - Self.overlap - lane.skew.withLock(\.spread) }
        let reader = try await reader()
        var newest = watermark
        for source in listing.changes(since: floor) {
            try await listing.walk(source, floor: floor) { rows, poisoned, isFirst in
                if isFirst, let change = rows.map({ Instant($0.lastUpdated) }).max() {
                    let capped = min(change, latest)
                    newest = newest.map { max($0, capped) } ?? capped
                }
                try await take(poisoned, counting: &tally)
                let changed = try await changedIssues(among: rows)
                try await reader.store(changed, newestChange: newest, counting: &tally)
            }
        }
        return newest
    }

    /// Reads the issues behind poisoned rows by themselves: one that can be read is stored, any other gets a retry.
    private func take(_ poisoned: [PoisonedRow], counting tally: inout PullTally) async throws {
        guard !poisoned.isEmpty else { return }
        let issues = poisoned.compactMap(\.issue)
        try await reader().store(
            issues.map { IssueReader.Candidate(issue: $0) },
            newestChange: nil,
            counting: &tally
        )
        let nameless = poisoned.filter { $0.issue == nil }
        tally.nameless += nameless.count
        for row in nameless { lane.environment.observe(.unreadableRow(scope.key, reason: row.reason)) }
    }

    /// The issues whose header differs from what the ledger knows, or cannot prove that they are the same. Of those outside
    /// the scope, which some lists bring along, only one that was in it counts.
    private func changedIssues(among rows: [IssueHeader]) async throws -> [IssueReader.Candidate] {
        let states = try await lane.store.issueStates(of: rows.map { lane.ticketID($0.id) })
        return rows.filter { row in
            let state = states[lane.ticketID(row.id)]
            guard listing.searches || scope.holds(row) else {
                return state?.standing == .inScope && state?.scope == scope.key.scope
            }
            guard !full, let state else { return true }
            return
                !(state.settled && state.lastUpdated == Instant(row.lastUpdated) && state.standing == .inScope
                && state.notesCount == row.notesCount && state.attachmentsCount == row.attachmentsCount
                && state.scopeDigest == scope.digest)
        }.map { IssueReader.Candidate(issue: $0.id, header: $0) }
    }
}

extension Retry {
    fileprivate var issue: IssueID { IssueID(rawValue: ticket.issue) }
}
