import FoundationEssentials
import SOAP

/// Files (reference §2.8). A read-only issue still takes them.
enum AttachmentOperations {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let issue = instance.issues[id] else {
            throw instance.behaviour.hasExceptions ? .issueNotFound(id) : .issueMissing(id)
        }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller),
            instance.reaches("upload_bug_file_threshold", call.caller, in: issue.project)
        else { throw .noRights(call.caller.name) }
        let name = call.string("name").storable()
        guard let content = Data(base64Encoded: call.string("content"), options: .ignoreUnknownCharacters) else {
            throw .badEncoding
        }
        if issue.attachments.contains(where: { $0.name == name }) { throw ServerFault(.client, "Duplicate filename.") }
        if content.count > instance.settings.number("max_file_size") {
            throw ServerFault(.client, "File is too big.")
        }
        let file = AttachmentRow(
            id: 0,
            name: name,
            type: call.string("file_type"),
            content: Array(content),
            user: call.caller.id,
            submitted: 0,
            note: nil
        )
        out.integer("return", instance.attach(file, to: id, at: call.now))
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_attachment_id")
        guard let issue = instance.attachmentOwners[id].flatMap({ instance.issues[$0] }),
            let file = instance.attachment(id, of: issue.id)
        else {
            // It looks for the issue of a file that is not there.
            throw .issueNotFound(0)
        }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller),
            file.user == call.caller.id
                || instance.reaches("delete_attachments_threshold", call.caller, in: issue.project)
        else { throw .noRights(call.caller.name) }
        instance.deleteAttachment(id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }
}

/// Relationships between issues (reference §2.8).
enum RelationshipOperations {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard let sent = call.structure("relationship") else { throw .nullStructure(call.operation, 4, "relationship") }
        guard let target = try sent.integer("target_id") else { throw .undefinedKey("target_id") }
        guard let type = sent.value("type") else { throw .undefinedKey("type") }
        let lack = "Active user does not have access level required to add a relationship to this issue"
        let issue = try writable(call, instance, reason: lack)
        if target == issue.id { throw ServerFault(.client, "An issue can't be related to itself.") }
        guard let other = instance.issues[target] else { throw ServerFault(.client, "Issue '\(target)' not found.") }
        if instance.isReadOnly(issue, for: call.caller) { throw .readOnly(issue.id, to: call.caller.name) }
        guard instance.maySee(other, call.caller) else {
            throw .noRights(call.caller.name, reason: "The issue '\(target)' requires higher access level")
        }
        guard let number = try type.integer("id") else { throw .undefinedKey("id") }
        guard RelationshipRow.isKnown(number) else { throw .phpWarning("Undefined array key \(number)") }
        if !instance.behaviour.replacesRelationships,
            issue.relationships.contains(where: { instance.relationships[$0]?.seen(from: issue.id).other == target })
        {
            throw ServerFault(.client, "Relationship already exists.")
        }
        let id = instance.relate(issue.id, to: target, type: number, by: call.caller.id, at: call.now)
        out.integer("return", id)
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        // The double full stop is the server's own.
        let lack = "Active user does not have access level required to remove a relationship from this issue."
        let issue = try writable(call, instance, reason: lack)
        if instance.isReadOnly(issue, for: call.caller) {
            throw .noRights(call.caller.name, reason: "Issue '\(issue.id)' is readonly.")
        }
        let id = try call.integer("relationship_id")
        guard instance.relationships[id] != nil else { throw .thrown("Unknown relationship '\(id)'") }
        guard issue.relationships.contains(id) else {
            throw .thrown("Unknown relationship '\(id)' for issue '\(issue.id)'")
        }
        instance.deleteRelationship(id, from: issue.id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }

    private static func writable(_ call: Call, _ instance: Instance, reason: String) throws(ServerFault) -> IssueRow {
        let id = try call.integer("issue_id")
        guard let issue = instance.issues[id] else { throw .issueNotFound(id) }
        guard instance.mayWrite(issue.project, call.caller) else { throw .noRights(call.caller.name) }
        guard instance.maySee(issue, call.caller),
            instance.reaches("update_bug_threshold", call.caller, in: issue.project)
        else { throw .noRights(call.caller.name, reason: reason) }
        return issue
    }
}
