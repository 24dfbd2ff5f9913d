import MantisConnect
import SOAP

/// What an answer is read as.
enum AnswerKind: CaseIterable {
    case issue, issues, issueHeaders, issueExists, history, attachment
    case projects, versions, customFields, users, categories
    case enumeration, login, version, note

    /// The operation whose answer it is.
    var operation: String {
        switch self {
        case .issue: "mc_issue_get"
        case .issues: "mc_filter_search_issues"
        case .issueHeaders: "mc_filter_search_issue_headers"
        case .issueExists: "mc_issue_exists"
        case .history: "mc_issue_get_history"
        case .attachment: "mc_issue_attachment_get"
        case .projects: "mc_projects_get_user_accessible"
        case .versions: "mc_project_get_versions"
        case .customFields: "mc_project_get_custom_fields"
        case .users: "mc_project_get_users"
        case .categories: "mc_project_get_categories"
        case .enumeration: "mc_enum_status"
        case .login: "mc_login"
        case .version: "mc_version"
        case .note: "mc_issue_note_add"
        }
    }

    /// What the client makes of `body`.
    func read(_ body: [UInt8], pieceSize: Int) -> Outcome {
        Outcome(of: body, pieceSize: pieceSize) {
            client async throws(MantisError) -> any Hashable & Sendable in
            let project = ProjectID(rawValue: 1)
            let issue = IssueID(rawValue: 2001)
            switch self {
            case .issue: return try await client.issue(issue)
            case .issues: return try await client.searchIssues(IssueFilter(), page: 1, perPage: 50)
            case .issueHeaders:
                return try await client.searchIssueHeaders(IssueFilter(), page: 1, perPage: 50)
            case .issueExists: return try await client.issueExists(issue)
            case .history: return try await client.history(of: issue)
            case .attachment: return try await client.attachment(1)
            case .projects: return try await client.projects()
            case .versions: return try await client.versions(of: project)
            case .customFields: return try await client.customFields(of: project)
            case .users: return try await client.users(of: project, access: 55)
            case .categories: return try await client.categories(of: project)
            case .enumeration: return try await client.enumeration(.status)
            case .login: return try await client.login()
            case .version: return try await client.version()
            case .note: return try await client.addNote(to: issue, text: "x", viewState: 10)
            }
        }
    }
}
