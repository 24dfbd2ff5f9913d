import Ledger
import MantisConnect
import SOAP
import Tickets

/// Compares what a scope holds on the server with the tickets the ledger has in it. Leaving a scope is invisible to a list
/// sorted by change (reference §3.6), so what is no longer listed is asked for, and only the answer counts: it is in other
/// hands, resolved, in another project or category, hidden from the account, deleted, or the server stumbled.
struct Membership {
    let lane: InstanceLane
    let scope: ScopeResolution
    let reader: IssueReader
    /// Refuses to take very many issues for gone at once.
    let isGuarded: Bool

    private static let headersAtOnce = 50
    /// An issue is given up as deleted when it was missing in this many passes in a row.
    private static let absencesToDelete = 2

    /// What the comparison found that the tickets did not show.
    struct Differences {
        var unknown = 0
        var gone = 0
    }

    /// - Parameters:
    ///   - inventory: what the scope held, before or after changes were read.
    ///   - tally: counts what was done, also when it throws.
    /// - Throws: ``BridgeError/Code/shrunk``, besides what the calls throw.
    func compare(
        with inventory: ScopeListing.Inventory,
        counting tally: inout PullTally
    ) async throws -> Differences {
        let known = Set(try await lane.store.issues(in: scope.key, standing: .inScope))
        // An issue that came back, or that the fast path missed.
        let missed = inventory.issues.subtracting(known).sorted().map { number in
            IssueReader.Candidate(issue: IssueID(rawValue: number), header: inventory.headers[number])
        }
        let before = tally
        try await reader.store(missed, newestChange: nil, counting: &tally)
        try await forgetAbsences(of: inventory.issues)

        var gone = known.subtracting(inventory.issues).sorted()
        if let hiddenFrom = inventory.hiddenFrom {
            // One that was missing before is asked for again, whatever lists show.
            let absent = try await lane.store.absentIssues(in: scope.key)
            let verified = try await lane.store.verifications(of: gone.map { lane.ticketID(IssueID(rawValue: $0)) })
            gone.removeAll { issue in
                let status = verified[lane.ticketID(IssueID(rawValue: issue))]?.outline.status
                return !absent.contains(issue) && status.map { $0 >= hiddenFrom } ?? false
            }
        }
        var differences = Differences()
        differences.unknown = tally.created - before.created + tally.updated - before.updated
        differences.gone = gone.count
        try await settle(gone.map(IssueID.init), among: known.count, counting: &tally)
        return differences
    }

    /// Asks again about issues that were missing in the last pass, so that two passes decide what became of them.
    func confirmAbsences(counting tally: inout PullTally) async throws {
        let absent = try await lane.store.absentIssues(in: scope.key).sorted()
        guard !absent.isEmpty else { return }
        let known = try await lane.store.issues(in: scope.key, standing: .inScope)
        try await settle(
            Set(known).intersection(absent).sorted().map(IssueID.init),
            among: known.count,
            counting: &tally
        )
    }

    /// Finds out what became of issues that are not listed any more, out of `count` tickets of the scope.
    func settle(_ issues: [IssueID], among count: Int, counting tally: inout PullTally) async throws {
        var absent: [IssueID: IssueReader.Absence] = [:]
        for start in stride(from: 0, to: issues.count, by: Self.headersAtOnce) {
            let chunk = Array(issues[start..<min(start + Self.headersAtOnce, issues.count)])
            let headers = try await HeaderBatch(lane: lane).headers(of: chunk)
            // Those that can be read are somewhere else now; reading them tells where, and completes their timeline.
            let candidates = chunk.map { IssueReader.Candidate(issue: $0, header: headers[$0]) }
            absent.merge(try await reader.store(candidates, newestChange: nil, counting: &tally)) { $1 }
        }
        try await retire(absent, among: count, counting: &tally)
    }

    /// Records that issues are hidden, or were missing once more.
    func retire(
        _ absent: [IssueID: IssueReader.Absence],
        among count: Int,
        counting tally: inout PullTally
    ) async throws {
        guard !absent.isEmpty else { return }
        let limit = ShrinkGuard.limit(of: count)
        if isGuarded, absent.count > limit {
            throw BridgeError(
                .shrunk,
                """
                \(scope.key): \(absent.count) of \(count) tickets cannot be read any more, and more than \(limit) at once are \
                not believed; none was taken for gone. Check the account's rights (view_handler_threshold, access to the \
                projects) and the configured names; if it is right so, run `mantis-bridge sync --full` once
                """
            )
        }
        let states = try await lane.store.issueStates(of: absent.keys.map(lane.ticketID))
        var batch = PullBatch(scope: scope.key)
        for (issue, absence) in absent.sorted(by: { $0.key < $1.key }) {
            let id = lane.ticketID(issue)
            let absences = (states[id]?.absences ?? 0) + 1
            let standing: Standing =
                switch absence {
                case .hidden: .hidden
                case .gone: absences >= Self.absencesToDelete ? .deleted : .inScope
                }
            batch.standings.append(.init(ticket: id, standing: standing, absences: absence == .gone ? absences : 0))
            if let before = states[id]?.standing, before != standing {
                tally.left += 1
                lane.environment.observe(.standingChanged(id, standing))
            }
        }
        try await lane.store.store(batch)
    }

    /// Only absences in a row count.
    private func forgetAbsences(of listed: Set<Int>) async throws {
        let present = try await lane.store.absentIssues(in: scope.key).intersection(listed).sorted()
        guard !present.isEmpty else { return }
        let ids = present.map { lane.ticketID(IssueID(rawValue: $0)) }
        let states = try await lane.store.issueStates(of: ids)
        var batch = PullBatch(scope: scope.key)
        batch.standings = ids.map { .init(ticket: $0, standing: states[$0]?.standing ?? .inScope) }
        try await lane.store.store(batch)
    }
}

/// How many tickets of a scope may turn out unreadable at once before that is taken for lost rights, a disabled project or
/// a wrong account instead (reference §3.8).
enum ShrinkGuard {
    /// A tenth of the scope, but 5 in a small one and 25 in a large one.
    static func limit(of count: Int) -> Int { max(5, min(25, count / 10)) }
}
