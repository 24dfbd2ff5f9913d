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

    /// An issue is given up as deleted when it was missing in this many passes in a row.
    private static let absencesToDelete = 2

    /// What the comparison found that the tickets did not show.
    struct Differences {
        var unknown = 0
        /// Left without anything telling so before.
        var gone = 0
    }

    /// - Parameters:
    ///   - inventory: what the scope held before changes were read.
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

        // What this pass read itself is known better than a list from before shows it.
        let seen = reader.findings.withLock { $0.present.union($0.departures.keys) }
        var gone = known.subtracting(inventory.issues).subtracting(seen.map(\.rawValue)).sorted()
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
        let asked = gone.map(IssueID.init)
        try await settle(asked, among: known.count, counting: &tally)
        differences.gone = reader.findings.withLock { findings in
            asked.count { findings.departures[$0] != nil }
        }
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
    private func settle(_ issues: [IssueID], among count: Int, counting tally: inout PullTally) async throws {
        for chunk in issues.chunks(of: HeaderBatch.size).map(Array.init) {
            let headers = try await HeaderBatch(lane: lane).headers(of: chunk)
            // Those that can be read are somewhere else now; reading them tells where, and completes their timeline.
            let candidates = chunk.map { IssueReader.Candidate(issue: $0, header: headers[$0]) }
            note(try await reader.store(candidates, newestChange: nil, counting: &tally))
            // The rest would not make it any more credible.
            if reader.isGuarded {
                try ShrinkGuard.check(reader.findings.withLock(\.departures).values, of: count, in: scope.key)
            }
        }
    }

    /// Remembers that issues cannot be read, for ``conclude(counting:)``.
    func note(_ absent: [IssueID: IssueReader.Absence]) {
        reader.findings.withLock { findings in
            for (issue, absence) in absent { findings.add(issue, .absent(absence)) }
        }
    }

    /// Stores what the whole pass found to have left: moved, hidden, or missing once more.
    ///
    /// - Throws: ``BridgeError/Code/shrunk`` when that is too much to be believed; nothing of it is stored then.
    func conclude(counting tally: inout PullTally) async throws {
        let departures = reader.findings.withLock(\.departures)
        guard !departures.isEmpty else { return }
        if reader.isGuarded {
            let count = try await lane.store.issues(in: scope.key, standing: .inScope).count
            try ShrinkGuard.check(departures.values, of: count, in: scope.key)
        }
        let states = try await lane.store.issueStates(of: departures.keys.map(lane.ticketID))
        var batch = PullBatch(scope: scope.key)
        for (issue, departure) in departures.sorted(by: { $0.key < $1.key }) {
            let id = lane.ticketID(issue)
            let before = states[id]
            let standing: Standing
            switch departure {
            case .stored: continue
            case .moved(let reading):
                standing = reading.state.standing
                batch.tickets.append(reading)
            case .absent(let absence):
                let absences = (before?.absences ?? 0) + 1
                standing =
                    switch absence {
                    case .hidden: .hidden
                    case .gone: absences >= Self.absencesToDelete ? .deleted : .inScope
                    }
                batch.standings.append(.init(ticket: id, standing: standing, absences: absence == .gone ? absences : 0))
            }
            if let before, before.standing != standing {
                tally.left += 1
                lane.environment.observe(.standingChanged(id, standing))
            }
        }
        let effect = try await lane.store.store(batch)
        tally.updated += effect.updated
        tally.unchanged += effect.unchanged
        if !batch.tickets.isEmpty { lane.environment.observe(.stored(scope.key, issues: batch.tickets.count)) }
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
