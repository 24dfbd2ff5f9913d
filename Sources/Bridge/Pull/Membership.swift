import Ledger
import MantisConnect
import Tickets

/// Compares the ids of a scope with the tickets the ledger has in it. Leaving a queue is invisible to a list sorted by
/// change (reference §3.6), so what is no longer listed is asked for, one by one, and only the answer counts.
struct Membership {
    let lane: InstanceLane
    let scope: ScopeResolution
    let reader: IssueReader

    /// Ids a page. A row that leaves meanwhile pulls others across the edge; they are then asked for in vain, no more.
    private static let pageSize = 1_000
    private static let headersAtOnce = 50
    /// An issue is given up as deleted when it was missing in this many passes in a row.
    private static let absencesToDelete = 2
    /// More issues than this leave at once only when half of the scope stays.
    private static let shrinkLimit = 25

    /// - Parameters:
    ///   - listed: what ``listedIssues()`` returned, before or after changes were read.
    ///   - guarded: refuses to take very many issues for gone at once.
    ///   - tally: counts what was done, also when it throws.
    /// - Throws: ``BridgeError/Code/shrunk``, besides what the calls throw.
    func compare(with listed: Set<Int>, guarded: Bool, counting tally: inout PullTally) async throws {
        let known = Set(try await lane.store.issues(in: scope.key, standing: .inScope))
        // An issue that came back, or that the fast path missed.
        let missed = listed.subtracting(known).sorted().map { IssueReader.Candidate(issue: IssueID(rawValue: $0)) }
        try await reader.store(missed, newestChange: nil, counting: &tally)
        try await forgetAbsences(of: listed)

        let gone = known.subtracting(listed).sorted()
        if guarded, gone.count > Self.shrinkLimit, gone.count * 2 > known.count {
            throw BridgeError(
                .shrunk,
                """
                \(scope.key): \(gone.count) of \(known.count) tickets are not listed any more; nothing was taken for gone. \
                Check the account's rights (view_handler_threshold, access to the projects) and the configured handler; \
                if it is right so, run `mantis-bridge sync --full` once
                """
            )
        }
        for start in stride(from: 0, to: gone.count, by: Self.headersAtOnce) {
            let chunk = gone[start..<min(start + Self.headersAtOnce, gone.count)].map(IssueID.init)
            try await settle(chunk, counting: &tally)
        }
    }

    /// Only absences in a row count.
    private func forgetAbsences(of listed: Set<Int>) async throws {
        let present = try await lane.store.absentIssues(in: scope.key).intersection(listed).sorted()
        guard !present.isEmpty else { return }
        var batch = PullBatch(scope: scope.key)
        batch.standings = present.map { .init(ticket: lane.ticketID(IssueID(rawValue: $0)), standing: .inScope) }
        try await lane.store.store(batch)
    }

    /// The numbers of every issue in the scope, closed ones included.
    func listedIssues() async throws -> Set<Int> {
        var filter = scope.filter
        filter.sort = .idAscending
        var all: Set<Int> = []
        var previous: [IssueID] = []
        for page in 1... {
            try Task.checkCancellation()
            let ids = try await lane.client.searchIssueIDs(filter, page: page, perPage: Self.pageSize)
            // Past the end the server sends the last page again (reference §3.2).
            guard ids != previous else { break }
            all.formUnion(ids.map(\.rawValue))
            guard ids.count == Self.pageSize else { break }
            previous = ids
        }
        return all
    }

    /// Finds out what became of issues that are not listed any more.
    private func settle(_ issues: [IssueID], counting tally: inout PullTally) async throws {
        let headers = try await lane.client.issueHeaders(issues)
        let readable = Set(headers.map(\.id))
        // Those are in other hands or in another project now; reading them tells which, and completes their timeline.
        let candidates = headers.map { IssueReader.Candidate(issue: $0.id, header: $0) }
        try await reader.store(candidates, newestChange: nil, counting: &tally)

        var batch = PullBatch(scope: scope.key)
        let states = try await lane.store.issueStates(of: issues.map(lane.ticketID))
        for issue in issues where !readable.contains(issue) {
            let absences = states[lane.ticketID(issue)]?.absences ?? 0
            guard let change = try await change(of: issue, absences: absences) else {
                tally.setAside += 1
                continue
            }
            batch.standings.append(change)
            if change.standing != .inScope {
                tally.left += 1
                lane.environment.observe(.standingChanged(change.ticket, change.standing))
            }
        }
        if !batch.standings.isEmpty { try await lane.store.store(batch) }
    }

    /// What an unreadable issue has become; nil when the server does not say, which changes nothing.
    private func change(of issue: IssueID, absences: Int) async throws -> PullBatch.StandingChange? {
        do {
            if try await lane.client.issueExists(issue) {
                // It exists also for an account that may not read it (reference §2.3).
                return .init(ticket: lane.ticketID(issue), standing: .hidden)
            }
            let deleted = absences + 1 >= Self.absencesToDelete
            return .init(ticket: lane.ticketID(issue), standing: deleted ? .deleted : .inScope, absences: absences + 1)
        } catch {
            if error.meetsEveryCall, await !lane.isAlive(after: error) { throw error }
            lane.environment.observe(.setAside(lane.ticketID(issue), reason: error.message))
            return nil
        }
    }
}
