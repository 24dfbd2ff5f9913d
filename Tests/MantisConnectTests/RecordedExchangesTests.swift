import SOAP
import Testing

@testable import MantisConnect

/// Every answer recorded from a real server decodes to a value or to a classified fault.
@Suite struct RecordedExchangesTests {
    /// What an answer turned out to be.
    enum Outcome: Hashable {
        case text(String)
        case number(Int)
        case boolean(Bool)
        case bytes(Int)
        case list(Int)
        case issue(Int)
        /// The text is nil when it is kept out of errors.
        case fault(FaultClass, String?)
    }

    @Test(arguments: WireExchange.all)
    func `each recorded answer decodes to what the server meant`(_ exchange: WireExchange) async throws {
        let expected = try #require(RecordedExchangesTests.expected[exchange.number])
        #expect(try await outcome(of: exchange) == expected)
    }

    @Test func `the table knows all recordings`() {
        #expect(WireExchange.all.count == 84)
        #expect(RecordedExchangesTests.expected.keys.sorted() == WireExchange.all.map(\.number))
    }

    @Test(arguments: [1, 7, 4096])
    func `answers decode alike in pieces of any size`(pieceSize: Int) async throws {
        for exchange in WireExchange.all where exchange.body.count < 9000 {
            let expected = try #require(RecordedExchangesTests.expected[exchange.number])
            #expect(try await outcome(of: exchange, pieceSize: pieceSize) == expected, "\(exchange)")
        }
    }

    private func outcome(of exchange: WireExchange, pieceSize: Int = 16384) async throws -> Outcome {
        let client = MantisClient.replaying(exchange, pieceSize: pieceSize)
        do throws(MantisError) {
            return try await value(of: exchange.operation, from: client)
        } catch {
            guard case .fault(let kind) = error.code else { throw error }
            return .fault(kind, error.faultText)
        }
    }

    private func value(of operation: String, from client: MantisClient) async throws(MantisError) -> Outcome {
        let filter = IssueFilter()
        let project = ProjectID(rawValue: 1)
        switch operation {
        case "mc_version": return .text(try await client.version().description)
        case "mc_login": return .text(try await client.login().account.name ?? "")
        case "mc_enum_get": return .text(try await client.enumerationString("status"))
        case "mc_config_get_string": return .text(try await client.configuration("status_enum_string"))
        case "mc_projects_get_user_accessible": return .list(try await client.projects().count)
        case "mc_project_get_users": return .list(try await client.users(of: project, access: 55).count)
        case "mc_project_get_categories": return .list(try await client.categories(of: project).count)
        case "mc_project_get_versions": return .list(try await client.versions(of: project).count)
        case "mc_project_get_custom_fields": return .list(try await client.customFields(of: project).count)
        case "mc_project_get_id_from_name":
            return .number(try await client.projectID(named: "Web Service")?.rawValue ?? 0)
        case "mc_filter_search_issue_ids":
            return .list(try await client.searchIssueIDs(filter, page: 1, perPage: 50).count)
        case "mc_filter_search_issue_headers":
            return .list(try await client.searchIssueHeaders(filter, page: 1, perPage: 50).count)
        case "mc_filter_search_issues":
            return .list(try await client.searchIssues(filter, page: 1, perPage: 50).count)
        case "mc_project_get_issues_for_user":
            let user = AccountID(rawValue: 2)
            return .list(try await client.issuesForUser(user, .assigned, in: project, page: 1, perPage: 3).count)
        case "mc_project_get_issue_headers":
            return .list(try await client.projectIssueHeaders(project, page: 1, perPage: 5).count)
        default: return try await issueValue(of: operation, from: client)
        }
    }

