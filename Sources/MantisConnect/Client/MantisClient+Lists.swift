import SOAP

/// Lists of issues come in pages from 1; `perPage` -1 is everything, and 0 the account's own preference.
extension MantisClient {
    /// The numbers of the issues that `filter` finds. Past the last page the last page comes again (reference §3.2).
    /// Since 1.3.
    package func searchIssueIDs(
        _ filter: IssueFilter,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueID] {
        try await search("mc_filter_search_issue_ids", filter, page, perPage) { element throws(DecodingFailure) in
            IssueID(rawValue: try element.integer())
        }
    }

    /// The headers of the issues that `filter` finds. Past the last page the last page comes again. Since 1.3.
    package func searchIssueHeaders(
        _ filter: IssueFilter,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueHeader] {
        try await search("mc_filter_search_issue_headers", filter, page, perPage, IssueHeader.init)
    }

    /// The issues that `filter` finds, complete. Past the last page the last page comes again. Since 1.3.
    package func searchIssues(_ filter: IssueFilter, page: Int, perPage: Int) async throws(MantisError) -> [Issue] {
        try await search("mc_filter_search_issues", filter, page, perPage, Issue.init)
    }

    /// The issues that concern an account, sticky ones first, those of sub-projects included. Since 1.2.16.
    ///
    /// `user` must exist: for an unknown one the server answers the unassigned issues of everybody (reference §2.4).
    package func issuesForUser(
        _ user: AccountID,
        _ concern: IssueConcern,
        in project: ProjectID,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [Issue] {
        try await items(
            of: Call(
                operation: "mc_project_get_issues_for_user",
                shape: .items,
                arguments: { envelope in
                    envelope.integer("project_id", project.rawValue)
                    envelope.string("filter_type", concern.rawValue)
                    envelope.structure("target_user", type: "t:AccountData") { $0.integer("id", user.rawValue) }
                    envelope.page(page, perPage)
                },
                read: Issue.init
            )
        )
    }

    /// The headers of a project and its sub-projects as the account's saved web filter shows them, closed ones usually
    /// hidden; empty past the last page.
    package func projectIssueHeaders(
        _ project: ProjectID,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueHeader] {
        try await items(
            of: Call(
                operation: "mc_project_get_issue_headers",
                shape: .items,
                arguments: { envelope in
                    envelope.integer("project_id", project.rawValue)
                    envelope.page(page, perPage)
                },
                read: IssueHeader.init
            )
        )
    }

    private func search<Item: Sendable>(
        _ operation: String,
        _ filter: IssueFilter,
        _ page: Int,
        _ perPage: Int,
        _ read: @escaping AnswerDecoder<Item>.Read
    ) async throws(MantisError) -> [Item] {
        try await items(
            of: Call(
                operation: operation,
                shape: .items,
                arguments: { envelope in
                    envelope.filter("filter", filter)
                    envelope.page(page, perPage)
                },
                read: read
            )
        )
    }
}

/// How an issue concerns an account.
package enum IssueConcern: String, Sendable {
    /// Assigned to it and not resolved.
    case assigned
    case reported
    case monitored
}

extension EnvelopeWriter {
    fileprivate mutating func page(_ page: Int, _ perPage: Int) {
        integer("page_number", page)
        integer("per_page", perPage)
    }
}
