package import Tickets

/// A ledger that lives as long as the process: for tests of what is built on a ``TicketStore``. The same contract tests
/// run against it and ``SQLiteLedger``.
package actor MemoryLedger: TicketStore {
    private var cursors: [ScopeKey: Cursor] = [:]
    var readings: [TicketID: PullBatch.Reading] = [:]
    private var verified: [TicketID: Verification] = [:]
    private var pendingRetries: [TicketID: Retry] = [:]
    /// Those that need no planning until they are due.
    var plannedTickets: Set<TicketID> = []
    /// What planning last found out about a ticket, however long ago.
    var plans: [TicketID: PlannedTicket] = [:]
    var instances: [InstanceName: Instance] = [:]
    var declaredContingencies: [ContingencyRecord] = []
    var declared: [Declaration] = []
    var entries: [OutboxEntry] = []
    var entryIndex: [String: Int] = [:]
    private var trail: [AuditEntry] = []
    private var runs: [(id: RunID, record: RunRecord)] = []
    private var lastRun = RunID(rawValue: 0)

    package init() {}

    /// What tickets of an instance are planned with.
    struct Instance: Hashable {
        var account: Int?
        var rulesDigest: String
    }

    /// What stands for the file in errors.
    static let path = "memory"

    func failure(_ code: LedgerError.Code) -> LedgerError { LedgerError(code, path: Self.path) }
}

// MARK: - Pulling

extension MemoryLedger {
    package func cursor(of scope: ScopeKey) -> Cursor? { cursors[scope] }

    package func issueStates(of tickets: [TicketID]) -> [TicketID: IssueState] {
        tickets.reduce(into: [:]) { states, ticket in states[ticket] = readings[ticket]?.state }
    }

    package func issues(in scope: ScopeKey, standing: Standing) -> [Int] {
        readings.values.lazy
            .filter { reading in
                reading.ticket.id.instance == scope.instance && reading.state.scope == scope.scope
                    && reading.state.standing == standing
            }
            .map(\.ticket.id.issue)
            .sorted()
    }

    package func absentIssues(in scope: ScopeKey) -> Set<Int> {
        let absent = readings.values.filter { reading in
            reading.ticket.id.instance == scope.instance && reading.state.scope == scope.scope
                && reading.state.absences > 0
        }
        return Set(absent.map(\.ticket.id.issue))
    }

    package func verifications(of tickets: [TicketID]) -> [TicketID: Verification] {
        tickets.reduce(into: [:]) { found, ticket in found[ticket] = verified[ticket] }
    }

    package func leastVerified(in scope: ScopeKey, limit: Int) -> [Int] {
        func readAt(_ issue: Int) -> Instant? { verified[TicketID(instance: scope.instance, issue: issue)]?.readAt }
        let never = Instant(epochSeconds: .min)
        let oldest = issues(in: scope, standing: .inScope)
            .sorted { (readAt($0) ?? never, $0) < (readAt($1) ?? never, $1) }
        return Array(oldest.prefix(limit))
    }

    @discardableResult
    package func store(_ batch: PullBatch) -> PullBatch.Effect {
        var effect = PullBatch.Effect()
        for reading in batch.tickets {
            let known = readings[reading.ticket.id]
            switch known?.ticket {
            case nil: effect.created += 1
            case reading.ticket: effect.unchanged += 1
            default: effect.updated += 1
            }
            if known?.ticket != reading.ticket || known?.state.scopeDigest != reading.state.scopeDigest {
                plannedTickets.remove(reading.ticket.id)
            }
            readings[reading.ticket.id] = reading
            if let verification = reading.verification { verified[reading.ticket.id] = verification }
            pendingRetries[reading.ticket.id] = nil
        }
        for change in batch.standings {
            guard let known = readings[change.ticket] else { continue }
            var state = known.state
            if state.standing != change.standing { plannedTickets.remove(change.ticket) }
            state.standing = change.standing
            state.absences = change.absences
            readings[change.ticket] = PullBatch.Reading(ticket: known.ticket, state: state)
        }
        for ticket in batch.clearedRetries { pendingRetries[ticket] = nil }
        for retry in batch.retries { pendingRetries[retry.ticket] = retry }
        return effect
    }

    package func advance(_ cursor: Cursor) { cursors[cursor.scope] = cursor }

