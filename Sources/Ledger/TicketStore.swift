package import ServiceLevels
package import Tickets

/// Where the bridge keeps what it knows: tickets, how far each scope was pulled, what is to be written to Mantis, and
/// what was written.
///
/// Every operation is one transaction and throws ``LedgerError``; after an error nothing of it has happened. A writing
/// operation is durable when it returns and is carried through even when its task is cancelled meanwhile, so that an
/// effect on Mantis never goes unrecorded; a reading one may throw `CancellationError`.
package protocol TicketStore: Sendable {
    // MARK: Pulling

    /// Nil before the first completed pass.
    func cursor(of scope: ScopeKey) async throws -> Cursor?

    /// The numbers of the scope's issues that were expected and not listed the last time (``IssueState/absences``).
    func absentIssues(in scope: ScopeKey) async throws -> Set<Int>

    /// The states of those tickets that are known.
    func issueStates(of tickets: [TicketID]) async throws -> [TicketID: IssueState]

    /// The numbers of the scope's issues with that standing, ascending.
    func issues(in scope: ScopeKey, standing: Standing) async throws -> [Int]

    /// What is known of those tickets from their last whole reading; tickets stored without one are left out.
    func verifications(of tickets: [TicketID]) async throws -> [TicketID: Verification]

    /// The numbers of the scope's issues with standing ``Standing/inScope`` that were not read whole for the longest time,
    /// the oldest first, those never verified before all others; at most `limit`.
    func leastVerified(in scope: ScopeKey, limit: Int) async throws -> [Int]

    /// Stores a batch. A ticket equal to the stored one is not written again.
    @discardableResult
    func store(_ batch: PullBatch) async throws -> PullBatch.Effect

    /// Sets the cursor of its scope: to be called when everything the pass found is stored.
    func advance(_ cursor: Cursor) async throws

    /// Every retry of the scope, whether its time has come or not, the earliest first.
    func retries(of scope: ScopeKey) async throws -> [Retry]

    // MARK: Reading

    /// Nil when it was never stored.
    func ticket(_ id: TicketID) async throws -> Ticket?

    /// One page of a query, at most ``TicketQuery/limit`` tickets; see ``pages(of:)`` for all of them.
    func tickets(matching query: TicketQuery) async throws -> [Ticket]

    /// What open tickets of a scope have that the mapping has no word for, and how many have it.
    func gaps(in scope: ScopeKey) async throws -> [Ticket.Gap: Int]

    /// How many tickets match, by status; nil counts those whose status has no word. Order, limit and position do not
    /// matter.
    func ticketCounts(matching query: TicketQuery) async throws -> [TicketStatus?: Int]

    // MARK: Planning

    /// The number of the bridge's own account in an instance, as last probed; nil before.
    func account(of instance: InstanceName) async throws -> Int?

    /// Remembers what tickets of the instance are planned with: the bridge's own account, where nil keeps the number that
    /// is known, and the digest of the rules. When either is another than before, every open ticket of the instance needs
    /// planning again; otherwise nothing is written.
    func beginPlanning(of instance: InstanceName, account: Int?, rulesDigest: String) async throws

    /// Tickets that were never planned, need planning again, or are due, by issue number, those behind `after`, at most
    /// `limit`. A ticket needs planning again when its content, its standing or the digest of its scope changed and when
    /// something that bears on its clocks was declared; it is due once ``PlannedTicket/attentionAt`` has come.
    func ticketsToPlan(
        of instance: InstanceName,
        at now: Instant,
        after: TicketID?,
        limit: Int
    ) async throws -> [Ticket]

    /// Records the intents whose keys are new, in order, and returns those keys; `planned` are the tickets they were
    /// planned from, with or without an intent, and need no planning until they change or are due. A known key is left as
    /// it is, since a key is carried out once; a superseded one, of which nothing was written, is planned again. What was
    /// recorded of a ticket before and is the same is not written again. Throws `unknownTicket` when a ticket was never
    /// stored.
    @discardableResult
    func record(_ intents: [Intent], planned: [PlannedTicket], at now: Instant) async throws -> [String]

    // MARK: Clocks

    /// How the cycles of those tickets were judged, by kind, number and first start; tickets without any are left out.
    func verdicts(of tickets: [TicketID]) async throws -> [TicketID: [ClockVerdict]]

    /// Declares a contingency for every ticket of a policy; the open ones need planning again. Like the two operations
    /// below, only under ``RunLock``: a run that is planning meanwhile would take what was declared for planned.
    @discardableResult
    func declare(_ contingency: Contingency, of policy: PolicyName, by person: String) async throws -> ContingencyRecord

    /// Declares when a contingency ended or will end; the policy's open tickets need planning again. Throws
    /// `unknownContingency`, `contingencyEnded` and `contingencyEndsBeforeStart`.
    @discardableResult
    func endContingency(
        _ id: ContingencyID,
        at end: Instant,
        declared: Instant,
        by person: String
    ) async throws -> ContingencyRecord

    /// Every contingency of the policy, or of all, in the order of declaration.
    func contingencies(of policy: PolicyName?) async throws -> [ContingencyRecord]

    /// Stores a declaration and returns it with its number; its ticket needs planning again. Throws `unknownTicket`.
    @discardableResult
    func declare(_ declaration: Declaration) async throws -> Declaration

    /// What was declared about those tickets, in the order of declaration; tickets without any are left out.
    func declarations(of tickets: [TicketID]) async throws -> [TicketID: [Declaration]]

    // MARK: Writing to Mantis

    /// Entries in these states, in the order they were planned.
    func outbox(of instance: InstanceName?, states: Set<OutboxEntry.State>) async throws -> [OutboxEntry]

    /// The entry with this key; nil when it was never recorded.
    func outboxEntry(_ key: String) async throws -> OutboxEntry?

    /// Marks the entry as being sent and counts the attempt; returns the entry as it is now. Call it before the network:
    /// once it returns, the attempt is known whatever happens. Throws `alreadyFinished` when there is nothing left to do.
    @discardableResult
    func beginAttempt(_ key: String, at now: Instant) async throws -> OutboxEntry

    /// Sets the final state and appends the row of the audit trail, in one transaction. Throws `alreadyFinished` when the
    /// entry has its outcome.
    @discardableResult
    func finish(_ key: String, _ completion: Completion) async throws -> AuditEntry

    /// Parks the entry until `until`, or until a person looks when that is nil. Its attempts stay counted. Throws
    /// `alreadyFinished` when the entry has its outcome.
    func park(_ key: String, until: Instant?, reason: String) async throws

    // MARK: Audit trail

    /// Rows behind the sequence number `after`, ascending, at most `limit`; only those of one ticket when it is given.
    func auditTrail(of ticket: TicketID?, after: Int, limit: Int) async throws -> [AuditEntry]

    /// Follows the whole chain.
    func verifyAuditChain() async throws -> AuditVerdict

    // MARK: Health

    /// Examines the storage itself. Throws what any reading operation would when it cannot even be read.
    func health() async throws -> LedgerHealth

    // MARK: Runs

    /// Records that a run began. Only the last thousand runs of an instance are kept.
    func beginRun(of instance: InstanceName, at now: Instant) async throws -> RunID

    /// Replaces the record of a begun run. Throws `unknownRun`.
    func finishRun(_ run: RunID, _ record: RunRecord) async throws

    /// The last runs, newest first.
    func lastRuns(of instance: InstanceName?, limit: Int) async throws -> [RunRecord]
}
