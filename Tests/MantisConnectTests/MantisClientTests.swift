import MantisConnect
import SOAP
import Testing

@Suite struct MantisClientTests {
    @Test func `several tasks may use one client at once`() async throws {
        let client = MantisClient.replaying(.number(56), pieceSize: 100)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { try await client.issue(IssueID(rawValue: 2001)).category ?? "" }
            }
            for try await category in group { #expect(category == "Cálculo de impuestos") }
        }
    }

    @Test func `each complete answer is reported once, faults by class`() async throws {
        let reports = Reports()
        let good = MantisClient.replaying(ReplayTransport(WireExchange.number(1))) { reports.add($0) }
        _ = try await good.version()
        let bad = MantisClient.replaying(ReplayTransport(WireExchange.number(64))) { reports.add($0) }
        await #expect(throws: MantisError.self) { try await bad.issueExists(IssueID(rawValue: 5)) }
        #expect(
            reports.all == [
                CallReport(operation: "mc_version"),
                CallReport(
                    operation: "mc_issue_exists",
                    issue: IssueID(rawValue: 5),
                    repairs: BodyRepairs(replacedEntities: 1),
                    fault: .badInput
                ),
            ]
        )
    }

    @Test func `a number of 0 is no project and no issue`() async throws {
        let zero = String(decoding: WireExchange.number(32).body, as: UTF8.self).replacing(">1<", with: ">0<")
        let client = MantisClient.replaying(ReplayTransport(Array(zero.utf8)))
        #expect(try await client.projectID(named: "x") == nil)
        let none = String(decoding: WireExchange.number(80).body, as: UTF8.self).replacing(">2001<", with: ">0<")
        let empty = MantisClient.replaying(ReplayTransport(Array(none.utf8)))
        #expect(try await empty.biggestIssueID(in: ProjectID(rawValue: 1)) == nil)
    }

    @Test func `a file's bytes are decoded`() async throws {
        let file = try await MantisClient.replaying(.number(52)).attachment(1)
        #expect(String(decoding: file, as: UTF8.self) == String(repeating: "línea de evidencia\n", count: 3))
    }

    @Test func `all members of a filter are sent in the WSDL's order`() async throws {
        let transport = ReplayTransport(WireExchange.number(39))
        let filter = IssueFilter(
            projects: [ProjectID(rawValue: 1)],
            handlers: [AccountID(rawValue: 2)],
            categories: ["A", "B & C"],
            statuses: [50, 80],
            hideStatus: 90,
            updatedSince: IssueFilter.Day(year: 2026, month: 1, day: 31),
            sort: .idAscending
        )
        _ = try await MantisClient.replaying(transport).searchIssueIDs(filter, page: 2, perPage: 200)
        let request = try IncomingRequest(try #require(transport.sent.first))
        let sent = try #require(request.parameters.first { $0.name == "filter" })
        #expect(
            sent.children.map(\.name) == [
                "project_id", "category", "status_id", "handler_id", "hide_status_id", "sort", "sort_direction",
                "last_update_start_day", "last_update_start_month", "last_update_start_year", "last_update_end_day",
                "last_update_end_month", "last_update_end_year",
            ]
        )
        #expect(sent["category"]?.children.map(\.text) == ["A", "B & C"])
        #expect(sent["status_id"]?.children.map(\.text) == ["50", "80"])
        #expect(sent["sort"]?.text == "id" && sent["sort_direction"]?.text == "ASC")
        #expect(request.parameters.map(\.name) == ["username", "password", "filter", "page_number", "per_page"])
    }

    @Test func `the server of the recordings answers every request it was sent`() throws {
        // The recordings' own requests are read as a server reads them; three are bad on purpose.
        for exchange in WireExchange.all {
            let request = try? IncomingRequest(exchange.request)
            if [77, 78, 79].contains(exchange.number) {
                #expect(request == nil)
            } else {
                #expect(request?.operation == exchange.operation)
                #expect(request?.namespace == MantisClient.namespace)
            }
        }
        #expect { try IncomingRequest(WireExchange.number(79).request) } throws: {
            ($0 as? DecodingFailure)?.code == .dtdRefused
        }
    }
}
