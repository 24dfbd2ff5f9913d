import GRDB
import Glibc

/// A path that a ledger is to be opened at, and what is found there before anything is written.
struct LedgerFile {
    private static let headerSize = 100

    let path: String

    enum Condition: Hashable {
        case absent
        /// A file of no bytes, or a database in which nothing was ever stored.
        case blank
        case ledger
    }

    /// Tells a usable ledger, or a place for one, from everything else without changing a byte.
    ///
    /// The file is never opened but through SQLite: closing any descriptor of a file drops all locks that the process has
    /// on it, those of a ledger that is already open included.
    func examine() throws(LedgerError) -> Condition {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw systemError(.cannotOpen) }
            try requireFolder()
            return .absent
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.notALedger, path: path, detail: "it is not a regular file")
        }
        // SQLite takes a file of one byte for an empty one.
        guard status.st_size == 0 || status.st_size >= Self.headerSize else { throw notADatabase() }
        let condition = status.st_size == 0 ? .blank : try examineContent()
        try requireWritable(path)
        try requireWritable(folder)
        return condition
    }

    /// Puts a complete file in place, for the owner's eyes only; SQLite gives the files beside it the same mode.
    ///
    /// `fill` works on another name, so that a process that is killed meanwhile leaves no half-made ledger. When somebody
    /// else has made the file in the meantime, theirs stays.
    func create(_ fill: (String) throws -> Void) throws {
        let draft = path + ".new-" + String(UInt32.random(in: 0...UInt32.max), radix: 16)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw systemError([EROFS, EACCES, EPERM].contains(errno) ? .readOnly : .cannotOpen)
        }
        close(descriptor)
        defer { unlink(draft) }
        try fill(draft)
        guard link(draft, path) == 0 || errno == EEXIST else { throw systemError(.cannotOpen) }
    }

    // MARK: Content

    private func examineContent() throws(LedgerError) -> Condition {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: locator, configuration: configuration).read(condition)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw notADatabase()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // The statements are sound, so what SQLite does not understand is the file.
            throw LedgerError(.damaged, path: path, detail: error.message)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// A plain read-only connection would leave two files beside a database in WAL mode, which may be somebody else's. An
    /// immutable one leaves nothing and is right as long as there is no log; with one, the truth is in the log.
    private var locator: String {
        var status = stat()
        if stat(path + "-wal", &status) == 0, status.st_size > 0 { return path }
        let reserved = Set("%?#".utf8)
        let escaped = path.utf8.map { byte in
            reserved.contains(byte) ? "%" + String(byte, radix: 16) : String(UnicodeScalar(byte))
        }
        return path.utf8.allSatisfy { $0 < 0x80 } ? "file:\(escaped.joined())?immutable=1" : path
    }

    private func condition(_ database: Database) throws -> Condition {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if application == 0, version == 0, tables == 0 { return .blank }
        guard application == LedgerSchema.applicationID else {
            throw LedgerError(.notALedger, path: path, detail: "it is the database of another program")
        }
        guard version <= LedgerSchema.version else {
            throw LedgerError(.newer(version: version, supported: LedgerSchema.version), path: path)
        }
        return .ledger
    }

    /// SQLite says the same of a file that never was a database and of one whose header is spoilt; the first bytes tell
    /// them apart. Reading them is safe: what SQLite does not recognise, no ledger has open.
    private func notADatabase() -> LedgerError {
        let magic = "SQLite format 3\0"
        var start = [UInt8](repeating: 0, count: magic.utf8.count)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 {
            _ = read(descriptor, &start, start.count)
            close(descriptor)
        }
        return start.elementsEqual(magic.utf8)
            ? LedgerError(.damaged, path: path, detail: "its header makes no sense")
            : LedgerError(.notALedger, path: path, detail: "it is not an SQLite database")
    }

    // MARK: Permissions

    private var folder: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func requireFolder() throws(LedgerError) {
        var status = stat()
        guard stat(folder, &status) == 0 else { throw systemError(.cannotOpen) }
        try requireWritable(folder)
    }

    private func requireWritable(_ place: String) throws(LedgerError) {
        guard faccessat(AT_FDCWD, place, W_OK, AT_EACCESS) == 0 else {
            throw LedgerError(.readOnly, path: path, detail: "\(place): \(String(cString: strerror(errno)))")
        }
    }

    private func systemError(_ code: LedgerError.Code) -> LedgerError {
        LedgerError(code, path: path, detail: String(cString: strerror(errno)))
    }
}
