import GRDB
import Testing
import Tickets

@testable import Ledger

@Suite("A ledger of an earlier version")
struct MigrationTests {
    /// Takes away what version 3 added.
    private static let withoutClocks = """
        DROP INDEX ticket_for_attention;
        ALTER TABLE ticket DROP COLUMN attention_at;
        DROP TABLE instance;
        DROP TABLE clock_verdict;
        DROP TABLE contingency;
        DROP TABLE declaration;
        """

    /// Runs `body` with the path of a ledger as version 1 made it, with a ticket, a cursor that was swept, and a run.
    private func withVersion1(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch([Sample.ticket(1), Sample.ticket(2)]))
            try await ledger.write { database in
                // Back to the tables of version 1, which had nothing of what came later.
                try database.execute(
                    sql: """
                        \(Self.withoutClocks)
                        DROP TABLE verification;
                        ALTER TABLE cursor DROP COLUMN sweep_compared;
                        ALTER TABLE cursor DROP COLUMN sweep_verified;
                        ALTER TABLE cursor DROP COLUMN sweep_differences;
                        ALTER TABLE cursor ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE run DROP COLUMN differences;
                        ALTER TABLE run DROP COLUMN clock_skew;
                        DELETE FROM grdb_migrations WHERE identifier > '1';
                        PRAGMA user_version = 1;
                        INSERT INTO cursor (
                            instance, scope, watermark, started_at, last_sweep_at, scope_digest, origin
                        ) VALUES ('acme', 'ws', 100, 200, 150, 'd1', 'https://a.example.test');
                        INSERT INTO run VALUES (1, 'acme', 90, 99, 1, 2, 3, 4, 5, 6, 'partial', 'x');
                        """
                )
            }
            try ledger.close()
            try await body(path)
        }
    }

    @Test("Keeps every row, and what it did not know is empty")
    func keepsRows() async throws {
        try await withVersion1 { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            #expect(try await ledger.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 3)
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

    @Test("Plans open tickets of version 2 once more for their clocks, and leaves alone what is over")
    func plansClocks() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            var ledger = try await SQLiteLedger.open(at: path)
            var closed = Sample.ticket(2)
            closed.status = .closed
            try await ledger.store(Sample.batch([Sample.ticket(1), closed]))
            let both = [1, 2].map { PlannedTicket(ticket: Sample.id($0)) }
            try await ledger.record([Sample.intent(1)], planned: both, at: Sample.start)
            try await ledger.write { database in
                try database.execute(
                    sql: """
                        \(Self.withoutClocks)
                        DELETE FROM grdb_migrations WHERE identifier > '2';
                        PRAGMA user_version = 2;
                        """
                )
            }
            try ledger.close()
            ledger = try await SQLiteLedger.open(at: path)
            let waiting = try await ledger.ticketsToPlan(of: Sample.acme, at: Sample.start, after: nil, limit: 9)
            #expect(waiting.map(\.id.issue) == [1])
            #expect(try await ledger.outboxEntry(Sample.intent(1).key)?.intent == Sample.intent(1))
            #expect(try await ledger.account(of: Sample.acme) == nil)
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
}
