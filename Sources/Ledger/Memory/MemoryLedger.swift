package import ServiceLevels
package import Tickets

/// A ledger that lives as long as the process: for tests of what is built on a ``TicketStore``. The same contract tests
/// run against it and ``SQLiteLedger``.
package actor MemoryLedger: TicketStore {
    private var cursors: [ScopeKey: Cursor] = [:]
    private var readings: [TicketID: PullBatch.Reading] = [:]
    private var verified: [TicketID: Verification] = [:]
    private var pendingRetries: [TicketID: Retry] = [:]
    /// Those that need no planning until they change or their time comes.
    private var plannedTickets: [TicketID: PlannedTicket] = [:]
    private var judged: [TicketID: [ClockVerdict]] = [:]
    private var declaredContingencies: [ContingencyRecord] = []
    private var declared: [RecordedDeclaration] = []
    private var instances: [InstanceName: (account: Int, rulesDigest: String)] = [:]
    private var entries: [OutboxEntry] = []
    private var entryIndex: [String: Int] = [:]
    private var trail: [AuditEntry] = []
    private var runs: [(id: RunID, record: RunRecord)] = []
    private var lastRun = RunID(rawValue: 0)

    package init() {}

    private func failure(_ code: LedgerError.Code) -> LedgerError { LedgerError(code, path: "memory") }
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
                plannedTickets[reading.ticket.id] = nil
            }
            readings[reading.ticket.id] = reading
            if let verification = reading.verification { verified[reading.ticket.id] = verification }
            pendingRetries[reading.ticket.id] = nil
        }
        for change in batch.standings {
            guard let known = readings[change.ticket] else { continue }
            var state = known.state
            if state.standing != change.standing { plannedTickets[change.ticket] = nil }
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

    package func ticketsToPlan(
        of instance: InstanceName,
        at now: Instant,
        after: TicketID?,
        limit: Int
    ) -> [Ticket] {
        readings.values
            .map(\.ticket)
            .filter { ticket in
                guard ticket.id.instance == instance, ticket.id.issue > after?.issue ?? 0 else { return false }
                guard let planned = plannedTickets[ticket.id] else { return true }
                return planned.attentionAt.map { $0 <= now } ?? false
            }
            .sorted { $0.id < $1.id }
            .prefix(limit)
            .map { $0 }
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
    @discardableResult
    package func record(_ intents: [Intent], planned: [PlannedTicket], at now: Instant) throws -> [String] {
        if let orphan = intents.first(where: { readings[$0.ticket] == nil }) {
            throw failure(.unknownTicket(orphan.ticket))
        }
        for ticket in planned {
            plannedTickets[ticket.ticket] = ticket
            judged[ticket.ticket] = ticket.verdicts.isEmpty ? nil : ticket.verdicts
        }
        return intents.compactMap { intent in
            if let index = entryIndex[intent.key] {
                guard entries[index].state == .superseded else { return nil }
                entries[index].planAgain(intent, at: now)
                return intent.key
            }
            entryIndex[intent.key] = entries.count
            entries.append(OutboxEntry(intent: intent, state: .pending, attempts: 0, plannedAt: now))
            return intent.key
        }
    }

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

// MARK: - Clocks

extension MemoryLedger {
    package func verdicts(of tickets: [TicketID]) -> [TicketID: [ClockVerdict]] {
        tickets.reduce(into: [:]) { found, ticket in found[ticket] = judged[ticket] }
    }

    package func contingencies(of policy: PolicyName?) -> [ContingencyRecord] {
        declaredContingencies.filter { policy == nil || $0.policy == policy }
    }

    @discardableResult
    package func declare(_ contingency: Contingency, of policy: PolicyName, by: String) -> ContingencyRecord {
        let record = ContingencyRecord(
            id: ContingencyID(rawValue: Int64(declaredContingencies.count + 1)),
            policy: policy,
            contingency: contingency,
            declaredBy: by
        )
        declaredContingencies.append(record)
        planAgain { $0.policy == policy }
        return record
    }

    @discardableResult
    package func endContingency(
        _ id: ContingencyID,
        at end: Instant,
        declared: Instant,
        by: String
    ) throws -> ContingencyRecord {
        guard let index = declaredContingencies.firstIndex(where: { $0.id == id }) else {
            throw failure(.unknownContingency(id))
        }
        let record = declaredContingencies[index]
        guard record.contingency.to == nil else { throw failure(.contingencyEnded(id)) }
        guard let ended = try? record.ended(at: end, declared: declared, by: by) else {
            throw failure(.contingencyEndsBeforeStart(id))
        }
        declaredContingencies[index] = ended
        planAgain { $0.policy == ended.policy }
        return ended
    }

    package func declarations(of tickets: [TicketID]) -> [TicketID: [RecordedDeclaration]] {
        Dictionary(grouping: declared, by: \.declaration.ticket).filter { tickets.contains($0.key) }
    }

    @discardableResult
    package func declare(_ declaration: Declaration) throws -> RecordedDeclaration {
        guard readings[declaration.ticket] != nil else { throw failure(.unknownTicket(declaration.ticket)) }
        let record = RecordedDeclaration(sequence: Int64(declared.count + 1), declaration: declaration)
        declared.append(record)
        plannedTickets[declaration.ticket] = nil
        return record
    }

    package func account(of instance: InstanceName) -> Int? { instances[instance]?.account }

    package func beginPlanning(of instance: InstanceName, account: Int, rulesDigest: String) {
        if let known = instances[instance], known == (account, rulesDigest) { return }
        instances[instance] = (account, rulesDigest)
        planAgain { $0.id.instance == instance }
    }

    private func planAgain(_ isConcerned: (Ticket) -> Bool) {
        for ticket in readings.values.map(\.ticket) where isConcerned(ticket) && ticket.status?.isSettled != true {
            plannedTickets[ticket.id] = nil
        }
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
