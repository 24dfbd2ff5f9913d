import GRDB
package import ServiceLevels
package import Tickets

extension SQLiteLedger {
    package func verdicts(of tickets: [TicketID]) async throws -> [TicketID: [ClockVerdict]] {
        try await read { database in try VerdictTable.verdicts(of: tickets, in: database) }
    }

    @discardableResult
    package func declare(
        _ contingency: Contingency,
        of policy: PolicyName,
        by person: String
    ) async throws -> ContingencyRecord {
        try await write { database in
            let record = try ContingencyTable(database).insert(contingency, of: policy, by: person)
            try PlanningTable.planAgain(openOf: policy, in: database)
            return record
        }
    }

    @discardableResult
    package func endContingency(
        _ id: ContingencyID,
        at end: Instant,
        declared: Instant,
        by person: String
    ) async throws -> ContingencyRecord {
        try await write { database in
            let table = ContingencyTable(database)
            guard let open = try table.record(id) else { throw failure(.unknownContingency(id)) }
            let record = try open.ended(at: end, declared: declared, by: person, path: path)
            try table.update(record)
            try PlanningTable.planAgain(openOf: record.policy, in: database)
            return record
        }
    }

    package func contingencies(of policy: PolicyName?) async throws -> [ContingencyRecord] {
        try await read { database in try ContingencyTable(database).records(of: policy) }
    }

    @discardableResult
    package func declare(_ declaration: Declaration) async throws -> Declaration {
        try await write { database in
            guard try PlanningTable.planAgain(declaration.ticket, in: database) else {
                throw failure(.unknownTicket(declaration.ticket))
            }
            return try DeclarationTable(database).insert(declaration)
        }
    }

    package func declarations(of tickets: [TicketID]) async throws -> [TicketID: [Declaration]] {
        try await read { database in try DeclarationTable.declarations(of: tickets, in: database) }
    }
}
