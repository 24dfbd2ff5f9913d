import GRDB
package import Tickets

extension SQLiteLedger {
    package func ticket(_ id: TicketID) async throws -> Ticket? {
        let body = try await read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT body FROM ticket JOIN ticket_body ON ticket_body.ticket = ticket.id
                    WHERE instance = ? AND issue = ?
                    """,
                arguments: [id.instance.rawValue, id.issue]
            )
        }
        return try body.map { try ticket(from: $0) }
    }

    package func tickets(matching query: TicketQuery) async throws -> [Ticket] {
        let sql = TicketSelection(query)
        let bodies = try await read { database in
            try String.fetchAll(
                database.cachedStatement(sql: sql.page),
                arguments: StatementArguments(sql.pageArguments)
            )
        }
        return try bodies.map { try ticket(from: $0) }
    }

    package func gaps(in scope: ScopeKey) async throws -> [Ticket.Gap: Int] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT json_extract(gap.value, '$.field'), json_extract(gap.value, '$.value'), COUNT(*)
                    FROM ticket JOIN ticket_body ON ticket_body.ticket = ticket.id, json_each(body, '$.gaps') AS gap
                    WHERE instance = ? AND scope = ? AND standing = ? AND settled = 0 GROUP BY 1, 2
                    """,
                arguments: [scope.instance.rawValue, scope.scope, Standing.inScope.rawValue]
            ).reduce(into: [:]) { gaps, row in
                gaps[Ticket.Gap(field: try row.value(0), value: try row.value(1))] = try row.value(2)
            }
        }
    }

    package func ticketCounts(matching query: TicketQuery) async throws -> [TicketStatus?: Int] {
        let sql = TicketSelection(query)
        return try await read { database in
            try Row.fetchAll(database, sql: sql.counts, arguments: StatementArguments(sql.arguments))
                .reduce(into: [:]) { counts, row in
                    let status: TicketStatus? = try row.wordIfPresent(0)
                    counts[status] = try row.value(1)
                }
        }
    }

    func ticket(from body: String) throws -> Ticket {
        do {
            return try JSONForm.ticket(from: body)
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
