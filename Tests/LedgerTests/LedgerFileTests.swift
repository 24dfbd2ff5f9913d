import Foundation
import GRDB
import Glibc
import Testing
import Tickets

@testable import Ledger

@Suite("A file that is no usable ledger is named as what it is and left as it is")
struct LedgerFileTests {
    /// Runs `body` with the path of a closed ledger of 300 tickets.
    private func withLedger(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.store(Sample.batch((1...300).map { Sample.ticket($0) }))
            try ledger.close()
            try await body(path)
        }
    }

    /// Opening throws this code, and neither the file nor its folder is different afterwards.
    private func expectRefusal(
        _ expected: LedgerError.Code,
        at path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try contents(besides: path)
        let refusal = try await code { try await SQLiteLedger.open(at: path, busyTimeout: .zero) }
        #expect(refusal == expected, sourceLocation: sourceLocation)
        let after = try contents(besides: path)
        #expect(after.keys.sorted() == before.keys.sorted(), sourceLocation: sourceLocation)
        #expect(after == before, sourceLocation: sourceLocation)
    }

    /// Every file of the folder. The shared memory of a log is no content and is left out.
    private func contents(besides path: String) throws -> [String: Data] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return files.reduce(into: [:]) { contents, file in
            if !file.path.hasSuffix("-shm") { contents[file.lastPathComponent] = try? Data(contentsOf: file) }
        }
    }

    private func alter(_ path: String, _ change: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        change(&bytes)
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    // MARK: Damaged

    @Test("Spoilt header fields", arguments: [16..<18, 18..<24, 28..<32, 44..<48, 16..<60])
    func spoiltHeader(_ range: Range<Int>) async throws {
        try await withLedger { path async throws in
            try alter(path) { bytes in
                var random = SeededGenerator(seed: 7)
                for index in range { bytes[index] = UInt8.random(in: 0x80...0xFF, using: &random) }
            }
            try await expectRefusal(.damaged, at: path)
        }
    }

    @Test("A header that is random throughout is no database's")
    func randomHeader() async throws {
        try await withLedger { path async throws in
            try alter(path) { bytes in
                var random = SeededGenerator(seed: 1)
                for index in 0..<100 { bytes[index] = UInt8.random(in: 0...255, using: &random) }
            }
            try await expectRefusal(.notALedger, at: path)
        }
    }

    @Test("A spoilt table of contents")
    func spoiltSchema() async throws {
        try await withLedger { path async throws in
            try alter(path) { bytes in
                var random = SeededGenerator(seed: 2)
                for index in 100..<4_096 { bytes[index] = UInt8.random(in: 0...255, using: &random) }
            }
            try await expectRefusal(.damaged, at: path)
        }
    }

    @Test("A file cut short", arguments: [100, 4_000, 4_096, 40_960, 45_000])
    func truncated(_ size: Int) async throws {
        try await withLedger { path async throws in
            try alter(path) { bytes in bytes = bytes.prefix(size) }
            try await expectRefusal(.damaged, at: path)
        }
    }

    @Test("Spoilt pages are reported when they are read, and nothing crashes", arguments: 0..<12)
    func spoiltPages(_ seed: UInt64) async throws {
        try await withLedger { path async throws in
            var spoilt: [Int: Data] = [:]
            try alter(path) { bytes in
                var random = SeededGenerator(seed: seed)
                let pages = bytes.count / 4_096
                for _ in 0..<(pages / 2) {
                    let start = Int.random(in: 2..<pages, using: &random) * 4_096
                    for index in start..<start + 4_096 { bytes[index] = UInt8.random(in: 0...255, using: &random) }
                    spoilt[start] = bytes[start..<start + 4_096]
                }
            }
            let failure = try await code {
                let ledger = try await SQLiteLedger.open(at: path)
                defer { try? ledger.close() }
                for issue in 1...300 { _ = try await ledger.ticket(Sample.id(issue)) }
                for order in TicketQuery.Order.allCases {
                    for try await _ in ledger.pages(of: TicketQuery(order: order)) {}
                }
            }
            #expect(failure == .damaged)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            for (start, page) in spoilt { #expect(bytes[start..<start + 4_096] == page) }
        }
    }

    @Test(
        "A row that is not what was written",
        arguments: ["{", "{}", "null", #"{"format":"mantis-bridge/ticket@9"}"#]
    )
    func spoiltRow(_ body: String) async throws {
        try await withLedger { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.write { database in
                try database.execute(sql: "UPDATE ticket_body SET body = ? WHERE ticket = 5", arguments: [body])
            }
            #expect(try await code { try await ledger.ticket(Sample.id(5)) } == .damaged)
            #expect(try await code { try await ledger.tickets(matching: TicketQuery()) } == .damaged)
            #expect(try await ledger.ticket(Sample.id(6)) != nil)
            try ledger.close()
        }
    }

    @Test("A word in a column that nothing ever wrote", arguments: ["status", "standing"])
    func spoiltColumn(_ column: String) async throws {
        try await withLedger { path async throws in
            let ledger = try await SQLiteLedger.open(at: path)
            try await ledger.write { database in try database.execute(sql: "UPDATE ticket SET \(column) = 'huh'") }
            let failure = try await code {
                _ = try await ledger.ticketCounts(matching: TicketQuery())
                _ = try await ledger.issueStates(of: [Sample.id(1)])
            }
            #expect(failure == .damaged)
            try ledger.close()
        }
    }

    // MARK: Newer, foreign

    @Test("A later version")
    func newer() async throws {
        try await withLedger { path async throws in
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "PRAGMA user_version = 4") }
            try queue.close()
            try await expectRefusal(.newer(version: 4, supported: 3), at: path)
        }
    }

    @Test("A later version that only the log knows of")
    func newerInLog() async throws {
        try await withLedger { path async throws in
            let copy = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("copy").path
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "PRAGMA user_version = 4") }
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + "/ledger.db" + suffix)
            }
            try queue.close()
            try await expectRefusal(.newer(version: 4, supported: 3), at: copy + "/ledger.db")
        }
    }

    @Test("Another program's database, with or without a log", arguments: [false, true], [0, 0x1234])
    func foreign(_ log: Bool, _ application: Int) async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/other.db"
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { database in
                if log { try database.execute(sql: "PRAGMA journal_mode = WAL") }
                try database.execute(sql: "PRAGMA application_id = \(application); CREATE TABLE t (x)")
            }
            try queue.close()
            try await expectRefusal(.notALedger, at: path)
        }
    }

    @Test(
        "Files that are no database",
        arguments: ["x", "instances:\n  - name: acme\n", String(repeating: "y", count: 9_000)]
    )
    func otherFiles(_ text: String) async throws {
        try await withTemporaryFolder { folder async throws in
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/file"))
            try await expectRefusal(.notALedger, at: folder + "/file")
            #expect(try await code { try await SQLiteLedger.open(at: folder) } == .notALedger)
        }
    }

    @Test("A folder that does not exist")
    func noFolder() async throws {
        try await withTemporaryFolder { folder async throws in
            try await expectRefusal(.cannotOpen, at: folder + "/missing/ledger.db")
            try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
            #expect(try await code { try await SQLiteLedger.open(at: folder + "/file/ledger.db") } == .cannotOpen)
        }
    }

    // MARK: Made at the same time

    @Test("Several that open a ledger which is not there make one between them")
    func concurrentCreation() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for issue in 1...6 {
                    group.addTask {
                        let ledger = try await SQLiteLedger.open(at: path)
                        try await ledger.store(Sample.batch([Sample.ticket(issue)]))
                        try ledger.close()
                    }
                }
                try await group.waitForAll()
            }
            let ledger = try await SQLiteLedger.open(at: path)
            #expect(try await ledger.issues(in: Sample.scope, standing: .inScope) == Array(1...6))
            try ledger.close()
            let files = try contents(besides: path).keys.sorted()
            #expect(files == ["ledger.db"])
        }
    }

    // MARK: Read-only, locked

    @Test("A file, or a folder, that may not be written")
    func readOnly() async throws {
        try await withLedger { path async throws in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let before = try contents(besides: path)
            chmod(path, 0o444)
            chmod(folder, 0o755)
            let file = asNobody { examine(path) }
            chmod(path, 0o666)
            chmod(folder, 0o555)
            let place = asNobody { examine(path) }
            let absent = asNobody { examine(folder + "/new.db") }
            let creation = asNobody { create(folder + "/new.db") }
            chmod(folder, 0o700)
            #expect(file == .readOnly)
            #expect(place == .readOnly)
            #expect(absent == .readOnly)
            #expect(creation == .readOnly)
            #expect(try contents(besides: path) == before)
        }
    }

    private func examine(_ path: String) -> LedgerError.Code? {
        do throws(LedgerError) {
            _ = try LedgerFile(path: path).examine()
            return nil
        } catch {
            return error.code
        }
    }

    private func create(_ path: String) -> LedgerError.Code? {
        do {
            try LedgerFile(path: path).create { _ in }
            return nil
        } catch {
            return (error as? LedgerError)?.code
        }
    }

    /// Runs `body` with the rights that another account has to files. The administrator may write everything, so tests
    /// that run as one give that up; on Linux it can be given up for one thread.
    private func asNobody<Value>(_ body: () -> Value) -> Value {
        guard geteuid() == 0, let symbol = dlsym(nil, "setfsuid") else { return body() }
        let setUser = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
        _ = setUser(65_534)
        defer { _ = setUser(0) }
        return body()
    }

    @Test("A ledger that another program keeps to itself")
    func exclusive() async throws {
        try await withLedger { path async throws in
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
            }
            try await expectRefusal(.locked, at: path)
            try queue.close()
        }
    }

    @Test("A ledger that another program is writing to can be read, and written as soon as that is over")
    func writer() async throws {
        try await withLedger { path async throws in
            let ledger = try await SQLiteLedger.open(at: path, busyTimeout: .milliseconds(1))
            let queue = try DatabaseQueue(path: path, configuration: danglingTransactions)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            #expect(try await ledger.ticket(Sample.id(1)) != nil)
            #expect(try await code { try await ledger.store(Sample.batch([Sample.ticket(301)])) } == .locked)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            try await ledger.store(Sample.batch([Sample.ticket(301)]))
            #expect(try await ledger.ticket(Sample.id(301)) != nil)
            try queue.close()
            try ledger.close()
        }
    }

    private var danglingTransactions: Configuration {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return configuration
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
