package import Tickets

extension SQLiteLedger {
    package func auditTrail(of ticket: TicketID?, after: Int, limit: Int) async throws -> [AuditEntry] {
        try await read { database in
            try AuditTable(database).entries(of: ticket, after: after, limit: limit)
        }
    }

    package func verifyAuditChain() async throws -> AuditVerdict {
        try await read { database in try AuditTable(database).verify() }
    }
}
