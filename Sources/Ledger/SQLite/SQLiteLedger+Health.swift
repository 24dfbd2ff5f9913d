import GRDB

extension SQLiteLedger {
    /// Reads every page of the file; a few seconds for a ledger of a million tickets.
    package func health() async throws -> LedgerHealth {
        try await read { database in
            let lines = try String.fetchAll(database, sql: "PRAGMA quick_check(10)")
            return LedgerHealth(
                version: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                damage: lines == ["ok"] ? [] : lines
            )
        }
    }
}
