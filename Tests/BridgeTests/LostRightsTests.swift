import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

/// What the bridge makes of a server that shows its account less than before.
@Suite struct LostRightsTests {
    private static let sixHours: Int64 = 6 * 3_600

    private static var queue: ScopeKey {
        get throws { ScopeKey(instance: try #require(InstanceName(rawValue: "mantis")), scope: "ws") }
    }

    private func harness(_ version: String, issues: Int? = nil) async throws -> SyncHarness {
        var scenario = try issues.map { try Scenario.generated(issues: $0) } ?? SyncHarness.smallScenario()
        scenario.version = try #require(ServerVersion(version))
        return try await SyncHarness(scenario: scenario)
    }

    private func queue(of harness: SyncHarness) async throws -> [Int: Ticket] {
        var tickets: [Int: Ticket] = [:]
        for standing in Standing.allCases {
            for issue in try await harness.store.issues(in: try Self.queue, standing: standing) {
                tickets[issue] = try await harness.ticket(issue)
            }
        }
        return tickets
    }

    // MARK: Handlers

    /// Searches by handler hide what the account may not see since 2.13; before, they list issues without a handler.
    @Test(arguments: ["1.3.20", "2.4.0", "2.16.0", "2.28.4"])
    func `an account that may not see handlers any more takes nothing for reassigned, until it may again`(
        version: String
    ) async throws {
        let harness = try await harness(version, issues: 200)
        try await harness.run(writes: false)
        let before = try await queue(of: harness)
        #expect(before.count > 40)
        let issue = try #require(before.keys.min())
        await harness.server.set("view_handler_threshold", to: "90")
        harness.clock.advance(by: 600)
        try await harness.server.perform(.note(IssueID(rawValue: issue), "Entretanto"), as: "ing0")
        for full in [false, true] {
            let report = try #require(try await harness.run(full: full, writes: false).first)
            #expect(report.stopped?.code == .shrunk)
            #expect(report.stopped?.message.contains("view_handler_threshold") == true)
            #expect(try await queue(of: harness) == before)
        }

        await harness.server.set("view_handler_threshold", to: "10")
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        let after = try await queue(of: harness)
        #expect(after.filter { $0.key != issue } == before.filter { $0.key != issue })
        #expect(after[issue]?.standing == .inScope)
        #expect(after[issue]?.notes.last?.text == "Entretanto")
    }

    @Test(arguments: ["10", "90"])
    func `an issue that nobody handles any more has left, whether or not its history tells`(
        threshold: String
    ) async throws {
        let harness = try await harness("2.28.4")
        await harness.server.set("view_history_threshold", to: threshold)
        try await harness.run(writes: false)
        harness.clock.advance(by: 600)
        try await harness.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(handler: "")), as: "ing0")
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.stopped == nil)
        #expect(try await harness.ticket(1)?.standing == .reassigned)
    }

    @Test func `what was given to others counts as well when very much leaves a queue at once`() async throws {
        let harness = try await harness("2.28.4", issues: 400)
        try await harness.run(writes: false)
        let before = try await queue(of: harness)
        let limit = ShrinkGuard.movedLimit(of: before.count)
        harness.clock.advance(by: 600)
        let leaving = before.keys.sorted().prefix(limit + 1)
        for issue in leaving {
            try await harness.server.perform(.edit(IssueID(rawValue: issue), IssueEdit(handler: "ing0")), as: "ing0")
        }
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.stopped?.code == .shrunk)
        #expect(try await queue(of: harness) == before)
        let back = Deed.edit(IssueID(rawValue: leaving[0]), IssueEdit(handler: "alanMantis"))
        try await harness.server.perform(back, as: "ing0")
        let next = try #require(try await harness.run(writes: false).first)
        #expect(next.stopped == nil)
        #expect(next.pulled.left == limit)
        for issue in leaving.dropFirst() { #expect(try await harness.ticket(issue)?.standing == .reassigned) }
    }

    /// The headers name handlers that the issues keep back.
    @Test func `a sweep of a project whose handlers are hidden finds no difference in them`() async throws {
        let harness = try await harness("2.28.4")
        await harness.server.set("view_handler_threshold", to: "90")
        // So that the one that is handled is not the newest, whose differences would be news.
        try await harness.server.perform(.note(IssueID(rawValue: 6), "Nueva"), as: "cliente01")
        try await harness.run(writes: false)
        harness.clock.advance(by: Self.sixHours)
        try await harness.run(writes: false)
        let project = ScopeKey(instance: try Self.queue.instance, scope: "amazonas")
        let sweep = try #require(try await harness.store.cursor(of: project)?.lastSweep)
        #expect(sweep.compared == 2)
        #expect(sweep.differences.isEmpty)
    }

    // MARK: Histories

    @Test func `tickets read without their histories are read again when these are shown, and only then`()
        async throws
    {
        let whole = try await harness("2.28.4", issues: 400)
        try await whole.run(writes: false)
        let harness = try await harness("2.28.4", issues: 400)
        await harness.server.set("view_history_threshold", to: "90")
        try await harness.run(writes: false)
        let poor = try await queue(of: harness)
        #expect(poor.count > 100)
        #expect(try await queue(of: whole).mapValues(\.timeline) != poor.mapValues(\.timeline))
        let told = harness.events.withLock { events in
            events.count { if case .historyWithheld(let scope) = $0 { scope.scope == "ws" } else { false } }
        }
        #expect(told == 1)

        // While they are not shown, a sweep verifies its fifty in each scope, and asks for one history more.
        harness.clock.advance(by: Self.sixHours)
        try await harness.run(writes: false)
        await harness.server.clearCalls()
        harness.clock.advance(by: Self.sixHours)
        try await harness.run(writes: false)
        #expect(await harness.calls()["mc_issue_get_history"] ?? 0 < 110)
        #expect(try await queue(of: harness) == poor)

        await harness.server.set("view_history_threshold", to: "10")
        harness.clock.advance(by: Self.sixHours)
        try await harness.run(writes: false)
        #expect(try await queue(of: harness).mapValues(\.timeline) == queue(of: whole).mapValues(\.timeline))
        let ids = poor.keys.compactMap { TicketID(rawValue: "mantis-\($0)") }
        #expect(try await harness.store.issueStates(of: ids).values.allSatisfy(\.settled))
    }
}
