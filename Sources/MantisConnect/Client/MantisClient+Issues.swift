import SOAP

extension MantisClient {
    /// One issue with everything the account may read. ``FaultClass/issueMissing`` and ``FaultClass/noRights`` tell a
    /// deleted issue from a hidden one.
    package func issue(_ id: IssueID) async throws(MantisError) -> Issue {
        try await value(
            of: Call(
                operation: "mc_issue_get",
                issue: id,
                shape: .value,
                identities: [Identity("issue_id", id.rawValue)],
                arguments: { $0.integer("issue_id", id.rawValue) },
                readDated: Issue.init
            )
        )
    }

    /// Several issues in the order asked for; missing and hidden ones are left out without a word. Since 1.3.
    package func issues(_ ids: [IssueID]) async throws(MantisError) -> [Issue] {
        try await items(of: .list("mc_issues_get", of: ids, readDated: Issue.init))
    }

    /// Several headers in the order asked for; missing and hidden ones are left out without a word. Since 1.3.
    package func issueHeaders(_ ids: [IssueID]) async throws(MantisError) -> [IssueHeader] {
        try await items(of: .list("mc_issues_get_header", of: ids, readDated: IssueHeader.init))
    }

    /// True for issues the account may not read, too; false when its project is closed to the account.
    package func issueExists(_ id: IssueID) async throws(MantisError) -> Bool {
        try await value(of: .boolean("mc_issue_exists", issue: id) { $0.integer("issue_id", id.rawValue) })
    }

    /// The greatest number of an issue the account can see; nil when it sees none. Greater ones may exist.
    package func biggestIssueID(in project: ProjectID) async throws(MantisError) -> IssueID? {
        let id = try await value(of: .number("mc_issue_get_biggest_id") { $0.integer("project_id", project.rawValue) })
        return id > 0 ? IssueID(rawValue: id) : nil
    }

    /// The issue of the whole instance with exactly this summary; nil when there is none or the account may not see it. Of
    /// several it looks at one only.
    package func issueID(withSummary summary: String) async throws(MantisError) -> IssueID? {
        let id = try await value(of: .number("mc_issue_get_id_from_summary") { $0.string("summary", summary) })
        return id > 0 ? IssueID(rawValue: id) : nil
    }

    /// An issue's history, oldest first unless the server is configured otherwise. Since 1.2.16.
    package func history(of id: IssueID) async throws(MantisError) -> [HistoryEntry] {
        try await items(
            of: Call(
                operation: "mc_issue_get_history",
                issue: id,
                shape: .items,
                identities: [Identity("issue_id", id.rawValue)],
                arguments: { $0.integer("issue_id", id.rawValue) },
                read: HistoryEntry.init
            )
        )
    }

    /// A file's content by its attachment's number. It is held in memory whole, so look at its size first.
    package func attachment(_ id: Int) async throws(MantisError) -> [UInt8] {
        try await value(
            of: Call(
                operation: "mc_issue_attachment_get",
                shape: .value,
                arguments: { $0.integer("issue_attachment_id", id) },
                read: { element throws(DecodingFailure) in try element.base64() }
            )
        )
    }
}

extension Call {
    fileprivate static func list(
        _ operation: String,
        of issues: [IssueID],
        readDated: @escaping @Sendable (Element, DateReading) throws(DecodingFailure) -> Item
    ) -> Call {
        Call(
            operation: operation,
            shape: .items,
            identities: issues.map { Identity("issue_ids", $0.rawValue) },
            arguments: { $0.integerArray("issue_ids", issues.map(\.rawValue)) },
            readDated: readDated
        )
    }
}
