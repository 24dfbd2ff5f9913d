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
        try await search(
            "mc_filter_search_issue_ids",
            filter,
            page,
            perPage,
            .dateless { element throws(DecodingFailure) in IssueID(rawValue: try element.integer()) }
        )
    }

    /// The headers of the issues that `filter` finds. Past the last page the last page comes again. Since 1.3.
    package func searchIssueHeaders(
        _ filter: IssueFilter,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueHeader] {
        try await search("mc_filter_search_issue_headers", filter, page, perPage, .dated(IssueHeader.init))
    }

    /// The issues that `filter` finds, complete. Past the last page the last page comes again. Since 1.3.
    package func searchIssues(_ filter: IssueFilter, page: Int, perPage: Int) async throws(MantisError) -> [Issue] {
        try await search("mc_filter_search_issues", filter, page, perPage, .dated(Issue.init))
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
                identities: [Identity("target_user", user.rawValue)],
                arguments: { envelope in
                    envelope.integer("project_id", project.rawValue)
                    envelope.string("filter_type", concern.rawValue)
                    envelope.account("target_user", user)
                    envelope.page(page, perPage)
                },
                readDated: Issue.init
            )
        )
    }

    /// The headers of a project and its sub-projects as the account's saved web filter shows them, closed ones usually
    /// hidden; empty past the last page since 1.2.6.
    package func projectIssueHeaders(
        _ project: ProjectID,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueHeader] {
        try await list("mc_project_get_issue_headers", project, page: page, perPage: perPage, IssueHeader.init)
    }

    /// The issues of a project and its sub-projects as the account's saved web filter shows them, complete.
    package func projectIssues(_ project: ProjectID, page: Int, perPage: Int) async throws(MantisError) -> [Issue] {
        try await list("mc_project_get_issues", project, page: page, perPage: perPage, Issue.init)
    }

    /// The filters saved for a project or for all of them that the account may use: its own, and public ones.
    package func savedFilters(of project: ProjectID) async throws(MantisError) -> [SavedFilter] {
        try await items(
            of: Call(
                operation: "mc_filter_get",
                shape: .items,
                arguments: { $0.integer("project_id", project.rawValue) },
                read: SavedFilter.init
            )
        )
    }

    /// The headers of the issues that a saved filter finds, sorted as it says; empty past the last page since 1.2.6. The
    /// only list of closed issues before 1.3.
    package func issueHeaders(
        filteredBy filter: Int,
        in project: ProjectID,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [IssueHeader] {
        let name = "mc_filter_get_issue_headers"
        return try await list(name, project, filter: filter, page: page, perPage: perPage, IssueHeader.init)
    }

    /// The issues that a saved filter finds, complete.
    package func issues(
        filteredBy filter: Int,
        in project: ProjectID,
        page: Int,
        perPage: Int
    ) async throws(MantisError) -> [Issue] {
        try await list("mc_filter_get_issues", project, filter: filter, page: page, perPage: perPage, Issue.init)
    }

    private func list<Item: Sendable>(
        _ operation: String,
        _ project: ProjectID,
        filter: Int? = nil,
        page: Int,
        perPage: Int,
        _ readDated: @escaping @Sendable (Element, DateReading) throws(DecodingFailure) -> Item
    ) async throws(MantisError) -> [Item] {
        try await items(
            of: Call(
                operation: operation,
                shape: .items,
                identities: filter.map { [Identity("filter_id", $0)] } ?? [],
                arguments: { envelope in
                    envelope.integer("project_id", project.rawValue)
                    if let filter { envelope.integer("filter_id", filter) }
                    envelope.page(page, perPage)
                },
                readDated: readDated
            )
        )
    }

    private func search<Item: Sendable>(
        _ operation: String,
        _ filter: IssueFilter,
        _ page: Int,
        _ perPage: Int,
        _ reader: Call<Item>.Reader
    ) async throws(MantisError) -> [Item] {
        try await items(
            of: Call(
                operation: operation,
                shape: .items,
                identities: filter.identities,
                arguments: { envelope in
                    envelope.filter("filter", filter)
                    envelope.page(page, perPage)
                },
                reader: reader
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
    /// Writes the two arguments of a list in pages.
    mutating func page(_ page: Int, _ perPage: Int) {
        integer("page_number", page)
        integer("per_page", perPage)
    }
}
