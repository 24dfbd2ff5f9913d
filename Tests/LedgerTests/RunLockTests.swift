import Foundation
import Ledger
import Testing

@Suite("The lock of a run")
struct RunLockTests {
    @Test("A second holder is turned away at once and told who holds it")
    func second() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            try await RunLock.withLock(besides: path) {
                let refusal = try await code { try await RunLock.withLock(besides: path) { 1 } }
                #expect(refusal == .alreadyRunning(pid: getpid()))
                #expect(try await RunLock.withLock(besides: folder + "/other.db") { 2 } == 2)
            }
            #expect(try await RunLock.withLock(besides: path) { 3 } == 3)
        }
    }

    @Test("The lock is let go when the body throws")
    func afterError() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            await #expect(throws: CancellationError.self) {
                try await RunLock.withLock(besides: path) { throw CancellationError() }
            }
            #expect(try await RunLock.withLock(besides: path) { 1 } == 1)
        }
    }

    @Test("The kernel lets go when the holder is killed")
    func killed() async throws {
        try await withTemporaryFolder { folder async throws in
            let path = folder + "/ledger.db"
            let file = RunLock.file(besides: path)
            let holder = Process()
            holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
            holder.arguments = [
                "--no-fork", file, "/bin/sh", "-c", "echo $$ > \(file); echo $$; exec tail -f /dev/null",
            ]
            let output = Pipe()
            holder.standardOutput = output
            try holder.run()
            let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            #expect(line == "\(holder.processIdentifier)\n")
            let refusal = try await code { try await RunLock.withLock(besides: path) { 1 } }
            #expect(refusal == .alreadyRunning(pid: holder.processIdentifier))
            kill(holder.processIdentifier, SIGKILL)
            holder.waitUntilExit()
            #expect(try await RunLock.withLock(besides: path) { 1 } == 1)
        }
    }

    @Test("A place where no lock can be made is named")
    func nowhere() async throws {
        try await withTemporaryFolder { folder async throws in
            let refusal = try await code { try await RunLock.withLock(besides: folder + "/missing/ledger.db") { 1 } }
            #expect(refusal == .cannotOpen)
        }
    }
}
