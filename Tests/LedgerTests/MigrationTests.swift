import GRDB
import Testing
import Tickets

@testable import Ledger

@Suite("A ledger of an earlier version")
struct MigrationTests {
    /// Runs `body` with the path of a ledger with the tables of an earlier version and what `fill` stores in them.
    private func withLedger(
        version: String,
        _ fill: @Sendable @escaping (Database) throws -> Void,
        _ body: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let queue = try DatabaseQueue(path: path)
            try LedgerSchema.migrator.migrate(queue, upTo: version)
            try await queue.write(fill)
            try queue.close()
            try await body(path)
        }
    }

    private static func store(_ tickets: [Ticket], in database: Database) throws {
        var effect = PullBatch.Effect()
        try TicketTable(database).store(tickets.map { Sample.reading($0) }, effect: &effect)
    }

    private func withVersion1(_ body: (String) async throws -> Void) async throws {
        let fill: @Sendable (Database) throws -> Void = { database in
            try Self.store([Sample.ticket(1), Sample.ticket(2)], in: database)
            try database.execute(
                sql: """
                    INSERT INTO cursor (
                        instance, scope, watermark, started_at, last_sweep_at, scope_digest, origin
                    ) VALUES ('acme', 'ws', 100, 200, 150, 'd1', 'https://a.example.test');
                    INSERT INTO run VALUES (1, 'acme', 90, 99, 1, 2, 3, 4, 5, 6, 'partial', 'x');
                    """
            )
        }
        try await withLedger(version: "1", fill, body)
    }

    @Test("Keeps every row, and what it did not know is empty")
    func keepsRows() async throws {
        try await withVersion1 { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            #expect(try await ledger.health() == LedgerHealth(version: 3, damage: []))
            #expect(try await ledger.ticket(Sample.id(1)) == Sample.ticket(1))
            #expect(try await ledger.leastVerified(in: Sample.scope, limit: 9) == [1, 2])
            #expect(try await ledger.verifications(of: [Sample.id(1)]).isEmpty)
            let cursor = try #require(try await ledger.cursor(of: Sample.scope))
            #expect(cursor.watermark == Instant(epochSeconds: 100))
            #expect(cursor.lastSweep == SweepResult(at: Instant(epochSeconds: 150)))
            let run = try #require(try await ledger.lastRuns(of: nil, limit: 1).first)
            #expect(run.outcome == .partial)
            #expect(run.notesWritten == 6)
            #expect(run.differences == nil && run.clockSkew == nil)
            try ledger.close()
        }
    }

    @Test("Works on like a new one")
    func worksOn() async throws {
        try await withVersion1 { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            var cursor = try #require(try await ledger.cursor(of: Sample.scope))
            cursor.lastSweep?.add(.notes, 3)
            try await ledger.advance(cursor)
            #expect(try await ledger.cursor(of: Sample.scope) == cursor)
            try ledger.close()
        }
    }

    /// Two open tickets, of which the first was planned and has an intent, and a planned one that is resolved.
    private func withVersion2(_ body: (String) async throws -> Void) async throws {
        let fill: @Sendable (Database) throws -> Void = { database in
            try Self.store(
                [Sample.ticket(1), Sample.ticket(2, status: nil), Sample.ticket(3, status: .resolved)],
                in: database
            )
            _ = try OutboxTable(database).insert(Sample.intent(1), at: Sample.start)
            try database.execute(sql: "UPDATE ticket SET planned = 1 WHERE issue <> 2")
        }
        try await withLedger(version: "2", fill, body)
    }

    @Test("Plans the clocks of its open tickets once, and keeps what it had")
    func plansClocks() async throws {
        try await withVersion2 { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            #expect(try await ledger.health() == LedgerHealth(version: 3, damage: []))
            #expect(try await ledger.ticket(Sample.id(3)) == Sample.ticket(3, status: .resolved))
            #expect(try await ledger.outbox(of: nil, states: [.pending]).map(\.intent) == [Sample.intent(1)])
            #expect(try await ledger.toPlan(at: Sample.start + 1_000_000_000) == [1, 2])
            try await ledger.record([], planned: [Sample.planned(1), Sample.planned(2)], at: Sample.start)
            try ledger.close()
            let again = try await SQLiteLedger.open(at: path)
            #expect(try await again.toPlan(at: Sample.start + 1_000_000_000).isEmpty)
            try again.close()
        }
    }

    @Test("Has places for verdicts and declarations about the tickets it had")
    func hasClocks() async throws {
        try await withVersion2 { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            #expect(try await ledger.account(of: Sample.acme) == nil)
            let planned = Sample.planned(3, attentionAt: Sample.start + 9, verdicts: [Sample.verdict()])
            try await ledger.record([], planned: [planned], at: Sample.start)
            #expect(try await ledger.verdicts(of: [Sample.id(3)]) == [Sample.id(3): [Sample.verdict()]])
            #expect(try await ledger.toPlan(at: Sample.start + 9) == [1, 2, 3])
            let declaration = try await ledger.declare(Sample.declaration(1))
            #expect(try await ledger.declarations(of: [Sample.id(1)]) == [Sample.id(1): [declaration]])
            try ledger.close()
        }
    }
}
