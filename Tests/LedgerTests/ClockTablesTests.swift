import Foundation
import GRDB
import ServiceLevels
import Testing
import Tickets

@testable import Ledger

@Suite("The ledger's file: clocks")
struct ClockTablesTests {
    private func withLedger(_ body: (SQLiteLedger) async throws -> Void) async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            try await ledger.store(Sample.batch((1...50).map { Sample.ticket($0) }))
            try await body(ledger)
            try ledger.close()
        }
    }

    @Test("What was declared can be neither altered nor deleted, but for an end that is missing")
    func appendOnly() async throws {
        try await withLedger { ledger async throws in
            let support = PolicyName(rawValue: "support")
            try await ledger.declare(Sample.contingency(to: Sample.start + 9), of: support, by: "ana")
            try await ledger.declare(Sample.contingency(), of: support, by: "ana")
            try await ledger.declare(Sample.declaration(1))
            let contingencies = try await ledger.contingencies(of: nil)
            let declarations = try await ledger.declarations(of: [Sample.id(1)])
            for statement in [
                "DELETE FROM declaration", "UPDATE declaration SET remark = NULL",
                "UPDATE declaration SET sequence = 7", "DELETE FROM contingency WHERE id = 2",
                "UPDATE contingency SET reason = 'x' WHERE id = 2", "UPDATE contingency SET id = 7 WHERE id = 2",
                "UPDATE contingency SET ended_at = NULL WHERE id = 1",
                "UPDATE contingency SET ended_at = 99 WHERE id = 1",
            ] {
                let thrown = try await code { try await ledger.write { try $0.execute(sql: statement) } }
                #expect(thrown == .database, "\(statement)")
            }
            #expect(try await ledger.contingencies(of: nil) == contingencies)
            #expect(try await ledger.declarations(of: [Sample.id(1)]) == declarations)
        }
    }

    @Test("Planning what is planned alike, with the same rules and account, writes nothing")
    func idle() async throws {
        try await withLedger { ledger async throws in
            func log() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: ledger.path + "-wal")) }
            func pass(account: Int?, attentionAt: Instant, _ verdicts: [ClockVerdict]) async throws {
                try await ledger.beginPlanning(of: Sample.acme, account: account, rulesDigest: "r1")
                let planned = (1...50).map { Sample.planned($0, attentionAt: attentionAt, verdicts: verdicts) }
                try await ledger.record([], planned: planned, at: Sample.start)
            }
            let verdicts = [Sample.verdict(.firstResponse), Sample.verdict(.resolution, breachedAt: Sample.start)]
            try await pass(account: 7, attentionAt: Sample.start, verdicts)
            let before = try log()
            try await pass(account: 7, attentionAt: Sample.start, verdicts.reversed())
            try await pass(account: nil, attentionAt: Sample.start, verdicts)
            #expect(try log() == before)
            try await pass(account: 7, attentionAt: Sample.start + 1, verdicts)
            #expect(try log() != before)
        }
    }

    @Test("Of several verdicts, those that changed are written")
    func changedVerdictsOnly() async throws {
        try await withLedger { ledger async throws in
            let open = Sample.verdict(.resolution, breachedAt: Sample.start, endedAt: nil)
            let kept = Sample.verdict(.firstResponse)
            try await ledger.record([], planned: [Sample.planned(1, verdicts: [kept, open])], at: Sample.start)
            func changes() async throws -> Int { try await ledger.write { $0.totalChangesCount } }
            let before = try await changes()
            let late = Sample.verdict(.resolution, breachedAt: Sample.start)
            try await ledger.record([], planned: [Sample.planned(1, verdicts: [kept, late])], at: Sample.start)
            // The old row goes, the new one comes.
            #expect(try await changes() - before == 2)
            let ends = try await ledger.read { database in
                try Row.fetchAll(database, sql: "SELECT breached_at, ended_at FROM verdict ORDER BY kind")
                    .map { [try $0.instantIfPresent(0), try $0.instantIfPresent(1)] }
            }
            #expect(ends == [[nil, kept.endedAt], [late.breachedAt, late.endedAt]])
        }
    }

    @Test("With nothing to plan and nothing due, no ticket is looked at")
    func attentionPlan() async throws {
        try await withLedger { ledger async throws in
            let plan = try await ledger.read { database in
                try Row.fetchAll(
                    database,
                    sql: "EXPLAIN QUERY PLAN \(PlanningTable.page)",
                    arguments: PlanningTable.pageArguments(of: Sample.acme, at: Sample.start, after: nil, limit: 9)
                ).map { try $0.decode(String.self, forColumn: "detail") }
            }
            let searches = plan.filter { $0.contains(" ticket ") }
            #expect(searches.count == 2, "\(plan)")
            for (index, column) in [
                ("INDEX ticket_to_plan", "issue>"), ("COVERING INDEX ticket_to_attend", "attention_at<"),
            ] {
                #expect(searches.contains("SEARCH ticket USING \(index) (instance=? AND \(column)?)"), "\(plan)")
            }
            #expect(plan.contains { $0.hasPrefix("SEARCH ticket_body USING INTEGER PRIMARY KEY") }, "\(plan)")
        }
    }

    @Test("What cannot be read any more is damage")
    func damage() async throws {
        try await withLedger { ledger async throws in
            let planned = Sample.planned(1, verdicts: [Sample.verdict()])
            try await ledger.record([], planned: [planned], at: Sample.start)
            try await ledger.declare(Sample.contingency(), of: PolicyName(rawValue: "support"), by: "ana")
            try await ledger.write { database in
                try database.execute(
                    sql: """
                        UPDATE verdict SET verdict = '{}';
                        INSERT INTO contingency VALUES (2, 'support', 9, 8, 'x', 9, 'ana', NULL, NULL);
                        """
                )
            }
            #expect(try await code { try await ledger.verdicts(of: [Sample.id(1)]) } == .damaged)
            #expect(try await code { try await ledger.contingencies(of: nil) } == .damaged)
        }
    }
}
