import Ledger
import MantisConnect
import MantisDouble
import Mappings
import Testing
import Tickets

@testable import Bridge

/// Servers without searches (before 1.3), which hide closed issues and are polled by headers.
@Suite struct OldServerTests {
    private func harness(_ version: String, instances: String? = nil) async throws -> SyncHarness {
        var scenario = try SyncHarness.smallScenario()
        scenario.version = try #require(ServerVersion(version))
        return try await SyncHarness(scenario: scenario, instances: instances)
    }

    private static var withZone: String {
        SyncHarness.oneInstance().replacing(
            "    people:",
            with: "    server-time-zone: America/Bogota\n    people:"
        )
    }

    @Test(arguments: ["1.2.9", "1.2.12", "1.2.16", "1.2.20"])
    func `a queue and a project are read and answered without searches`(version: String) async throws {
        let harness = try await harness(version)
        let report = try #require(try await harness.run().first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        // Issue 4 is closed, and no list shows it.
        #expect(report.pulled.created == 5)
        #expect(try await harness.acknowledgements(on: 1).count == 1)
        let entered = try #require(try await harness.ticket(1)).timeline.contains { $0.fact == .enteredQueue }
        #expect(entered)
        harness.clock.advance(by: 300)
        try await harness.run()
        try await harness.server.perform(.note(IssueID(rawValue: 6), "Hola"), as: "cliente01")
        #expect(try await harness.run().first?.pulled.updated == 1)
    }

    @Test(arguments: ["1.2.12", "1.2.20"])
    func `each way of leaving a queue is told apart by asking`(version: String) async throws {
        let harness = try await harness(version)
        try await harness.run(writes: false)
        let server = harness.server
        let third = IssueID(rawValue: 3)
        harness.clock.advance(by: 600)
        try await server.perform(.edit(IssueID(rawValue: 1), IssueEdit(handler: "ing0")), as: "ing0")
        try await server.perform(
            .edit(IssueID(rawValue: 2), IssueEdit(project: "Otro", category: "General")),
            as: "ing0"
        )
        try await server.perform(.edit(third, IssueEdit(status: 80)), as: "ing0")
        harness.clock.advance(by: 3_600)
        try await harness.run(writes: false)
        #expect(try await harness.ticket(1)?.standing == .reassigned)
        #expect(try await harness.ticket(2)?.standing == .moved)
        #expect(try await harness.ticket(3)?.standing == .inScope)
        #expect(try await harness.ticket(3)?.status == .resolved)
        try await server.perform(.edit(third, IssueEdit(status: 90)), as: "ing0")
        harness.clock.advance(by: 3_600)
        try await harness.run(writes: false)
        #expect(try await harness.ticket(3)?.status == .closed, "a closing is seen although no list shows it")
        try await server.perform(.delete(third), as: "administrator")
        harness.clock.advance(by: 3_600)
        try await harness.run(writes: false)
        #expect(try await harness.ticket(3)?.standing == .inScope, "one absence is not enough to call it deleted")
        try await harness.run(writes: false)
        #expect(try await harness.ticket(3)?.standing == .deleted)
    }

    @Test func `before 1_2_9 everything is read with the operator's zone, planned, and nothing is written`()
        async throws
    {
        let harness = try await harness("1.2.0", instances: Self.withZone)
        await harness.server.set("default_timezone", to: "America/Bogota")
        let report = try #require(try await harness.run().first)
        #expect(report.stopped == nil, "\(report.stopped?.message ?? "")")
        #expect(report.planned > 0)
        #expect(report.applied.written == 0)
        #expect(report.readOnly?.contains("1.2.0") == true)
        #expect(await harness.calls()["mc_issue_note_add"] == nil)
        #expect(try await harness.ticket(1)?.submitted == Instant(iso8601: "2026-11-18T09:00:00-05:00"))
        #expect(
            try await harness.store.lastRuns(of: nil, limit: 1).first?.message?.contains("nothing is written") == true
        )
    }

    @Test func `without that zone it is asked for, and nothing is read`() async throws {
        let harness = try await harness("1.2.8")
        let report = try #require(try await harness.run().first)
        #expect(report.stopped?.code == .misconfigured)
        #expect(report.stopped?.message.contains("server-time-zone") == true)
        #expect(try await harness.ticket(1) == nil)
    }
}
