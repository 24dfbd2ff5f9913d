import GRDB
package import ServiceLevels
package import Tickets

extension SQLiteLedger {
    package func verdicts(of tickets: [TicketID]) async throws -> [TicketID: [ClockVerdict]] {
        try await read { database in
            let table = try VerdictTable(database)
            return try tickets.reduce(into: [:]) { found, ticket in
                let verdicts = try table.verdicts(of: ticket)
                if !verdicts.isEmpty { found[ticket] = verdicts }
            }
        }
    }

    package func contingencies(of policy: PolicyName?) async throws -> [ContingencyRecord] {
        try await read { database in try ContingencyTable(database: database).all(of: policy) }
    }

    @discardableResult
    package func declare(
        _ contingency: Contingency,
        of policy: PolicyName,
        by: String
    ) async throws -> ContingencyRecord {
        try await write { database in
            try Self.planAgain(policy, in: database)
            return try ContingencyTable(database: database).insert(contingency, of: policy, by: by)
        }
    }

    @discardableResult
    package func endContingency(
        _ id: ContingencyID,
        at end: Instant,
        declared: Instant,
        by: String
    ) async throws -> ContingencyRecord {
        try await write { database in
            let table = ContingencyTable(database: database)
            guard let record = try table.record(id) else { throw failure(.unknownContingency(id)) }
            guard record.contingency.to == nil else { throw failure(.contingencyEnded(id)) }
            guard let ended = try? record.ended(at: end, declared: declared, by: by) else {
                throw failure(.contingencyEndsBeforeStart(id))
            }
            try table.end(ended)
            try Self.planAgain(ended.policy, in: database)
            return ended
        }
    }

    package func declarations(of tickets: [TicketID]) async throws -> [TicketID: [RecordedDeclaration]] {
        try await read { database in try DeclarationTable(database: database).all(of: tickets) }
    }

    @discardableResult
    package func declare(_ declaration: Declaration) async throws -> RecordedDeclaration {
        try await write { database in
            let ticket = declaration.ticket
            guard try TicketTable(database).contains(ticket) else { throw failure(.unknownTicket(ticket)) }
            try database.execute(
                sql: "UPDATE ticket SET planned = 0 WHERE instance = ? AND issue = ?",
                arguments: [ticket.instance.rawValue, ticket.issue]
            )
            return try DeclarationTable(database: database).insert(declaration)
        }
    }

    package func account(of instance: InstanceName) async throws -> Int? {
        try await read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT account FROM instance WHERE name = ?",
                arguments: [instance.rawValue]
            )
        }
    }

    package func beginPlanning(of instance: InstanceName, account: Int, rulesDigest: String) async throws {
        let known = try await read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT account, rules_digest FROM instance WHERE name = ?",
                arguments: [instance.rawValue]
            ).map { row in (account: try row.value(0) as Int, digest: try row.value(1) as String) }
        }
        if let known, known.account == account, known.digest == rulesDigest { return }
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO instance (name, account, rules_digest) VALUES (?, ?, ?)",
                arguments: [instance.rawValue, account, rulesDigest]
            )
            try database.execute(
                sql: "UPDATE ticket SET planned = 0 WHERE instance = ? AND settled = 0",
                arguments: [instance.rawValue]
            )
        }
    }

    /// What a contingency changes is judged anew; tickets that are over were judged.
    private static func planAgain(_ policy: PolicyName, in database: Database) throws {
        try database.execute(
            sql: "UPDATE ticket SET planned = 0 WHERE policy = ? AND settled = 0",
            arguments: [policy.rawValue]
        )
    }
}