    private func issueValue(of operation: String, from client: MantisClient) async throws(MantisError) -> Outcome {
        let issue = IssueID(rawValue: 2001)
        switch operation {
        case "mc_issue_get": return .issue(try await client.issue(issue).id.rawValue)
        case "mc_issues_get": return .list(try await client.issues([issue]).count)
        case "mc_issues_get_header": return .list(try await client.issueHeaders([issue]).count)
        case "mc_issue_exists": return .boolean(try await client.issueExists(issue))
        case "mc_issue_get_history": return .list(try await client.history(of: issue).count)
        case "mc_issue_get_biggest_id":
            return .number(try await client.biggestIssueID(in: ProjectID(rawValue: 1))?.rawValue ?? 0)
        case "mc_issue_attachment_get": return .bytes(try await client.attachment(1).count)
        case "mc_issue_note_add":
            return .number(try await client.addNote(to: issue, text: "x", viewState: 10).rawValue)
        case "mc_issue_note_update":
            try await client.updateNote(IssueNoteID(rawValue: 4449), text: "x")
            return .boolean(true)
        // Operations the client does not offer answer in kinds it knows.
        case "mc_issue_add", "mc_issue_attachment_add", "mc_issue_relationship_add", "mc_tag_add":
            return .number(try await client.value(of: .number(operation) { _ in }))
        case "mc_issue_update", "mc_issue_set_tags", "mc_issue_checkin", "mc_no_such_op":
            return .boolean(try await client.value(of: .success(operation) { _ in }))
        default:
            let enumeration = Enumeration.allCases.first { $0.operation == operation }
            guard let enumeration else { return .text("no test for \(operation)") }
            return .list(try await client.enumeration(enumeration).count)
        }
    }

    private static let statuses = "10:new,20:feedback,30:acknowledged,40:confirmed,50:assigned,80:resolved,90:closed"

    private static let expected: [Int: Outcome] = [
        1: .text("2.28.4"),
        2: .text("puente"),
        3: .fault(.accessDenied, "Access denied"),
        4: .fault(.accessDenied, "Access denied"),
        5: .list(7), 6: .list(6), 7: .list(8), 8: .list(6), 9: .list(5), 10: .list(6), 11: .list(9), 12: .list(6),
        13: .list(4), 14: .list(2), 15: .list(2), 16: .list(11),
        17: .text(statuses), 18: .text(statuses), 19: .text("80"), 20: .text("80"), 21: .text("70"),
        22: .text("America/Bogota"), 23: .text("55"), 24: .text("5242880"),
        25: .fault(.noRights, "Access to 'db_password' is denied"),
        26: .fault(
            .phpIncompatible,
            "Error Type: SYSTEM WARNING,\nError Description: Array to string conversion"
        ),
        27: .list(6), 28: .list(12), 29: .list(1), 30: .list(3), 31: .list(9), 32: .number(1),
        33: .list(50), 34: .list(17), 35: .list(20), 36: .list(5), 37: .list(11), 38: .list(10), 39: .list(0),
        40: .list(3), 41: .list(5), 42: .list(0),
        43: .fault(.noRights, "User not allowed to assign issues"),
        44: .number(2001), 45: .issue(2001), 46: .number(4449), 47: .number(4450),
        48: .fault(.badInput, "Issue note not specified."),
        49: .boolean(true), 50: .number(1),
        51: .fault(.badInput, "Duplicate filename."),
        52: .bytes(60), 53: .number(1), 54: .number(1), 55: .boolean(true), 56: .issue(2001),
        57: .boolean(true), 58: .boolean(true), 59: .boolean(true), 60: .issue(2001),
        61: .fault(.readOnly, "Issue '2001' is read-only."),
        62: .fault(.readOnly, "Issue '2001' is readonly"),
        63: .fault(.badInput, "Category field must be supplied."),
        64: .fault(.badInput, "Category 'Café no existe' not found."),
        65: .fault(.database, nil),
        66: .list(13),
        67: .fault(.issueMissing, "Issue #99999999 not found"),
        68: .boolean(false), 69: .boolean(true), 70: .list(1), 71: .list(2),
        72: .fault(.noRights, "Access denied for user ro_viewer."),
        73: .fault(.unknownOperation, "Procedure 'mc_no_such_op' not present"),
        74: .fault(.unknownOperation, "Function 'mc_issue_checkin' doesn't exist"),
        75: .fault(.malformedRequest, "SOAP-ERROR: Encoding: Violation of encoding rules"),
        76: .fault(.issueMissing, "Issue #0 not found"),
        77: .fault(.malformedRequest, "Bad Request"),
        78: .fault(.malformedRequest, "Bad Request"),
        79: .fault(.malformedRequest, "Bad Request"),
        80: .number(2001),
        81: .fault(
            .badInput,
            "Error Type: APPLICATION WARNING #300,\nError Description: String \"nada_enum_string\" not found."
        ),
        82: .fault(.accessDenied, "Access denied"),
        83: .text("2.28.4"),
        84: .issue(2001),
    ]
}
