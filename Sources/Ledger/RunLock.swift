import Glibc

/// Keeps two runs from working on one ledger at the same time.
///
/// The lock is the kernel's, on a file beside the database: it ends with the process that holds it, however that ends.
/// The file itself stays, because removing it would let a second run lock a file that a third one can no longer see.
package enum RunLock {
    /// The file that is locked for the ledger at `path`.
    package static func file(besides path: String) -> String { path + ".lock" }

    /// Runs `body` while no other process does so for the same ledger. Throws `alreadyRunning` at once, with the process
    /// id of the holder, when one does.
    package static func withLock<Value>(
        besides path: String,
        _ body: () async throws -> Value
    ) async throws -> Value {
        let descriptor = try acquire(file(besides: path))
        defer { close(descriptor) }
        return try await body()
    }

    private static func acquire(_ file: String) throws(LedgerError) -> CInt {
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code: LedgerError.Code = [EROFS, EACCES, EPERM].contains(errno) ? .readOnly : .cannotOpen
            throw LedgerError(code, path: file, detail: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            defer { close(descriptor) }
            guard reason == EWOULDBLOCK else {
                throw LedgerError(.cannotOpen, path: file, detail: String(cString: strerror(reason)))
            }
            throw LedgerError(.alreadyRunning(pid: holder(descriptor)), path: file)
        }
        leaveProcessID(descriptor)
        return descriptor
    }

    /// Who holds the lock is only told to people, so a file system that takes no number does not stop the run.
    private static func leaveProcessID(_ descriptor: CInt) {
        let line = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
    }

    private static func holder(_ descriptor: CInt) -> Int32? {
        var digits = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &digits, digits.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: digits[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
