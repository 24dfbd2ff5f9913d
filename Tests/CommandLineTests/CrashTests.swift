import Foundation
import MantisConnect
import MantisDouble
import SOAP
import Testing

@testable import Bridge

/// The real program is killed at each step of an acknowledgement, and run again.
@Suite(.serialized) struct CrashTests {
    private static let steps = FailPoint.allCases.filter { $0 != .afterStatusAnswer }.map(\.rawValue)

    @Test(arguments: steps)
    func `killed at any step and run again, every ticket has exactly one note`(step: String) async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            let killed = try await program.run("sync", environment: ["MANTIS_BRIDGE_FAIL_POINT": step])
            #expect(killed.status == -SIGKILL, "the step \(step) was not passed: \(killed.errors)")
            let again = try await program.run("sync")
            #expect(again.status == 0, "\(again.errors)")
            let notes = try await markedNotes(on: server, url: url)
            #expect(notes.count == 10, "as many as a run without a crash writes")
            #expect(notes.values.allSatisfy { $0 == 1 }, "\(notes)")
            let third = try await program.run("sync")
            #expect(third.output.contains("0 written"))
            #expect(try await markedNotes(on: server, url: url) == notes)
        }
    }

    @Test func `killed again and again at one step after another, every ticket has exactly one note`() async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            for step in Self.steps + Self.steps {
                _ = try await program.run("sync", environment: ["MANTIS_BRIDGE_FAIL_POINT": step])
            }
            #expect(try await program.run("sync").status == 0)
            let notes = try await markedNotes(on: server, url: url)
            #expect(notes.count == 10)
            #expect(notes.values.allSatisfy { $0 == 1 }, "\(notes)")
        }
    }

    @Test func `killed while the server has the request, every ticket has exactly one note`() async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url) {
                $0.replacing("server-time-limit: 0", with: "server-time-limit: 3")
            }
            defer { program.remove() }
            // The note is stored at once; its answer would come long after the program is dead.
            await server.disturb(Disturbance(.slow(.seconds(20)), on: "mc_issue_note_add", after: 2))
            let killed = try await program.run("sync", killedAfter: 5)
            #expect(killed.status == -SIGKILL)
            #expect(await server.calls.count { $0.operation == "mc_issue_note_add" } == 3)
            #expect(try await program.run("sync").status == 0)
            let notes = try await markedNotes(on: server, url: url)
            #expect(notes.count == 10)
            #expect(notes.values.allSatisfy { $0 == 1 }, "\(notes)")
        }
    }

    @Test(arguments: FailPoint.allCases.map(\.rawValue))
    func `killed at any step of what rules do, each note is there once and each status is set`(
        step: String
    ) async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url) {
                $0.replacing(
                    "acknowledge-from: 2020",
                    with: "act-from: 2020-01-01T00:00:00-05:00\n        acknowledge-from: 2020"
                )
            }
            defer { program.remove() }
            let killed = try await program.run("sync", environment: ["MANTIS_BRIDGE_FAIL_POINT": step])
            #expect(killed.status == -SIGKILL, "the step \(step) was not passed: \(killed.errors)")
            // One advice session has no booking link, which is told every time.
            #expect(try await program.run("sync").status == 5)
            let notes = try await markedNotes(on: server, url: url)
            let once = try await withServer(try .bundled("demo")) { other, url in
                let calm = try BridgeProgram(url: url) {
                    $0.replacing(
                        "acknowledge-from: 2020",
                        with: "act-from: 2020-01-01T00:00:00-05:00\n        acknowledge-from: 2020"
                    )
                }
                defer { calm.remove() }
                _ = try await calm.run("sync")
                return try await markedNotes(on: other, url: url)
            }
            #expect(notes == once, "as many as a run without a crash writes")
            #expect(notes.values.contains { $0 > 1 })
            #expect(try await statuses(on: server, url: url)[1_008] == 80, "AM-10")
            _ = try await program.run("sync")
            #expect(try await markedNotes(on: server, url: url) == notes)
        }
    }

    private func statuses(on server: MantisServer, url: String) async throws -> [Int: Int] {
        let issues = try await client(of: server, url: url).searchIssues(IssueFilter(), page: 1, perPage: -1)
        return Dictionary(issues.map { ($0.id.rawValue, $0.status.id) }) { first, _ in first }
    }

    private func client(of server: MantisServer, url: String) throws -> MantisClient {
        MantisClient(
            endpoint: try Endpoint(url),
            username: "puente",
            password: Secret("puente"),
            transport: InProcessTransport(server)
        )
    }

    /// How many notes with a marker each issue has.
    private func markedNotes(on server: MantisServer, url: String) async throws -> [Int: Int] {
        let issues = try await client(of: server, url: url).searchIssues(IssueFilter(), page: 1, perPage: -1)
        return issues.reduce(into: [:]) { counts, issue in
            let count = issue.notes.count { $0.text.contains("[ref:") }
            if count > 0 { counts[issue.id.rawValue] = count }
        }
    }
}
