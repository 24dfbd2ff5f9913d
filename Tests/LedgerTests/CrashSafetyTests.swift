import Foundation
import GRDB
import Testing
import Tickets

@testable import Ledger

/// A killed process leaves the files as they are at that moment, and a power cut may leave the log cut anywhere. Both are
/// played by copying the files of an open ledger and cutting the copy of the log.
@Suite("Crashes")
struct CrashSafetyTests {
    private let first = (1...20).map { Sample.ticket($0) }
    private let second = (15...40).map { Sample.ticket($0, summary: "Segunda lectura") }

    @Test("Wherever the log is cut, the ledger opens at the last whole commit")
    func tornLog() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch(first))
            let afterFirst = try size(of: path + "-wal")
            try await ledger.store(Sample.batch(second))
            let afterSecond = try size(of: path + "-wal")
            try #require(afterSecond > afterFirst)

            var random = SeededGenerator(seed: 3)
            let inside = (0..<12).map { _ in Int.random(in: afterFirst..<afterSecond, using: &random) }
            for cut in [afterFirst, afterFirst + 1, afterFirst + 24, afterSecond - 1] + inside {
                #expect(try await tickets(of: copy(path, cuttingLogAt: cut)) == first, "cut at \(cut)")
            }
            let all = first.prefix(14) + second
            #expect(try await tickets(of: copy(path, cuttingLogAt: afterSecond)) == Array(all))
            #expect(try await tickets(of: copy(path, cuttingLogAt: afterSecond, garbage: 5_000)) == Array(all))
            #expect(try await tickets(of: copy(path, cuttingLogAt: afterFirst, garbage: 5_000)) == first)
            try ledger.close()
        }
    }

    @Test("A transaction that was under way leaves nothing, not even what had already reached the log")
    func unfinishedTransaction() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch(first))
            let before = try size(of: path + "-wal")
            let dead = try await ledger.write { database in
                // A cache of a few pages makes SQLite write uncommitted ones.
                try database.execute(sql: "PRAGMA cache_size = 2")
                try database.execute(sql: "UPDATE ticket_body SET body = body || hex(randomblob(20000))")
                try database.execute(sql: "DELETE FROM outbox")
                return try copy(path)
            }
            #expect(try size(of: dead + "-wal") > before)
            #expect(try await tickets(of: dead) == first)
            try ledger.close()
        }
    }

    @Test("An attempt is on the disk when beginning it returns, and its outcome when finishing it does")
    func durability() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let key = Sample.intent(1).key
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch(first))
            try await ledger.record([Sample.intent(1)], planned: [Sample.planned(1)], at: Sample.start)
            let recorded = try copy(path)
            try await ledger.beginAttempt(key, at: Sample.start)
            let begun = try copy(path)
            try await ledger.finish(key, Sample.completion())
            let finished = try copy(path)
            try ledger.close()

            let copies = [recorded, begun, finished]
            for (copy, state) in zip(copies, [OutboxEntry.State.pending, .sending, .done]) {
                let ledger = try await SQLiteLedger.open(at: copy)
                #expect(try await ledger.outboxEntry(key)?.state == state)
                #expect(try await ledger.auditTrail(of: nil, after: 0, limit: 9).count == (state == .done ? 1 : 0))
                try ledger.close()
            }
        }
    }

    @Test("A first opening that was killed leaves no half-made ledger, and can be repeated")
    func unfinishedCreation() async throws {
        struct Killed: Error {}
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            #expect(throws: Killed.self) {
                try LedgerFile(path: path).create { draft in
                    let queue = try DatabaseQueue(path: draft)
                    try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
                    throw Killed()
                }
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new-1"))
            #expect(try await tickets(of: path).isEmpty)
        }
    }

    // MARK: Copies

    private func copy(_ path: String, cuttingLogAt cut: Int? = nil, garbage: Int = 0) throws -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/ledger.db" + suffix)
        }
        if let cut {
            let log = URL(fileURLWithPath: folder + "/ledger.db-wal")
            var random = SeededGenerator(seed: 11)
            let tail = (0..<garbage).map { _ in UInt8.random(in: 0...255, using: &random) }
            try (Data(contentsOf: log).prefix(cut) + tail).write(to: log)
        }
        return folder + "/ledger.db"
    }

    private func tickets(of path: String) async throws -> [Ticket] {
        let ledger = try await SQLiteLedger.open(at: path)
        defer { try? ledger.close() }
        #expect(try await ledger.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        return try await ledger.tickets(matching: TicketQuery(limit: 1_000))
    }

    private func size(of path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }
}
