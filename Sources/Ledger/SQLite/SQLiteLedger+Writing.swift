import GRDB
package import Tickets

extension SQLiteLedger {
    package func outbox(of instance: InstanceName?, states: Set<OutboxEntry.State>) async throws -> [OutboxEntry] {
        try await read { database in
            try OutboxTable.entries(of: instance, states: states, in: database)
        }
    }

    package func outboxEntry(_ key: String) async throws -> OutboxEntry? {
        try await read { database in try OutboxTable(database).entry(key) }
    }

    @discardableResult
    package func beginAttempt(_ key: String, at now: Instant) async throws -> OutboxEntry {
        try await write { database in
            let table = try OutboxTable(database)
            var entry = try openEntry(key, in: table)
            entry.beginAttempt(at: now)
            try table.update(entry)
            return entry
        }
    }

    @discardableResult
    package func finish(_ key: String, _ completion: Completion) async throws -> AuditEntry {
        try await write { database in
            let table = try OutboxTable(database)
            var entry = try openEntry(key, in: table)
            entry.finish(completion)
            try table.update(entry)
            let audit = AuditTable(database)
            let row = AuditEntry(following: try audit.head(), intent: entry.intent, completion: completion)
            try audit.append(row)
            return row
        }
    }

    package func park(_ key: String, until: Instant?, reason: String) async throws {
        try await write { database in
            let table = try OutboxTable(database)
            var entry = try openEntry(key, in: table)
            entry.park(until: until, reason: reason)
            try table.update(entry)
        }
    }

    private func openEntry(_ key: String, in table: OutboxTable) throws -> OutboxEntry {
        guard let entry = try table.entry(key) else { throw failure(.unknownIntent(key: key)) }
        guard !entry.state.isFinal else { throw failure(.alreadyFinished(key: key, entry.state)) }
        return entry
    }
}
