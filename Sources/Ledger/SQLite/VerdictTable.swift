import GRDB
import ServiceLevels
import Tickets

/// The statements on `verdict`, prepared once for a batch.
struct VerdictTable {
    private let find: Statement
    private let insert: Statement
    private let delete: Statement

    init(_ database: Database) throws {
        find = try database.cachedStatement(sql: "SELECT verdict FROM verdict WHERE ticket = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO verdict (ticket, kind, cycle, first_start, breached_at, ended_at, verdict)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        )
        delete = try database.cachedStatement(
            sql: "DELETE FROM verdict WHERE ticket = ? AND kind = ? AND cycle = ? AND first_start = ?"
        )
    }

    /// Makes `verdicts` all there are of the ticket in this row. Only what differs from the stored is written.
    func replace(of row: Int64, by verdicts: [ClockVerdict]) throws {
        find.setUncheckedArguments([row])
        let known = try String.fetchAll(find).map(JSONForm.verdict)
        for verdict in known where !verdicts.contains(verdict) {
            delete.setUncheckedArguments([
                row, verdict.kind.rawValue, verdict.cycle, verdict.firstStart.epochSeconds,
            ])
            try delete.execute()
        }
        for verdict in verdicts where !known.contains(verdict) {
            insert.setUncheckedArguments([
                row, verdict.kind.rawValue, verdict.cycle, verdict.firstStart.epochSeconds,
                verdict.breachedAt?.epochSeconds, verdict.endedAt?.epochSeconds, try JSONForm.text(of: verdict),
            ])
            try insert.execute()
        }
    }

    static func verdicts(of tickets: [TicketID], in database: Database) throws -> [TicketID: [ClockVerdict]] {
        try TicketRows.fetch(
            of: tickets,
            sql: """
                SELECT issue, verdict.verdict FROM ticket JOIN verdict ON verdict.ticket = ticket.id
                WHERE instance = ? AND issue IN (SELECT value FROM json_each(?))
                ORDER BY verdict.kind, verdict.cycle, verdict.first_start
                """,
            in: database
        ) { _, row in try JSONForm.verdict(from: row.value(1)) }
    }
}