    package func retries(of scope: ScopeKey) -> [Retry] {
        pendingRetries.values
            .filter { $0.ticket.instance == scope.instance && $0.scope == scope.scope }
            .sorted { ($0.nextAt, $0.ticket) < ($1.nextAt, $1.ticket) }
    }
}

// MARK: - Reading

extension MemoryLedger {
    package func ticket(_ id: TicketID) -> Ticket? { readings[id]?.ticket }

    package func tickets(matching query: TicketQuery) -> [Ticket] {
        let page = readings.values.lazy
            .map(\.ticket)
            .filter(query.admits)
            .sorted { query.precedes(query.position(of: $0), query.position(of: $1)) }
            .prefix(query.limit)
        return Array(page)
    }

    package func gaps(in scope: ScopeKey) -> [Ticket.Gap: Int] {
        readings.values.map(\.ticket).reduce(into: [:]) { gaps, ticket in
            let counts =
                ticket.id.instance == scope.instance && ticket.scope == scope.scope && ticket.standing == .inScope
                && ticket.status?.isSettled != true
            if counts { for gap in ticket.gaps { gaps[gap, default: 0] += 1 } }
        }
    }

    package func ticketCounts(matching query: TicketQuery) -> [TicketStatus?: Int] {
        var query = query
        query.after = nil
        return readings.values.reduce(into: [:]) { counts, reading in
            if query.admits(reading.ticket) { counts[reading.ticket.status, default: 0] += 1 }
        }
    }
}

// MARK: - Writing to Mantis

extension MemoryLedger {
    package func outbox(of instance: InstanceName?, states: Set<OutboxEntry.State>) -> [OutboxEntry] {
        entries.filter { entry in
            states.contains(entry.state) && (instance == nil || entry.intent.ticket.instance == instance)
        }
    }

    package func outboxEntry(_ key: String) -> OutboxEntry? { entryIndex[key].map { entries[$0] } }

    @discardableResult
    package func beginAttempt(_ key: String, at now: Instant) throws -> OutboxEntry {
        let index = try openEntry(key)
        entries[index].beginAttempt(at: now)
        return entries[index]
    }

    @discardableResult
    package func finish(_ key: String, _ completion: Completion) throws -> AuditEntry {
        let index = try openEntry(key)
        entries[index].finish(completion)
        let row = AuditEntry(
            following: trail.last?.head ?? .genesis,
            intent: entries[index].intent,
            completion: completion
        )
        trail.append(row)
        return row
    }

    package func park(_ key: String, until: Instant?, reason: String) throws {
        entries[try openEntry(key)].park(until: until, reason: reason)
    }

    private func openEntry(_ key: String) throws -> Int {
        guard let index = entryIndex[key] else { throw failure(.unknownIntent(key: key)) }
        let state = entries[index].state
        guard !state.isFinal else { throw failure(.alreadyFinished(key: key, state)) }
        return index
    }
}

// MARK: - Audit trail and runs

extension MemoryLedger {
    package func auditTrail(of ticket: TicketID?, after: Int, limit: Int) -> [AuditEntry] {
        let rows = trail.lazy.filter { $0.sequence > after && (ticket == nil || $0.ticket == ticket) }
        return Array(rows.prefix(limit))
    }

    package func verifyAuditChain() -> AuditVerdict {
        var verifier = AuditVerifier()
        _ = trail.allSatisfy { verifier.accept($0) }
        return verifier.verdict
    }

    /// Memory is whole as long as the process lives.
    package func health() -> LedgerHealth { LedgerHealth(version: LedgerSchema.version, damage: []) }

    package func beginRun(of instance: InstanceName, at now: Instant) -> RunID {
        lastRun = RunID(rawValue: lastRun.rawValue + 1)
        runs.append((lastRun, RunRecord(instance: instance, startedAt: now)))
        let own = runs.indices.filter { runs[$0].record.instance == instance }
        if own.count > 1_000 { runs.remove(at: own[0]) }
        return lastRun
    }

    package func finishRun(_ run: RunID, _ record: RunRecord) throws {
        guard let index = runs.lastIndex(where: { $0.id == run }) else { throw failure(.unknownRun(run)) }
        runs[index].record = record
    }

    package func lastRuns(of instance: InstanceName?, limit: Int) -> [RunRecord] {
        let records = runs.reversed().lazy.map(\.record)
        return Array(records.filter { instance == nil || $0.instance == instance }.prefix(limit))
    }
}
