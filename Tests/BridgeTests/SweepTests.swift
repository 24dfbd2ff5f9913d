import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

@Suite struct SweepTests {
    private static let sixHours: Int64 = 6 * 3_600

    private func harness() async throws -> SyncHarness {
        var scenario = try SyncHarness.smallScenario()
        // Deleting a note bumps nothing there.
        scenario.version = ServerVersion(2, 16, 0)
        let harness = try await SyncHarness(scenario: scenario)
        for issue in [1, 2, 6] {
            try await harness.server.perform(.note(IssueID(rawValue: issue), "Nota de \(issue)"), as: "ing0")
        }
        harness.clock.advance(by: 600)
        // So that those lie behind what is listed again.
        for issue in [3, 7] {
            try await harness.server.perform(.note(IssueID(rawValue: issue), "Nota de \(issue)"), as: "ing0")
        }
        harness.clock.advance(by: 600)
        return harness
    }

    private func note(on issue: Int, _ harness: SyncHarness) async throws -> IssueNoteID {
        try #require(try await harness.issue(issue).notes.last).id
    }

    @Test func `what bumps no stamp is found by the next sweep, counted by kind, and published`() async throws {
        let harness = try await harness()
        try await harness.run(writes: false)
        try await harness.server.perform(.deleteNote(try await note(on: 1, harness)), as: "administrator")
        try await harness.server.perform(.setNotePrivacy(try await note(on: 2, harness), true), as: "administrator")
        try await harness.run(writes: false)
        #expect(try await harness.ticket(1)?.notes.count == 1, "nothing that changes shows it")
        harness.clock.advance(by: Self.sixHours)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.pulled.differences == 2)
        #expect(try await harness.ticket(1)?.notes.isEmpty == true)
        #expect(try await harness.ticket(2)?.notes.first?.visibility == .private)

        let scope = ScopeKey(instance: report.instance, scope: "ws")
        let sweep = try #require(try await harness.store.cursor(of: scope)?.lastSweep)
        #expect(sweep.differences == [.notes: 1, .content: 1])
        #expect(sweep.compared == 4)
        #expect(sweep.description == "4 compared, 2 verified, 2 differences (notes 1, content 1)")
        #expect(try await harness.store.lastRuns(of: nil, limit: 1).first?.differences == 2)
        let told = harness.events.withLock { events in
            events.contains { if case .swept(scope, sweep) = $0 { true } else { false } }
        }
        #expect(told)
    }

    @Test func `an issue that is gone is missing once in a sweep, and deleted only in the pass after it`() async throws
    {
        let harness = try await harness()
        try await harness.run(writes: false)
        try await harness.server.perform(.delete(IssueID(rawValue: 6)), as: "administrator")
        harness.clock.advance(by: Self.sixHours)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.pulled.differences == 1)
        #expect(try await harness.ticket(6)?.standing == .inScope)
        try await harness.run(writes: false)
        #expect(try await harness.ticket(6)?.standing == .deleted)
    }

    @Test func `a sweep of a quiet scope finds nothing and writes nothing, and none comes before its time`()
        async throws
    {
        let harness = try await harness()
        try await harness.run(writes: false)
        harness.clock.advance(by: Self.sixHours)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.pulled.differences == 0)
        #expect(report.pulled.updated == 0)
        #expect(try await harness.run(writes: false).first?.pulled.differences == nil)
    }

    @Test func `changes of this very moment are no difference`() async throws {
        let harness = try await harness()
        try await harness.run(writes: false)
        harness.clock.advance(by: Self.sixHours)
        try await harness.server.perform(.note(IssueID(rawValue: 6), "Nueva"), as: "cliente01")
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.pulled.differences == 0)
        #expect(report.pulled.updated == 1)
    }

    @Test func `what comes while a sweep lists is no difference, and stays`() async throws {
        let harness = try await harness()
        try await harness.run(writes: false)
        harness.clock.advance(by: Self.sixHours)
        let filing = Deed.file(
            project: "Amazonas ERP",
            category: "Requerimiento",
            summary: "Entre las dos listas",
            description: "x",
            handler: nil
        )
        // After the numbers of the queue those of the project are listed, and its changes are read behind that.
        let disturbance = Disturbance(.meanwhile(filing, by: "cliente01"), on: "mc_filter_search_issue_ids", after: 1)
        await harness.server.disturb(disturbance)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.pulled.created == 1)
        #expect(report.pulled.differences == 0)
        #expect(report.pulled.left == 0)
        let scope = ScopeKey(instance: report.instance, scope: "amazonas")
        #expect(try await harness.store.issues(in: scope, standing: .inScope).count == 3)
    }

    @Test(arguments: [(0, 5), (40, 5), (100, 10), (249, 24), (250, 25), (100_000, 25)])
    func `how many may vanish at once follows the size of the scope`(count: Int, limit: Int) {
        #expect(ShrinkGuard.absentLimit(of: count) == limit)
    }
}
