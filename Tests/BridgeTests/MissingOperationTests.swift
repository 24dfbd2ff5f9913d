import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

/// A server that says of operations its version has that it lacks them, as after an upgrade behind PHP's old interface.
@Suite struct MissingOperationTests {
    private static let searches = [
        "mc_filter_search_issue_ids", "mc_filter_search_issue_headers", "mc_filter_search_issues",
    ]

    private func hide(_ operations: [String], on harness: SyncHarness) async {
        for operation in operations {
            let fault = ServerFault(.server, "Procedure '\(operation)' not present")
            await harness.server.disturb(Disturbance(.fault(fault), on: operation, times: 10_000))
        }
    }

    /// The operations that were told of as missing, in order.
    private func told(_ harness: SyncHarness) -> [String] {
        harness.events.withLock { events in
            events.compactMap { if case .operationMissing(_, let operation) = $0 { operation } else { nil } }
        }
    }

    /// One scope, so that no other one finds out first.
    private static var queueOnly: String {
        let both = SyncHarness.oneInstance()
        return String(both[..<(both.firstRange(of: "      - name: amazonas")?.lowerBound ?? both.endIndex)])
    }

    @Test(
        arguments: [
            (["mc_filter_search_issue_ids"], ["mc_filter_search_issue_ids"]),
            (["mc_filter_search_issue_headers"], ["mc_filter_search_issue_headers"]),
            (searches, ["mc_filter_search_issue_ids"]),
            (["mc_issues_get"], ["mc_issues_get"]),
            (["mc_login"], ["mc_login"]),
            (["mc_issue_get_history"], ["mc_issue_get_history"]),
            (
                searches + ["mc_issues_get", "mc_issues_get_header", "mc_login", "mc_issue_get_history"],
                ["mc_login", "mc_filter_search_issue_ids", "mc_issue_get_history", "mc_issues_get"]
            ),
        ]
    )
    func `the first import does without what the server says it lacks, and tells of it once`(
        hidden: [String],
        expected: [String]
    ) async throws {
        let harness = try await SyncHarness()
        await hide(hidden, on: harness)
        let report = try #require(try await harness.run().first)
        #expect(report.stopped == nil, "\(report.stopped?.message ?? "")")
        #expect(report.isComplete)
        #expect(told(harness) == expected)
        for issue in [1, 2, 3, 6, 7] { #expect(try await harness.ticket(issue) != nil, "issue \(issue)") }
        #expect(try await harness.ticket(5) == nil, "it is not in the queue")
        #expect(try await harness.acknowledgements(on: 1).count == 1)
        #expect(try await harness.ticket(1)?.standing == .inScope)
    }

    @Test func `a single scope fills the ledger in the first run`() async throws {
        let harness = try await SyncHarness(instances: Self.queueOnly)
        await hide(Self.searches, on: harness)
        let report = try #require(try await harness.run().first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        // Issue 4 is closed, and the lists that are left do not show it.
        #expect(report.pulled.created == 3)
        #expect(await harness.calls()["mc_filter_search_issue_ids"] == 1, "what is missing is not asked again")
    }

    @Test func `what changed and what left is seen without searches, and with them once they are back`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        await hide(Self.searches, on: harness)
        harness.clock.advance(by: 600)
        try await harness.server.perform(.note(IssueID(rawValue: 6), "Hola"), as: "cliente01")
        try await harness.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(handler: "ing0")), as: "ing0")
        harness.clock.advance(by: 3_600)
        #expect(try await harness.run().first?.isComplete == true)
        #expect(try await harness.ticket(1)?.standing == .reassigned)
        #expect(try await harness.ticket(6)?.notes.contains { $0.text == "Hola" } == true)
        #expect(try await harness.ticket(4)?.standing == .inScope, "a closed issue that no list shows is not gone")
        await harness.server.calm()
        try await harness.server.perform(.note(IssueID(rawValue: 7), "Otra vez"), as: "cliente01")
        harness.clock.advance(by: 3_600)
        await harness.server.clearCalls()
        #expect(try await harness.run().first?.isComplete == true)
        #expect(await harness.calls()["mc_filter_search_issue_headers"] != nil, "nothing is remembered after the run")
        #expect(try await harness.ticket(7)?.notes.contains { $0.text == "Otra vez" } == true)
    }

    @Test func `a sweep compares without headers of chosen issues`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        await hide(["mc_issues_get_header"], on: harness)
        harness.clock.advance(by: 7 * 3_600)
        let report = try #require(try await harness.run().first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        #expect(told(harness) == ["mc_issues_get_header"])
        let swept = harness.events.withLock { events in
            events.compactMap { if case .swept(let scope, _) = $0 { scope.scope } else { nil } }
        }
        // Two at the first import.
        #expect(swept.count == 4)
    }

    @Test func `an operation that nothing replaces is named, and asked for once`() async throws {
        let harness = try await SyncHarness()
        await hide(["mc_issue_get"], on: harness)
        await hide(["mc_projects_get_user_accessible"], on: harness)
        let report = try #require(try await harness.run().first)
        #expect(report.stopped?.code == .fault)
        #expect(report.stopped?.message.contains("mc_projects_get_user_accessible") == true)
        #expect(await harness.calls()["mc_projects_get_user_accessible"] == 1)
    }
}
