import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Looks for what reading only changes cannot see (reference §3.3, §3.8): compares every ticket of a scope with its header,
/// reads what differs, and reads whole those that were not read for the longest time, which finds what no header shows.
struct Sweep {
    let lane: InstanceLane
    let scope: ScopeResolution
    let reader: IssueReader
    let membership: Membership

    /// Issues that are read whole in each sweep although nothing speaks for it.
    private static let verifiedAtOnce = 50

    /// - Parameters:
    ///   - inventory: the headers it holds need not be asked for.
    ///   - watermark: changes at or behind it are news, and were not missed.
    ///   - result: gains what is found.
    ///   - tally: counts what was done, also when it throws.
    func run(
        _ inventory: ScopeListing.Inventory,
        watermark: Instant?,
        into result: inout SweepResult,
        counting tally: inout PullTally
    ) async throws {
        let left = reader.findings.withLock { Set($0.departures.keys) }
        let known = try await lane.store.issues(in: scope.key, standing: .inScope).map(IssueID.init)
            .filter { !left.contains($0) }
        let oldest = try await lane.store.leastVerified(
            in: scope.key,
            limit: Self.verifiedAtOnce + reader.setAside.count
        )
        let slice = try await unread(oldest.map(IssueID.init), since: result.at)
        var verified: [IssueReader.Candidate] = []
        var unsettled: [IssueReader.Candidate] = []
        for chunk in known.chunks(of: HeaderBatch.size).map(Array.init) {
            try Task.checkCancellation()
            let headers = try await headers(of: chunk, inventory)
            let (differing, same) = try await differing(headers, watermark: watermark, into: &result)
            result.compared += headers.count
            try await reader.store(differing, newestChange: nil, counting: &tally)
            let read = Set(differing.map(\.issue))
            verified += chunk.filter { slice.contains($0) && !read.contains($0) }
                .map { IssueReader.Candidate(issue: $0, header: headers[$0]) }
            let present = reader.findings.withLock(\.present)
            unsettled += same.filter { !slice.contains($0.issue) && !present.contains($0.issue) }
        }
        // Those whose history was kept from the account are among them, and are worth reading only once it is shown.
        if let first = unsettled.first, try await showsHistory(of: first.issue) { verified += unsettled }
        let before = tally.updated
        let absent = try await reader.store(verified, newestChange: nil, counting: &tally)
        let moved = reader.findings.withLock { findings in
            reader.isGuarded ? verified.count { findings.departures[$0.issue] != nil } : 0
        }
        result.verified = verified.count
        result.add(.content, tally.updated - before + moved)
        result.add(.gone, absent.count)
        membership.note(absent)
    }

    private func showsHistory(of issue: IssueID) async throws -> Bool {
        do throws(MantisError) {
            return try await lane.history(of: issue) != nil
        } catch {
            // It may be about this issue alone, and reading tells.
            guard await lane.isAboutContent(error) || error.issueIsGone else { throw error }
            return true
        }
    }

    /// Those that were not read whole in this pass already, nor asked for in vain: that counts once a pass.
    private func unread(_ issues: [IssueID], since start: Instant) async throws -> Set<IssueID> {
        let absent = try await lane.store.absentIssues(in: scope.key)
        let verifications = try await lane.store.verifications(of: issues.map(lane.ticketID))
        return Set(
            issues.filter { issue in
                !reader.setAside.contains(issue) && !absent.contains(issue.rawValue)
                    && verifications[lane.ticketID(issue)].map { $0.readAt < start } ?? true
            }
        )
    }

    private func headers(
        of issues: [IssueID],
        _ inventory: ScopeListing.Inventory
    ) async throws -> [IssueID: IssueHeader] {
        if lane.profile.has(.issueBatches) { return try await HeaderBatch(lane: lane).headers(of: issues) }
        return issues.reduce(into: [:]) { $0[$1] = inventory.headers[$1.rawValue] }
    }

    /// The issues whose header differs from what the ledger knows of them, and those that are the same and unsettled.
    private func differing(
        _ headers: [IssueID: IssueHeader],
        watermark: Instant?,
        into result: inout SweepResult
    ) async throws -> (differing: [IssueReader.Candidate], unsettled: [IssueReader.Candidate]) {
        let ids = headers.keys.map(lane.ticketID)
        let states = try await lane.store.issueStates(of: ids)
        let verifications = try await lane.store.verifications(of: ids)
        var candidates: [IssueReader.Candidate] = []
        var unsettled: [IssueReader.Candidate] = []
        for (issue, header) in headers.sorted(by: { $0.key < $1.key }) where !reader.setAside.contains(issue) {
            let id = lane.ticketID(issue)
            guard let state = states[id] else { continue }
            guard let difference = Self.difference(header, state, verifications[id]?.outline) else {
                if !state.settled { unsettled.append(IssueReader.Candidate(issue: issue, header: header)) }
                continue
            }
            candidates.append(IssueReader.Candidate(issue: issue, header: header))
            let isNews = watermark.map { Instant(header.lastUpdated) >= $0 } ?? false
            if !isNews { result.add(difference) }
        }
        return (candidates, unsettled)
    }

    /// Nil when nothing differs. An outline that was never taken proves nothing.
    static func difference(
        _ header: IssueHeader,
        _ state: IssueState,
        _ outline: Verification.Outline?
    ) -> SweepResult.Difference? {
        if Instant(header.lastUpdated) != state.lastUpdated { return .stamp }
        if header.notesCount != state.notesCount { return .notes }
        if header.attachmentsCount != state.attachmentsCount { return .attachments }
        return outline.map { $0 == Verification.Outline(header) } ?? true ? nil : .fields
    }
}
