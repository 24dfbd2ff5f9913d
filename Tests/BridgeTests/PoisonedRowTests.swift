import Foundation
import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

/// One row that spoils every answer it is in never hides its page.
@Suite struct PoisonedRowTests {
    private static let lists = [
        "mc_filter_search_issue_headers", "mc_issues_get_header", "mc_project_get_issue_headers",
        "mc_project_get_issues_for_user",
    ]

    private func harness(
        _ poison: Poison,
        version: String = "2.28.4"
    ) async throws -> SyncHarness {
        var scenario = try SyncHarness.smallScenario()
        scenario.version = try #require(ServerVersion(version))
        return try await SyncHarness(scenario: scenario) { _, server in
            PoisonedTransport(inner: InProcessTransport(server), poison: poison)
        }
    }

    @Test(arguments: Poison.Shape.allCases)
    func `an issue that spoils its lists is found and read by itself`(shape: Poison.Shape) async throws {
        let poison = Poison([2], in: Self.lists, shape)
        let harness = try await harness(poison)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        #expect(report.pulled.created == 6)
        #expect(try await harness.ticket(2)?.summary == "Retención mal calculada")
        // Its changes arrive as well, and nothing else is touched.
        harness.clock.advance(by: 600)
        try await harness.server.perform(.note(IssueID(rawValue: 2), "Hola"), as: "dev01")
        let second = try #require(try await harness.run(writes: false).first)
        #expect(second.pulled.updated == 1)
        #expect(try await harness.ticket(2)?.notes.map(\.text) == ["Hola"])
    }

    @Test func `one that cannot be read at all is set aside by name, and read when it is healed`() async throws {
        let poison = Poison([2], in: Self.lists + ["mc_issue_get"], .fault)
        let harness = try await harness(poison)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.stopped == nil)
        #expect(report.pulled.created == 5)
        #expect(!report.isComplete)
        let scope = ScopeKey(instance: report.instance, scope: "ws")
        #expect(try await harness.store.retries(of: scope).map(\.ticket.issue) == [2])
        poison.heal()
        harness.clock.advance(by: 3_600)
        #expect(try await harness.run(writes: false).first?.isComplete == true)
        #expect(try await harness.ticket(2) != nil)
    }

    @Test func `where nothing tells which issue it is, the row is told and the others are read`() async throws {
        let harness = try await harness(Poison([6], in: Self.lists, .fault), version: "1.2.20")
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.stopped == nil)
        #expect(report.pulled.nameless > 0)
        #expect(!report.isComplete)
        #expect(try await harness.ticket(7) != nil)
        #expect(try await harness.ticket(6) == nil)
    }

    @Test func `a known issue that spoils the sweep's headers is not taken for gone`() async throws {
        let poison = Poison([], in: Self.lists, .fault)
        let harness = try await harness(poison)
        try await harness.run(writes: false)
        poison.spoil([1, 6])
        harness.clock.advance(by: 7 * 3_600)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.isComplete)
        for issue in [1, 6] { #expect(try await harness.ticket(issue)?.standing == .inScope) }
    }

    @Test func `when no row of a page can be read it is not the rows`() async throws {
        let poison = Poison(Set(1...400), in: Self.lists, .fault)
        let harness = try await SyncHarness(scenario: try .generated(issues: 60)) { _, server in
            PoisonedTransport(inner: InProcessTransport(server), poison: poison)
        }
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.stopped?.code == .fault)
        #expect(report.stopped?.message.contains("UTF-8") == true)
    }
}

/// Issues that spoil what they are in.
final class Poison: Sendable {
    enum Shape: CaseIterable, Sendable {
        /// “not a valid utf-8 string”, for the whole answer.
        case fault
        /// The answer ends in the middle.
        case truncated
        /// Tags that do not fit.
        case malformed
        /// Nothing but a status.
        case empty
    }

    private let issues: Locked<Set<Int>>
    private let operations: Set<String>
    private let shape: Shape

    init(_ issues: Set<Int>, in operations: [String], _ shape: Shape) {
        self.issues = Locked(issues)
        self.operations = Set(operations)
        self.shape = shape
    }

    func heal() { issues.withLock { $0 = [] } }

    func spoil(_ more: Set<Int>) { issues.withLock { $0.formUnion(more) } }

    /// What becomes of an answer.
    func spoil(_ answer: [UInt8], to operation: String) -> [UInt8] {
        let text = String(decoding: answer, as: UTF8.self)
        let isIn = issues.withLock { issues in
            issues.contains { text.contains("<id xsi:type=\"xsd:integer\">\($0)</id><view_state") }
        }
        guard operations.contains(operation), isIn else { return answer }
        switch shape {
        case .fault:
            return Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>\
                <SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>SOAP-ERROR: Encoding: string \
                'Fa' is not a valid utf-8 string</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>
                """.utf8
            )
        case .truncated: return Array(answer.prefix(answer.count / 2))
        case .malformed: return Array(text.replacing("</view_state>", with: "</vista>").utf8)
        case .empty: return []
        }
    }
}

/// Carries calls to a server in which some issues are poisoned.
struct PoisonedTransport: Transport {
    let inner: InProcessTransport
    let poison: Poison

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        let whole = WholeAnswer()
        let head = try await inner.post(body, to: endpoint, into: whole)
        do {
            let request = try IncomingRequest(body)
            try poison.spoil(whole.bytes.withLock { $0 }, to: request.operation).withUnsafeBytes {
                try sink.receive($0)
            }
        } catch {
            throw TransportError(.refusedBySink, "\(error)", outcomeIsUnknown: true, cause: error)
        }
        return head
    }
}

private final class WholeAnswer: BodySink {
    let bytes = Locked<[UInt8]>([])

    func receive(_ piece: UnsafeRawBufferPointer) { bytes.withLock { $0.append(contentsOf: piece) } }
}
