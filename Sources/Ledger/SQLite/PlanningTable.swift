import GRDB
import Tickets

/// The statements on what `ticket` has about planning, and on `instance`.
struct PlanningTable {
    private let findRow: Statement
    private let markPlanned: Statement
    private let verdicts: VerdictTable

    init(_ database: Database) throws {
        findRow = try database.cachedStatement(sql: "SELECT id FROM ticket WHERE instance = ? AND issue = ?")
        markPlanned = try database.cachedStatement(
            sql: """
                UPDATE ticket SET planned = 1, attention_at = ?1
                WHERE id = ?2 AND (planned = 0 OR attention_at IS NOT ?1)
                """
        )
        verdicts = try VerdictTable(database)
    }

    /// Only what differs from the stored is written. False when the ticket was never stored.
    func record(_ planned: PlannedTicket) throws -> Bool {
        findRow.setUncheckedArguments([planned.ticket.instance.rawValue, planned.ticket.issue])
        guard let row = try Int64.fetchOne(findRow) else { return false }
        markPlanned.setUncheckedArguments([planned.attentionAt?.epochSeconds, row])
        try markPlanned.execute()
        try verdicts.replace(of: row, by: planned.verdicts)
        return true
    }

    // MARK: What is to be planned

    /// What is to be planned, and what is due, each through an index of its own: with nothing of either, no ticket is looked
    /// at. By itself, SQLite would walk over all tickets of the instance to find those that are due in the order of their
    /// numbers. Both parts have the limit, so that of a whole ledger that is to be planned one page is read.
    static let page = """
        SELECT body FROM (
            SELECT * FROM (
                SELECT id, issue FROM ticket WHERE instance = :instance AND planned = 0 AND issue > :after
                ORDER BY issue LIMIT :limit
            )
            UNION
            SELECT * FROM (
                SELECT id, issue FROM ticket INDEXED BY ticket_to_attend
                WHERE instance = :instance AND attention_at <= :now AND issue > :after
                ORDER BY issue LIMIT :limit
            )
        ) AS place JOIN ticket_body ON ticket_body.ticket = place.id
        ORDER BY place.issue LIMIT :limit
        """

    static func pageArguments(
        of instance: InstanceName,
        at now: Instant,
        after: TicketID?,
        limit: Int
    ) -> StatementArguments {
        ["instance": instance.rawValue, "now": now.epochSeconds, "after": after?.issue ?? 0, "limit": limit]
    }

    /// False when the ticket was never stored.
    static func planAgain(_ ticket: TicketID, in database: Database) throws -> Bool {
        try database.execute(
            sql: "UPDATE ticket SET planned = 0 WHERE instance = ? AND issue = ?",
            arguments: [ticket.instance.rawValue, ticket.issue]
        )
        return database.changesCount == 1
    }

    static func planAgain(openOf policy: PolicyName, in database: Database) throws {
        try database.execute(
            sql: "UPDATE ticket SET planned = 0 WHERE settled = 0 AND planned = 1 AND policy = ?",
            arguments: [policy.rawValue]
        )
    }

    private static func planAgain(openOf instance: InstanceName, in database: Database) throws {
        try database.execute(
            sql: "UPDATE ticket SET planned = 0 WHERE settled = 0 AND planned = 1 AND instance = ?",
            arguments: [instance.rawValue]
        )
    }

    // MARK: Instances

    static func account(of instance: InstanceName, in database: Database) throws -> Int? {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT account FROM instance WHERE name = ?",
            arguments: [instance.rawValue]
        )
        return try row?.value(0)
    }

    static func begin(
        of instance: InstanceName,
        account: Int?,
        rulesDigest: String,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO instance (name, account, rules_digest) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE
                    SET account = coalesce(excluded.account, account), rules_digest = excluded.rules_digest
                    WHERE rules_digest <> excluded.rules_digest
                        OR coalesce(excluded.account, account) IS NOT account
                """,
            arguments: [instance.rawValue, account, rulesDigest]
        )
        if database.changesCount > 0 { try planAgain(openOf: instance, in: database) }
    }
}
