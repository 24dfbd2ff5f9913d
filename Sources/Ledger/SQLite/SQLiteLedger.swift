import Dispatch
import GRDB

/// The ledger in one SQLite file.
///
/// The file is in WAL mode, so that `status` can read while a sync writes, and every commit is on the disk when an
/// operation returns (`synchronous=FULL`): an intent that was recorded stays recorded through a power cut.
package struct SQLiteLedger: TicketStore {
    package let path: String
    private let pool: DatabasePool

    /// Opens the ledger at `path`, and makes it when there is none or the file is empty. Throws ``LedgerError``, having
    /// changed nothing, when the file is anything but a ledger of this version or an earlier one.
    ///
    /// - Parameter busyTimeout: how long to wait for another process that has the database to itself.
    package static func open(at path: String, busyTimeout: Duration = .seconds(5)) async throws -> SQLiteLedger {
        // Opening waits for the disk, and perhaps for another process; a thread of the cooperative pool must not.
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try SQLiteLedger(path: path, busyTimeout: busyTimeout) })
            }
        }
    }

    private init(path: String, busyTimeout: Duration) throws {
        self.path = path
        do {
            let configuration = Self.configuration(busyTimeout: busyTimeout)
            try Self.prepareFile(at: path, configuration: configuration)
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                // The pool turns it down to NORMAL while it sets up the log. Of a large ledger, the inner pages of all
                // indexes stay in 16 MB.
                try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
            }
            try LedgerSchema.migrator.migrate(pool)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    private static func prepareFile(at path: String, configuration: Configuration) throws {
        let file = LedgerFile(path: path)
        switch try file.examine() {
        case .ledger: break
        case .blank: try makeTables(in: path, configuration: configuration)
        case .absent:
            try file.create { try makeTables(in: $0, configuration: configuration) }
            _ = try file.examine()
        }
    }

    /// The tables are made before there is a log: the file then says what it is from its first byte on, and not only when
    /// the log is copied into it.
    private static func makeTables(in path: String, configuration: Configuration) throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try LedgerSchema.migrator.migrate(queue)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try queue.close()
    }

    private static func configuration(busyTimeout: Duration) -> Configuration {
        let milliseconds = Int(busyTimeout / .milliseconds(1))
        var configuration = Configuration()
        // By pragma, because the pool sets a time of its own on the connections that only read.
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
        }
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.label = "ledger"
        return configuration
    }

    /// Ends all access to the file; every operation afterwards throws. Dropping the last copy does the same.
    package func close() throws {
        do {
            // The connection that is closed last copies the log into the file, and one that only reads cannot.
            pool.releaseMemory()
            try pool.close()
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    // MARK: Access

    /// One reading transaction. It may be cancelled.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// One writing transaction. It is carried through even when the task is cancelled meanwhile: a note that is already
    /// in Mantis has to be recorded all the more.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWrite(body) { _, result in
                continuation.resume(with: result.mapError { LedgerError($0, path: path) })
            }
        }
    }

    func failure(_ code: LedgerError.Code) -> LedgerError { LedgerError(code, path: path) }
}
