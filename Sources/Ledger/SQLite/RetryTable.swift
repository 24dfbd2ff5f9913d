import GRDB
import Tickets

/// The statements on `retry`, prepared once for a batch.
struct RetryTable {
    private let insert: Statement
    private let delete: Statement
    /// There were none when the batch began, as almost always, so that none has to be looked for.
    private let isEmpty: Bool

    init(_ database: Database) throws {
        isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM retry)") ?? false
        insert = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO retry (instance, issue, scope, attempts, next_at, reason)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        delete = try database.cachedStatement(sql: "DELETE FROM retry WHERE instance = ? AND issue = ?")
    }

    func store(_ retry: Retry) throws {
        try insert.execute(arguments: [
            retry.ticket.instance.rawValue, retry.ticket.issue, retry.scope, retry.attempts,
            retry.nextAt.epochSeconds, retry.reason,
        ])
    }

    func clear(_ ticket: TicketID) throws {
        if isEmpty { return }
        delete.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
        try delete.execute()
    }

    static func all(of scope: ScopeKey, in database: Database) throws -> [Retry] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT issue, attempts, next_at, reason FROM retry
                WHERE instance = ? AND scope = ? ORDER BY next_at, issue
                """,
            arguments: [scope.instance.rawValue, scope.scope]
        ).map { row in
            Retry(
                ticket: TicketID(instance: scope.instance, issue: try row.value(0)),
                scope: scope.scope,
                attempts: try row.value(1),
                nextAt: try row.instant(2),
                reason: try row.value(3)
            )
        }
    }
}
