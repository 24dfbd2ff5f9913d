import GRDB
package import Tickets

extension SQLiteLedger {
    private static let runsKept = 1_000
    private static let columns = """
        instance, started_at, finished_at, pulled, unchanged, created, updated, failed, notes_written, differences,
        clock_skew, outcome, message
        """

    package func beginRun(of instance: InstanceName, at now: Instant) async throws -> RunID {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO run (\(Self.columns)) VALUES (?, ?, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL)
                    """,
                arguments: [instance.rawValue, now.epochSeconds]
            )
            let run = RunID(rawValue: database.lastInsertedRowID)
            try database.execute(
                sql: """
                    DELETE FROM run WHERE instance = :instance AND id <= (
                        SELECT id FROM run WHERE instance = :instance ORDER BY id DESC LIMIT 1 OFFSET :kept
                    )
                    """,
                arguments: ["instance": instance.rawValue, "kept": Self.runsKept]
            )
            return run
        }
    }

    package func finishRun(_ run: RunID, _ record: RunRecord) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE run SET (\(Self.columns)) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?
                    """,
                arguments: [
                    record.instance.rawValue, record.startedAt.epochSeconds, record.finishedAt?.epochSeconds,
                    record.pulled, record.unchanged, record.created, record.updated, record.failed,
                    record.notesWritten, record.differences, record.clockSkew, record.outcome?.rawValue, record.message,
                    run.rawValue,
                ]
            )
            guard database.changesCount == 1 else { throw failure(.unknownRun(run)) }
        }
    }

    package func lastRuns(of instance: InstanceName?, limit: Int) async throws -> [RunRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(Self.columns) FROM run \(instance == nil ? "" : "WHERE instance = ?")
                    ORDER BY id DESC LIMIT ?
                    """,
                arguments: instance.map { [$0.rawValue, limit] } ?? [limit]
            ).map(Self.record)
        }
    }

    private static func record(_ row: Row) throws -> RunRecord {
        RunRecord(
            instance: try row.word(0),
            startedAt: try row.instant(1),
            finishedAt: try row.instantIfPresent(2),
            pulled: try row.value(3),
            unchanged: try row.value(4),
            created: try row.value(5),
            updated: try row.value(6),
            failed: try row.value(7),
            notesWritten: try row.value(8),
            differences: try row.value(9),
            clockSkew: try row.value(10),
            outcome: try row.wordIfPresent(11),
            message: try row.value(12)
        )
    }
}
