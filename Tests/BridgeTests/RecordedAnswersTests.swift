import Foundation
import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

/// The sync over what a real MantisBT 2.28.4 answered, byte for byte.
@Suite struct RecordedAnswersTests {
    @Test func `a sync over recorded answers stores the queue as it was`() async throws {
        let server = try RecordedServer()
        let harness = try await SyncHarness(instances: Self.instances) { _, _ in server }
        // The recording is of 2026-11-21.
        harness.clock.set(try #require(Instant(iso8601: "2026-11-22T12:00:00Z")).epochSeconds)
        let report = try #require(try await harness.run().first)
        #expect(report.stopped == nil, "\(report.stopped?.message ?? "")")
        // Twenty headers were recorded, five of them with the whole issue; the others read as deleted since.
        #expect(report.pulled.created == 5)
        let ticket = try #require(try await harness.ticket(2_000))
        #expect(ticket.summary == "Impuesto productivo prefijo timeout prefijo servicio acuse token")
        #expect(ticket.status == .waitingForRequester)
        #expect(ticket.handler?.name == "alanMantis")
        #expect(ticket.level == LevelName(rawValue: "n2"), "\(ticket.gaps)")
        #expect(ticket.submitted == Instant(iso8601: "2026-11-21T15:17:52-05:00"))
        #expect(ticket.notes.map(\.id.rawValue).prefix(2) == [4446, 4447])
        #expect(ticket.notes.allSatisfy { $0.author.name != nil })
        let again = try #require(try await harness.run().first)
        #expect(again.pulled.created == 0)
        #expect(again.pulled.updated == 0)
    }

    private static let instances = """
          mantis:
            url: http://127.0.0.1:9/api/soap/mantisconnect.php
            username: puente
            password: {file: password}
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [Web Service]
                handler: alanMantis
                acknowledge-from: never

        """
}

/// Answers each operation with its recording; an issue that was not recorded is missing.
private struct RecordedServer: Transport {
    private let answers: [String: [UInt8]]
    private let issues: [Int: [UInt8]]
    private let missing: [UInt8]

    init() throws {
        let recordings = [
            "mc_version": "001-version", "mc_login": "002-login", "mc_projects_get_user_accessible": "027-projects",
            "mc_project_get_users": "028-project-users", "mc_filter_search_issue_ids": "033-search-ids-queue",
            "mc_filter_search_issue_headers": "035-search-headers-queue",
            // Of other issues than those of the queue, so that a sweep finds nothing in it.
            "mc_issues_get_header": "071-headers-some-missing",
            // The account of the recording may not see histories here.
            "mc_issue_get_history": "072-issue-private-denied",
        ]
        answers = try recordings.mapValues { Array(try Self.body(of: $0).utf8) }
        missing = Array(try Self.body(of: "067-issue-missing").utf8)
        issues = Self.single(try Self.body(of: "036-search-issues-queue"))
    }

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        do {
            let request = try IncomingRequest(body)
            try answer(request).withUnsafeBytes { try sink.receive($0) }
        } catch {
            throw TransportError(.refusedBySink, "\(error)")
        }
        return ResponseHead(status: 200, contentType: "text/xml; charset=utf-8")
    }

    private func answer(_ request: IncomingRequest) -> [UInt8] {
        guard request.operation == "mc_issue_get" else { return answers[request.operation] ?? missing }
        let id = request.parameters.first { $0.name == "issue_id" }.flatMap { Int($0.text) } ?? 0
        return issues[id] ?? missing
    }

    /// The body of a recording, behind its status line and headers.
    private static func body(of name: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/wire/\(name).response", withExtension: "http"))
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        let blank = try #require(text.firstRange(of: "\r\n\r\n") ?? text.firstRange(of: "\n\n"))
        return String(text[blank.upperBound...])
    }

    /// Each issue of a recorded list as the answer to `mc_issue_get`.
    private static func single(_ list: String) -> [Int: [UInt8]] {
        let start = "<item xsi:type=\"ns1:IssueData\">"
        let parts = list.components(separatedBy: start)
        let head = parts[0].components(separatedBy: "<return")[0]
            .replacing("mc_filter_search_issuesResponse", with: "mc_issue_getResponse")
        return parts.dropFirst().reduce(into: [:]) { issues, part in
            let content = part.components(separatedBy: "</return>")[0].dropLast("</item>".count)
            let digits = part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            let end = "</return></ns1:mc_issue_getResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"
            issues[Int(digits) ?? 0] = Array((head + "<return xsi:type=\"ns1:IssueData\">" + content + end).utf8)
        }
    }
}
