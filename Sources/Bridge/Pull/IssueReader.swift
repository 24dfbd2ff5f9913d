import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Reads issues whole, translates them and stores them. One issue that cannot be read is set aside with a retry of its
/// own; the others go on.
struct IssueReader {
    let lane: InstanceLane
    let scope: ScopeResolution
    /// Issues that could not be read lately; each has a retry of its own and is left alone until that is due.
    let setAside: Set<IssueID>
    /// Seconds by which the stamp of a change may lie behind the moment it is seen. An issue read later than that cannot
    /// change again under the same stamp.
    let stampTolerance: Int64

    /// An issue to read.
    struct Candidate: Hashable, Sendable {
        var issue: IssueID
        /// As listed just now; nil when it was not found through a list.
        var header: IssueHeader?
        /// How often reading it failed before; above zero when this is its retry.
        var failures = 0
    }

    /// Issues stored in one transaction.
    private static let batchSize = 50

    /// An issue that the server says the account cannot read.
    enum Absence: Hashable, Sendable {
        /// It does not exist.
        case gone
        /// It exists, and the account may not read it.
        case hidden
    }

    /// Reads and stores `candidates`, and returns those that could not be read because they are gone or hidden, of which
    /// nothing is stored: ``Membership`` decides what that means.
    ///
    /// - Parameters:
    ///   - newestChange: the newest change the server is known to have made, by its clock.
    ///   - tally: counts what was done, also when it throws.
    @discardableResult
    func store(
        _ candidates: [Candidate],
        newestChange: Instant?,
        counting tally: inout PullTally
    ) async throws -> [IssueID: Absence] {
        var absent: [IssueID: Absence] = [:]
        var rest = candidates.filter { $0.failures > 0 || !setAside.contains($0.issue) }[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.batchSize))
            rest = rest.dropFirst(batch.count)
            let found = try await storeBatch(batch, newestChange: newestChange, counting: &tally)
            absent.merge(found) { $1 }
        }
        return absent
    }

    private func storeBatch(
        _ candidates: [Candidate],
        newestChange: Instant?,
        counting tally: inout PullTally
    ) async throws -> [IssueID: Absence] {
        var absent: [IssueID: Absence] = [:]
        let known = try await lane.store.issueStates(of: candidates.map { lane.ticketID($0.issue) })
        var batch = PullBatch(scope: scope.key)
        for reading in try await IssueFetch(lane: lane).read(candidates) {
            let id = lane.ticketID(reading.candidate.issue)
            switch reading.result {
            case .success(let content):
                let stored = translate(content, reading.candidate, known: known[id], newestChange: newestChange)
                if let before = known[id]?.standing, before != stored.state.standing {
                    tally.left += before == .inScope ? 1 : 0
                    lane.environment.observe(.standingChanged(id, stored.state.standing))
                }
                batch.tickets.append(stored)
            case .failure(let error) where error.issueIsGone || error.issueIsHidden:
                absent[reading.candidate.issue] = error.issueIsGone ? .gone : .hidden
                if reading.candidate.failures > 0 { batch.clearedRetries.append(id) }
            case .failure(let error):
                let failures = reading.candidate.failures + 1
                batch.retries.append(
                    Retry(
                        ticket: id,
                        scope: scope.key.scope,
                        attempts: failures,
                        nextAt: lane.environment.now() + Backoff.seconds(afterFailures: failures),
                        reason: error.message
                    )
                )
                lane.environment.observe(.setAside(id, reason: error.message))
            }
        }
        let effect = try await lane.store.store(batch)
        tally.created += effect.created
        tally.updated += effect.updated
        tally.unchanged += effect.unchanged
        tally.setAside += batch.retries.count
        lane.environment.observe(.stored(scope.key, issues: batch.tickets.count))
        return absent
    }

    private func translate(
        _ content: IssueFetch.Content,
        _ candidate: Candidate,
        known: IssueState?,
        newestChange: Instant?
    ) -> PullBatch.Reading {
        let issue = content.reading.issue
        let updated = Instant(issue.lastUpdated)
        let ticket = scope.ticket(from: content.reading)
        let firstSeenAt = known.flatMap { $0.lastUpdated == updated ? $0.firstSeenAt : nil } ?? content.seenAt
        let settled =
            newestChange.map { $0 - updated >= stampTolerance } ?? false
            || content.readAt - firstSeenAt >= stampTolerance
        let state = IssueState(
            ticket: ticket.id,
            scope: scope.key.scope,
            scopeDigest: scope.digest,
            lastUpdated: updated,
            firstSeenAt: firstSeenAt,
            fingerprint: IssueFingerprint(of: issue).rawValue,
            notesCount: candidate.header?.notesCount ?? issue.notes.count,
            // Without a header: files of notes are counted there and not listed here (reference §2.3).
            attachmentsCount: candidate.header?.attachmentsCount
                ?? known.flatMap { $0.lastUpdated == updated ? $0.attachmentsCount : nil } ?? issue.attachments.count,
            settled: settled,
            standing: ticket.standing
        )
        let verification = Verification(ticket: ticket.id, readAt: content.readAt, outline: .init(issue))
        return PullBatch.Reading(ticket: ticket, state: state, verification: verification)
    }
}

extension Verification.Outline {
    init(_ issue: Issue) {
        self.init(IssueHeader(summarizing: issue))
    }

    init(_ header: IssueHeader) {
        self.init(
            project: header.project.rawValue,
            category: header.category,
            status: header.status,
            handler: header.handler?.rawValue ?? 0,
            viewState: header.viewState
        )
    }
}
