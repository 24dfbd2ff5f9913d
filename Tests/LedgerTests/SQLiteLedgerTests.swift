import Foundation
import GRDB
import Testing
import Tickets

@testable import Ledger

@Suite("The ledger's file")
struct SQLiteLedgerTests {
    @Test("A new ledger is made for its owner only, with its log beside it", arguments: [false, true])
    func creation(_ emptyFile: Bool) async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger ñ%20?#.db"
            if emptyFile { #expect(FileManager.default.createFile(atPath: path, contents: Data())) }
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch([Sample.ticket(1)]))
            for file in emptyFile ? [] : [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file)")
            }
            try ledger.close()
            let again = try await SQLiteLedger.open(at: path)
            #expect(try await again.ticket(Sample.id(1)) == Sample.ticket(1))
            try again.close()
        }
    }

    @Test("Commits wait for the disk, references are checked, and the file says whose it is")
    func settings() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            for _ in 1...2 {
                let ledger = try await SQLiteLedger.open(at: path, busyTimeout: .milliseconds(1_234))
                let pragmas = ["synchronous", "foreign_keys", "busy_timeout", "application_id", "user_version"]
                let values = try await ledger.write { database in
                    try pragmas.map { try Int.fetchOne(database, sql: "PRAGMA \($0)") }
                }
                #expect(values == [2, 1, 1_234, 0x4D42_7267, 3])
                #expect(try await ledger.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
                #expect(try await ledger.read { try Int.fetchOne($0, sql: "PRAGMA busy_timeout") } == 1_234)
                try ledger.close()
            }
        }
    }

    @Test("Every table is strict")
    func strict() async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            let lax = try await ledger.read { database in
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT name FROM pragma_table_list
                        WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                        """
                )
            }
            #expect(lax.isEmpty)
            try ledger.close()
        }
    }

    @Test("Ten thousand tickets are stored in one batch and streamed back")
    func tenThousand() async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            let tickets = (1...10_000).map { Sample.ticket($0) }
            #expect(try await ledger.store(Sample.batch(tickets)) == PullBatch.Effect(created: 10_000))
            #expect(try await ledger.store(Sample.batch(tickets)) == PullBatch.Effect(unchanged: 10_000))
            var issues: [Int] = []
            for try await page in ledger.pages(of: TicketQuery(limit: 1_000)) { issues += page.map(\.id.issue) }
            #expect(issues == Array(1...10_000))
            try ledger.close()
        }
    }

    @Test("A batch of known tickets writes nothing")
    func unchangedWritesNothing() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let ledger = try await SQLiteLedger.open(at: path)
            let batch = Sample.batch((1...50).map { Sample.ticket($0) })
            try await ledger.store(batch)
            let before = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
            try await ledger.store(batch)
            try await ledger.store(
                PullBatch(scope: Sample.scope, standings: [.init(ticket: Sample.id(1), standing: .inScope)])
            )
            #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == before)
            try ledger.close()
        }
    }

    @Test("A page of any query is found through an index", arguments: TicketQuery.Order.allCases)
    func plans(_ order: TicketQuery.Order) async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            var query = TicketQuery(order: order)
            query.after = query.position(of: Sample.ticket(1))
            let selection = TicketSelection(query)
            let plan = try await ledger.read { database in
                try Row.fetchAll(
                    database,
                    sql: "EXPLAIN QUERY PLAN \(selection.page)",
                    arguments: StatementArguments(selection.pageArguments)
                ).map { try $0.decode(String.self, forColumn: "detail") }
            }
            #expect(plan.allSatisfy { !$0.contains("TEMP B-TREE") && !$0.hasPrefix("SCAN") }, "\(plan)")
            try ledger.close()
        }
    }

    @Test("Closing leaves one file with everything in it, and operations afterwards say that they cannot")
    func closed() async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            try await ledger.store(Sample.batch([Sample.ticket(1)]))
            _ = try await ledger.ticket(Sample.id(1))
            try ledger.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["ledger.db"])
            await #expect(throws: LedgerError.self) { try await ledger.ticket(Sample.id(1)) }
            await #expect(throws: LedgerError.self) { try await ledger.store(Sample.batch([Sample.ticket(1)])) }
        }
    }
}
