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
    let findings: Locked<PassFindings>
    /// Keeps tickets that leave the scope for ``Membership``, instead of storing them at once.
    let isGuarded: Bool

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
    /// - Throws: ``BridgeError/Code/shrunk`` when handlers are kept from the account; nothing of such an issue is stored.
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
        let readings = try await IssueFetch(lane: lane).read(candidates)
        let handlers = try await HandlerEvidence(lane: lane, scope: scope).weigh(readings)
        for reading in readings {
            let issue = reading.candidate.issue
            let id = lane.ticketID(issue)
            switch reading.result {
            case .success where handlers.concealed.contains(issue):
                // The pass stops over these below.
                continue
            case .success where handlers.undecided.contains(issue):
                setAside(reading.candidate, because: "nothing tells who handles it", in: &batch)
            case .success(let content):
                let stored = translate(content, reading.candidate, known: known[id], newestChange: newestChange)
                take(stored, of: issue, known: known[id], into: &batch, counting: &tally)
            case .failure(let error) where error.issueIsGone || error.issueIsHidden:
                absent[issue] = error.issueIsGone ? .gone : .hidden
                if reading.candidate.failures > 0 { batch.clearedRetries.append(id) }
            case .failure(let error):
                setAside(reading.candidate, because: error.message, in: &batch)
            }
        }
        let effect = try await lane.store.store(batch)
        tally.created += effect.created
        tally.updated += effect.updated
        tally.unchanged += effect.unchanged
        tally.setAside += batch.retries.count
        lane.environment.observe(.stored(scope.key, issues: batch.tickets.count))
        if let issue = handlers.concealed.min() { throw handlers.error(over: lane.ticketID(issue), in: scope.key) }
        return absent
    }

    private func setAside(_ candidate: Candidate, because reason: String, in batch: inout PullBatch) {
        let id = lane.ticketID(candidate.issue)
        let failures = candidate.failures + 1
        batch.retries.append(
            Retry(
                ticket: id,
                scope: scope.key.scope,
                attempts: failures,
                nextAt: lane.environment.now() + Backoff.seconds(afterFailures: failures),
                reason: reason
            )
        )
        lane.environment.observe(.setAside(id, reason: reason))
    }

    /// Has a reading stored with its batch, or kept when it shows that the ticket left the scope.
    private func take(
        _ reading: PullBatch.Reading,
        of issue: IssueID,
        known: IssueState?,
        into batch: inout PullBatch,
        counting tally: inout PullTally
    ) {
        let standing = reading.state.standing
        let leaves = known?.standing == .inScope && known?.scope == scope.key.scope && standing != .inScope
        findings.withLock { findings in
            if leaves {
                findings.add(issue, isGuarded ? .moved(reading) : .stored)
            } else if standing == .inScope {
                findings.addPresent(issue)
            }
        }
        if leaves, isGuarded { return }
        if let before = known?.standing, before != standing {
            tally.left += before == .inScope ? 1 : 0
            lane.environment.observe(.standingChanged(reading.ticket.id, standing))
        }
        batch.tickets.append(reading)
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
        // Without its history an issue is not known whole: it counts as read too early, so that it is read again while it
        // is listed as new, and by a sweep as soon as histories are shown again.
        let isWithheld = content.reading.history == nil && ServerProfile(lane.version).has(.history)
        if isWithheld { tellOfMissingHistory() }
        let settled =
            !isWithheld
            && (newestChange.map { $0 - updated >= stampTolerance } ?? false
                || content.readAt - firstSeenAt >= stampTolerance)
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
        var outline = Verification.Outline(issue)
        // Headers name the handler also to those from whom the whole issue keeps it.
        if issue.handler == nil, let handler = candidate.header?.handler { outline.handler = handler.rawValue }
        let verification = Verification(ticket: ticket.id, readAt: content.readAt, outline: outline)
        return PullBatch.Reading(ticket: ticket, state: state, verification: verification)
    }

    /// Once in a pass.
    private func tellOfMissingHistory() {
        let isFirst = findings.withLock { findings in
            defer { findings.lacksHistory = true }
            return !findings.lacksHistory
        }
        // Where the call is missing altogether, that is told instead.
        if isFirst, lane.profile.has(.history) { lane.environment.observe(.historyWithheld(scope.key)) }
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
