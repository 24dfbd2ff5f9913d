import Foundation
import MantisConnect
import MantisDouble
import SOAP
import Testing

@testable import Bridge

/// The real program is killed at each step of an acknowledgement, and run again.
@Suite(.serialized) struct CrashTests {
    private static let steps = FailPoint.allCases.map(\.rawValue)

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

    /// How many notes with a marker each issue has.
    private func markedNotes(on server: MantisServer, url: String) async throws -> [Int: Int] {
        let client = MantisClient(
            endpoint: try Endpoint(url),
            username: "puente",
            password: Secret("puente"),
            transport: InProcessTransport(server)
        )
        let issues = try await client.searchIssues(IssueFilter(), page: 1, perPage: -1)
        return issues.reduce(into: [:]) { counts, issue in
            let count = issue.notes.count { $0.text.contains("[ref:") }
            if count > 0 { counts[issue.id.rawValue] = count }
        }
    }
}
