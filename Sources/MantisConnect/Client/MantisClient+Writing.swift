import SOAP

/// Writing issues. Nothing here is idempotent: after an error with ``MantisError/outcomeIsUnknown``, read before sending
/// again. Servers before 1.2.9 are not written to.
extension MantisClient {
    /// Adds an issue and answers its number.
    package func add(_ draft: IssueDraft) async throws(MantisError) -> IssueID {
        let id = try await value(
            of: .number("mc_issue_add", identities: draft.fields.identities, refusal: draft.fields.refusal) {
                $0.issue("issue", draft.fields)
            }
        )
        return IssueID(rawValue: id)
    }

    /// Changes an issue. There is no lock: the last writer wins. It bumps the issue and sends mail even if nothing changes,
    /// so do not send what changes nothing.
    ///
    /// - Throws: ``MantisError/NotSent/incompleteUpdate`` when the server would change something that the update does not
    ///   name, which it never does after ``IssueUpdate/init(echoing:for:rights:)`` but for lack of rights; and when the
    ///   server's version was not asked yet.
    package func update(_ update: IssueUpdate) async throws(MantisError) {
        let endangered = profile.map { update.endangered(by: $0) } ?? IssueField.allCases
        let refusal = endangered.isEmpty ? update.fields.refusal : .incompleteUpdate(endangered)
        try await perform(
            .success(
                "mc_issue_update",
                issue: update.issue,
                identities: [Identity("issueId", update.issue.rawValue)] + update.fields.identities,
                refusal: refusal
            ) { envelope in
                envelope.integer("issueId", update.issue.rawValue)
                envelope.issue("issue", update.fields)
            }
        )
    }

    /// Deletes an issue with its notes, files and history; nothing is left of it.
    package func deleteIssue(_ id: IssueID) async throws(MantisError) {
        try await perform(
            .success("mc_issue_delete", issue: id, identities: [Identity("issue_id", id.rawValue)]) {
                $0.integer("issue_id", id.rawValue)
            }
        )
    }

    /// Attaches a file and answers its number. A second file of the same name is refused as ``FaultClass/badInput``, which
    /// makes a repetition harmless.
    ///
    /// - Parameter type: such as `text/plain`.
    package func addAttachment(
        to issue: IssueID,
        name: String,
        type: String,
        content: [UInt8]
    ) async throws(MantisError) -> Int {
        try await value(
            of: .number("mc_issue_attachment_add", issue: issue, identities: [Identity("issue_id", issue.rawValue)]) {
                $0.integer("issue_id", issue.rawValue)
                $0.string("name", name)
                $0.string("file_type", type)
                $0.base64("content", content)
            }
        )
    }

    /// Deletes a file by its attachment's number. Does not count as an update of its issue.
    package func deleteAttachment(_ id: Int) async throws(MantisError) {
        try await perform(
            .success("mc_issue_attachment_delete", identities: [Identity("issue_attachment_id", id)]) {
                $0.integer("issue_attachment_id", id)
            }
        )
    }

    /// Relates an issue to another and answers the relationship's number. Since 2.2 a second one between the same issues
    /// replaces the first and keeps its number; earlier it is refused, or the number is not reliable.
    package func addRelationship(
        _ kind: IssueRelationship.Kind,
        from issue: IssueID,
        to target: IssueID
    ) async throws(MantisError) -> Int {
        let identities = [Identity("issue_id", issue.rawValue), Identity("target_id", target.rawValue)]
        return try await value(
            of: .number("mc_issue_relationship_add", issue: issue, identities: identities) { envelope in
                envelope.integer("issue_id", issue.rawValue)
                envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                    relationship.reference("type", kind.rawValue)
                    relationship.integer("target_id", target.rawValue)
                }
            }
        )
    }

    /// Takes a relationship from both its issues.
    package func deleteRelationship(_ id: Int, of issue: IssueID) async throws(MantisError) {
        let identities = [Identity("issue_id", issue.rawValue), Identity("relationship_id", id)]
        try await perform(
            .success("mc_issue_relationship_delete", issue: issue, identities: identities) { envelope in
                envelope.integer("issue_id", issue.rawValue)
                envelope.integer("relationship_id", id)
            }
        )
    }
}

extension MantisClient {
    /// Gives an issue exactly these tags, which must exist. Those the account may not attach or detach are left as they
    /// are without a word. Since 1.2.9.
    package func setTags(_ tags: [TagID], of issue: IssueID) async throws(MantisError) {
        let identities = [Identity("issue_id", issue.rawValue)] + tags.map { Identity("tags", $0.rawValue) }
        try await perform(
            .success("mc_issue_set_tags", issue: issue, identities: identities) { envelope in
                envelope.integer("issue_id", issue.rawValue)
                envelope.array("tags", itemType: "t:TagData", count: tags.count) { list in
                    for tag in tags { list.structure("item", type: "t:TagData") { $0.integer("id", tag.rawValue) } }
                }
            }
        )
    }

    /// A page of the instance's tags, from 1. Since 1.2.9.
    package func tags(page: Int, perPage: Int) async throws(MantisError) -> TagPage {
        try await value(
            of: Call(
                operation: "mc_tag_get_all",
                shape: .value,
                arguments: { $0.page(page, perPage) },
                readDated: TagPage.init
            )
        )
    }

    /// Adds a tag to the instance and answers its number. Since 1.2.9.
    package func addTag(named name: String, description: String = "") async throws(MantisError) -> TagID {
        let id = try await value(
            of: .number("mc_tag_add") { envelope in
                envelope.structure("tag", type: "t:TagData") { tag in
                    tag.string("name", name)
                    tag.string("description", description)
                }
            }
        )
        return TagID(rawValue: id)
    }

    /// Deletes a tag from the instance and all its issues. Since 1.2.9.
    package func deleteTag(_ id: TagID) async throws(MantisError) {
        try await perform(
            .success("mc_tag_delete", identities: [Identity("tag_id", id.rawValue)]) {
                $0.integer("tag_id", id.rawValue)
            }
        )
    }
}
