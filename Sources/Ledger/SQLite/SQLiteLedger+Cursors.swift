import Foundation
import GRDB
import Tickets

extension SQLiteLedger {
    package func cursor(of scope: ScopeKey) async throws -> Cursor? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT watermark, scope_digest, origin, last_sweep_at, sweep_compared, sweep_verified,
                        sweep_differences
                    FROM cursor WHERE instance = ? AND scope = ?
                    """,
                arguments: [scope.instance.rawValue, scope.scope]
            ).map { row in
                Cursor(
                    scope: scope,
                    watermark: try row.instant(0),
                    lastSweep: try Self.sweep(row),
                    scopeDigest: try row.value(1),
                    origin: try row.value(2)
                )
            }
        }
    }

    package func advance(_ cursor: Cursor) async throws {
        let sweep = cursor.lastSweep
        let differences = try Self.text(of: sweep?.differences ?? [:])
        try await write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO cursor (
                        instance, scope, watermark, scope_digest, origin, last_sweep_at, sweep_compared,
                        sweep_verified, sweep_differences
                    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    cursor.scope.instance.rawValue, cursor.scope.scope, cursor.watermark.epochSeconds,
                    cursor.scopeDigest, cursor.origin, sweep?.at.epochSeconds,
                    sweep?.compared ?? 0, sweep?.verified ?? 0, differences,
                ]
            )
        }
    }

    private static func sweep(_ row: Row) throws -> SweepResult? {
        guard let at = try row.instantIfPresent(3) else { return nil }
        let text: String = try row.value(6)
        let counts = try? JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
        guard let counts else { throw UnreadableRow() }
        var sweep = SweepResult(at: at, compared: try row.value(4), verified: try row.value(5))
        for (word, count) in counts {
            guard let difference = SweepResult.Difference(rawValue: word) else { throw UnreadableRow() }
            sweep.add(difference, count)
        }
        return sweep
    }

    private static func text(of differences: [SweepResult.Difference: Int]) throws -> String {
        let counts = Dictionary(uniqueKeysWithValues: differences.map { ($0.key.rawValue, $0.value) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(counts), as: UTF8.self)
    }
}
