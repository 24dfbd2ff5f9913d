import GRDB
import Tickets

/// The statements on `verification`, prepared once for a batch.
struct VerificationTable {
    private let find: Statement
    private let insert: Statement

    init(_ database: Database) throws {
        find = try database.cachedStatement(
            sql: """
                SELECT read_at, project, category, status, handler, view_state FROM verification
                WHERE instance = ? AND issue = ?
                """
        )
        insert = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO verification (
                    instance, issue, read_at, project, category, status, handler, view_state
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
    }

    func verification(of ticket: TicketID) throws -> Verification? {
        find.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
        guard let row = try Row.fetchOne(find) else { return nil }
        return Verification(
            ticket: ticket,
            readAt: try row.instant(0),
            outline: Verification.Outline(
                project: try row.value(1),
                category: try row.value(2),
                status: try row.value(3),
                handler: try row.value(4),
                viewState: try row.value(5)
            )
        )
    }

    func store(_ verification: Verification) throws {
        let outline = verification.outline
        insert.setUncheckedArguments([
            verification.ticket.instance.rawValue, verification.ticket.issue, verification.readAt.epochSeconds,
            outline.project, outline.category, outline.status, outline.handler, outline.viewState,
        ])
        try insert.execute()
    }

    static func leastVerified(in scope: ScopeKey, limit: Int, _ database: Database) throws -> [Int] {
        try Int.fetchAll(
            database,
            sql: """
                SELECT ticket.issue FROM ticket LEFT JOIN verification USING (instance, issue)
                WHERE instance = ? AND scope = ? AND standing = ?
                ORDER BY verification.read_at NULLS FIRST, ticket.issue LIMIT ?
                """,
            arguments: [scope.instance.rawValue, scope.scope, Standing.inScope.rawValue, limit]
        )
    }
}
