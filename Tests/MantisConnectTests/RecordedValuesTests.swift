import MantisConnect
import SOAP
import Testing

/// Every member of the rich answers has the value that another XML library reads in the same bytes, and no member is
/// left out or made up.
@Suite struct RecordedValuesTests {
    @Test(arguments: [2, 16, 27, 28, 30, 31, 35, 36, 40, 41, 45, 56, 60, 66, 70, 71, 84])
    func `each member of the recorded answer has its value`(number: Int) async throws {
        let exchange = WireExchange.number(number)
        let expected = WireExchange.lines("values/\(exchange.name.prefix(3)).txt")
        let actual = try await members(of: exchange)
        let missing = Set(expected).subtracting(actual).sorted()
        let invented = Set(actual).subtracting(expected).sorted()
        #expect(missing == [])
        #expect(invented == [])
    }

    private func members(of exchange: WireExchange) async throws -> [String] {
        let client = MantisClient.replaying(exchange)
        let filter = IssueFilter()
        let project = ProjectID(rawValue: 1)
        let issue = IssueID(rawValue: 2001)
        var members = Members()
        switch exchange.operation {
        case "mc_login":
            let session = try await client.login()
            members.account(".account_data", session.account)
            members.number(".access_level", session.accessLevel)
            members.text(".timezone", session.timeZone)
        case "mc_issue_get": members.issue("", try await client.issue(issue))
        case "mc_issues_get": members.list("", try await client.issues([issue])) { $0.issue($1, $2) }
        case "mc_filter_search_issues":
            members.list("", try await client.searchIssues(filter, page: 1, perPage: 5)) { $0.issue($1, $2) }
        case "mc_project_get_issues_for_user":
            let user = AccountID(rawValue: 2)
            let issues = try await client.issuesForUser(user, .assigned, in: project, page: 1, perPage: 3)
            members.list("", issues) { $0.issue($1, $2) }
        case "mc_filter_search_issue_headers":
            members.list("", try await client.searchIssueHeaders(filter, page: 1, perPage: 9)) { $0.header($1, $2) }
        case "mc_project_get_issue_headers":
            members.list("", try await client.projectIssueHeaders(project, page: 1, perPage: 5)) { $0.header($1, $2) }
        case "mc_issues_get_header": members.list("", try await client.issueHeaders([issue])) { $0.header($1, $2) }
        case "mc_issue_get_history": members.list("", try await client.history(of: issue)) { $0.history($1, $2) }
        case "mc_projects_get_user_accessible":
            members.list("", try await client.projects()) { $0.project($1, $2) }
        case "mc_project_get_users":
            members.list("", try await client.users(of: project, access: 55)) { $0.account($1, $2) }
        case "mc_project_get_versions":
            members.list("", try await client.versions(of: project)) { $0.version($1, $2) }
        case "mc_project_get_custom_fields":
            members.list("", try await client.customFields(of: project)) { $0.customField($1, $2) }
        default:
            members.list("", try await client.enumeration(.customFieldTypes)) { $0.reference($1, $2) }
        }
        return members.lines
    }

    @Test func `texts keep their white space and their escapes`() async throws {
        let issue = try await MantisClient.replaying(.number(56)).issue(IssueID(rawValue: 2001))
        #expect(issue.summary == "Incidencia de prueba ñ € <b>&amp;</b> ]]> \"comillas\"")
        #expect(issue.description == "Descripción\ncon dos líneas\ty tabulador; emoji \u{FFFD} fuera del BMP")
        #expect(issue.dueDate == .null)
        #expect(issue.monitors.isEmpty)
        #expect(issue.attachments.first?.downloadURL?.hasSuffix("?file_id=1&type=bug") == true)
        #expect(issue.notes.map(\.attribute) == ["", ""])
    }

    @Test func `lists that a fresh issue does not have are empty`() async throws {
        let issue = try await MantisClient.replaying(.number(45)).issue(IssueID(rawValue: 2001))
        #expect(issue.notes.isEmpty)
        #expect(issue.relationships.isEmpty)
        #expect(issue.version == nil)
    }

    @Test func `a raw control byte is left out and told of`() async throws {
        let reports = Reports()
        let transport = ReplayTransport(WireExchange.number(84))
        let client = MantisClient.replaying(transport) { reports.add($0) }
        let issue = try await client.issue(IssueID(rawValue: 2001))
        #expect(issue.customFields.first?.value == "800")
        #expect(reports.all.map(\.repairs) == [BodyRepairs(removedCharacters: 1)])
    }
}
