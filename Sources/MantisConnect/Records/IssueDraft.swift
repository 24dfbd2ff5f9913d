/// A new issue, for `mc_issue_add` (reference §2.6). The server fills what is not given with its defaults.
package struct IssueDraft: Hashable, Sendable {
    /// What the draft names, and what it names besides what it must.
    package var fields: IssueFields

    /// - Parameters:
    ///   - summary: 1 to 128 characters.
    ///   - category: by name; nil only where issues may be without one.
    package init(project: ProjectID, summary: String, description: String, category: String?) {
        fields = IssueFields()
        fields.project = project
        fields.summary = summary
        fields.description = description
        fields.category = category
    }
}
