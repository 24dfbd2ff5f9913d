import GRDB
package import Tickets

extension SQLiteLedger {
    package func cursor(of scope: ScopeKey) async throws -> Cursor? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT watermark, started_at, last_sweep_at, scope_digest, origin FROM cursor
                    WHERE instance = ? AND scope = ?
                    """,
                arguments: [scope.instance.rawValue, scope.scope]
            ).map { row in
                Cursor(
                    scope: scope,
                    watermark: try row.instant(0),
                    startedAt: try row.instant(1),
                    lastSweepAt: try row.instantIfPresent(2),
                    scopeDigest: try row.value(3),
                    origin: try row.value(4)
                )
            }
        }
    }

    package func advance(_ cursor: Cursor) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO cursor (instance, scope, watermark, started_at, last_sweep_at, scope_digest, origin)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    cursor.scope.instance.rawValue, cursor.scope.scope, cursor.watermark.epochSeconds,
                    cursor.startedAt.epochSeconds, cursor.lastSweepAt?.epochSeconds, cursor.scopeDigest,
                    cursor.origin,
                ]
            )
        }
    }

    package func issueStates(of tickets: [TicketID]) async throws -> [TicketID: IssueState] {
        try await read { database in
            let table = try TicketTable(database)
            return try tickets.reduce(into: [:]) { states, ticket in
                states[ticket] = try table.known(ticket)?.state
            }
        }
    }

    package func issues(in scope: ScopeKey, standing: Standing) async throws -> [Int] {
        try await read { database in
            try Int.fetchAll(
                database,
                sql: "SELECT issue FROM ticket WHERE instance = ? AND scope = ? AND standing = ? ORDER BY issue",
                arguments: [scope.instance.rawValue, scope.scope, standing.rawValue]
            )
        }
    }

    package func absentIssues(in scope: ScopeKey) async throws -> Set<Int> {
        try await read { database in
            try Int.fetchSet(
                database,
                sql: "SELECT issue FROM ticket WHERE instance = ? AND scope = ? AND absences > 0",
                arguments: [scope.instance.rawValue, scope.scope]
            )
        }
    }

    @discardableResult
    package func store(_ batch: PullBatch) async throws -> PullBatch.Effect {
        try await write { database in
            let table = try TicketTable(database)
            let retries = try RetryTable(database)
            var effect = PullBatch.Effect()
            for reading in batch.tickets {
                try table.store(reading, effect: &effect)
                try retries.clear(reading.ticket.id)
            }
            for change in batch.standings { try table.apply(change) }
            for ticket in batch.clearedRetries { try retries.clear(ticket) }
            for retry in batch.retries { try retries.store(retry) }
            return effect
        }
    }

    package func retries(of scope: ScopeKey) async throws -> [Retry] {
        try await read { database in try RetryTable.all(of: scope, in: database) }
    }
}
