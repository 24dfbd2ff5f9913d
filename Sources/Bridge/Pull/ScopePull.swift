import Ledger
import MantisConnect
import Mappings
import Tickets

/// Reads one scope incrementally (reference §3.4 for the projects, §3.6 for a queue): lists what changed since the
/// watermark, reads those issues whole, stores them, looks after those that left, and moves the watermark last of all, so
/// that a crash anywhere only means reading something twice.
struct ScopePull {
    let lane: InstanceLane
    let scope: ScopeResolution
    /// Reads every issue of the scope again, whatever is known.
    let full: Bool

    /// Rows a page of headers (reference §3.9).
    private static let pageSize = 50
    /// Seconds below the watermark that are listed again.
    private static let overlap = IssueReader.stampTolerance
    /// Seconds between two comparisons of a whole project scope with the ledger.
    private static let sweepInterval: Int64 = 6 * 3_600
    /// How often rows may slip across page edges before the pass gives up.
    private static let slipLimit = 100

    /// - Parameter tally: counts what was done, also when it throws.
    func run(counting tally: inout PullTally) async throws {
        let startedAt = lane.environment.now()
        let cursor = try await lane.store.cursor(of: scope.key)
        let reason = reasonToListAll(cursor)
        let lastSweepAt = cursor?.lastSweepAt
        let sweepIsDue = lastSweepAt.map { startedAt - $0 >= Self.sweepInterval } ?? true
        let comparesIDs = scope.handler != nil || sweepIsDue || reason != nil
        let listed = comparesIDs ? try await membership().listedIssues() : nil
        if let reason {
            lane.environment.observe(.listingAll(scope.key, issues: listed?.count ?? 0, reason: reason))
        }

        let due = try await lane.store.retries(of: scope.key).filter { $0.nextAt <= startedAt }
        let retried = due.map { IssueReader.Candidate(issue: $0.issue, failures: $0.attempts) }
        try await reader().store(retried, newestChange: nil, counting: &tally)

        let watermark = reason == nil ? cursor?.watermark : nil
        let newest = try await readChanges(since: watermark, reader: reader(), counting: &tally)
        if let listed {
            try await membership().compare(with: listed, guarded: !full, counting: &tally)
        }
        if let watermark = newest ?? cursor?.watermark {
            try await lane.store.advance(
                Cursor(
                    scope: scope.key,
                    watermark: watermark,
                    startedAt: startedAt,
                    lastSweepAt: listed == nil ? lastSweepAt : startedAt,
                    scopeDigest: scope.digest,
                    origin: lane.origin
                )
            )
        }
        lane.environment.observe(.pulled(scope.key, tally))
    }

    /// Leaves alone what could not be read by now, unless everything is to be read.
    private func reader() async throws -> IssueReader {
        let setAside = full ? [] : try await lane.store.retries(of: scope.key)
        return IssueReader(lane: lane, scope: scope, setAside: Set(setAside.map(\.issue)))
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

    /// Walks the headers and reads what they show as changed; returns the newest change of the first page, which is the
    /// next watermark because whatever changes from then on is at least as new.
    private func readChanges(
        since watermark: Instant?,
        reader: IssueReader,
        counting tally: inout PullTally
    ) async throws -> Instant? {
        let floor = watermark.map { $0 - Self.overlap }
        var filter = scope.filter
        if let floor, lane.version.selectsByDay { filter.updatedSince = Self.dayBefore(floor) }

        var walk = PageWalk(pageSize: Self.pageSize, floor: floor?.epochSeconds)
        var newest: Instant?
        while let request = walk.request {
            try Task.checkCancellation()
            let rows = try await lane.client.searchIssueHeaders(filter, page: request.page, perPage: request.size)
            if newest == nil { newest = newestChange(in: rows) }
            let changed = try await changedIssues(among: walk.take(rows))
            try await reader.store(changed, newestChange: newest, counting: &tally)
            guard walk.slips <= Self.slipLimit else {
                throw BridgeError(
                    .restlessList,
                    "\(scope.key): issues kept leaving the list while it was read; what was read is stored, run again"
                )
            }
        }
        return newest.map { max($0, watermark ?? $0) }
    }

    /// The issues whose header differs from what the ledger knows, or cannot prove that they are the same.
    private func changedIssues(among rows: [IssueHeader]) async throws -> [IssueReader.Candidate] {
        let states = full ? [:] : try await lane.store.issueStates(of: rows.map { lane.ticketID($0.id) })
        return rows.filter { row in
            guard let state = states[lane.ticketID(row.id)] else { return true }
            return
                !(state.settled && state.lastUpdated == Instant(row.lastUpdated) && state.standing == .inScope
                && state.notesCount == row.notesCount && state.attachmentsCount == row.attachmentsCount
                && state.scopeDigest == scope.digest)
        }.map { IssueReader.Candidate(issue: $0.id, header: $0) }
    }

    /// A front end whose clock is ahead must not hide the changes of the others, so the future does not count.
    private func newestChange(in rows: [IssueHeader]) -> Instant? {
        let latest = lane.environment.now() + Self.overlap
        return rows.map { min(Instant($0.lastUpdated), latest) }.max()
    }

    /// The server counts days in its own zone, which is at most one day off UTC's; the filter only has to be wide enough.
    private static func dayBefore(_ instant: Instant) -> IssueFilter.Day {
        let (day, _) = Int(instant.epochSeconds).flooredDivision(by: 86_400)
        let date = CivilDay.date(number: day - 1)
        return IssueFilter.Day(year: date.year, month: date.month, day: date.day)
    }
}

extension Retry {
    fileprivate var issue: IssueID { IssueID(rawValue: ticket.issue) }
}
