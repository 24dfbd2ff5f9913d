import GRDB
package import Tickets

extension SQLiteLedger {
    package func issueStates(of tickets: [TicketID]) async throws -> [TicketID: IssueState] {
        try await read { database in
            try IssueStateTable(database).known(tickets).mapValues(\.state)
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

    package func verifications(of tickets: [TicketID]) async throws -> [TicketID: Verification] {
        try await read { database in
            let table = try VerificationTable(database)
            return try tickets.reduce(into: [:]) { found, ticket in found[ticket] = try table.verification(of: ticket) }
        }
    }

    package func leastVerified(in scope: ScopeKey, limit: Int) async throws -> [Int] {
        try await read { database in try VerificationTable.leastVerified(in: scope, limit: limit, database) }
    }

    @discardableResult
    package func store(_ batch: PullBatch) async throws -> PullBatch.Effect {
        try await write { database in
            let table = try TicketTable(database)
            let retries = try RetryTable(database)
            let verifications = try VerificationTable(database)
            var effect = PullBatch.Effect()
            try table.store(batch.tickets, effect: &effect)
            for reading in batch.tickets {
                try retries.clear(reading.ticket.id)
                if let verification = reading.verification { try verifications.store(verification) }
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
