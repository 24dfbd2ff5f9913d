import GRDB
package import Tickets

extension SQLiteLedger {
    package func account(of instance: InstanceName) async throws -> Int? {
        try await read { database in try PlanningTable.account(of: instance, in: database) }
    }

    package func beginPlanning(of instance: InstanceName, account: Int?, rulesDigest: String) async throws {
        try await write { database in
            try PlanningTable.begin(of: instance, account: account, rulesDigest: rulesDigest, in: database)
        }
    }

    package func ticketsToPlan(
        of instance: InstanceName,
        at now: Instant,
        after: TicketID?,
        limit: Int
    ) async throws -> [Ticket] {
        let bodies = try await read { database in
            try String.fetchAll(
                database.cachedStatement(sql: PlanningTable.page),
                arguments: PlanningTable.pageArguments(of: instance, at: now, after: after, limit: limit)
            )
        }
        return try bodies.map { try ticket(from: $0) }
    }

    @discardableResult
    package func record(_ intents: [Intent], planned: [PlannedTicket], at now: Instant) async throws -> [String] {
        try await write { database in
            let tickets = try TicketTable(database)
            let planning = try PlanningTable(database)
            let outbox = try OutboxTable(database)
            for ticket in planned {
                guard try planning.record(ticket) else { throw failure(.unknownTicket(ticket.ticket)) }
            }
            return try intents.compactMap { intent in
                guard try tickets.contains(intent.ticket) else { throw failure(.unknownTicket(intent.ticket)) }
                return try outbox.insert(intent, at: now) ? intent.key : nil
            }
        }
    }
}
