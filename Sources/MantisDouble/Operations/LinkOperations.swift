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
        else { throw ServerFault(.client, "Unable to find an attachment with the id '\(id)'.") }
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
        let issue = try writable(try call.integer("issue_id"), instance, call)
        guard let sent = call.structure("relationship"), let type = try sent.value("type")?.integer("id") else {
            throw ServerFault(.client, "Relationship type not specified.")
        }
        let target = try sent.integer("target_id") ?? 0
        if target == issue.id { throw ServerFault(.client, "An issue can't be related to itself.") }
        guard let other = instance.issues[target] else { throw .issueMissing(target) }
        guard instance.maySee(other, call.caller) else {
            throw .noRights(call.caller.name, reason: "The issue '\(target)' requires higher access level")
        }
        if !instance.behaviour.replacesRelationships,
            issue.relationships.contains(where: { instance.relationships[$0]?.seen(from: issue.id).other == target })
        {
            throw ServerFault(.client, "Relationship already exists.")
        }
        let id = instance.relate(issue.id, to: target, type: type, by: call.caller.id, at: call.now)
        out.integer("return", id)
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let issue = try writable(try call.integer("issue_id"), instance, call)
        let id = try call.integer("relationship_id")
        guard issue.relationships.contains(id) else {
            throw ServerFault(.client, "Relationship '\(id)' does not exist.")
        }
        instance.deleteRelationship(id, from: issue.id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }

    private static func writable(_ id: Int, _ instance: Instance, _ call: Call) throws(ServerFault) -> IssueRow {
        guard let issue = instance.issues[id] else { throw .issueMissing(id) }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller) else {
            throw .noRights(call.caller.name)
        }
        guard instance.reaches("update_bug_threshold", call.caller, in: issue.project) else {
            throw .noRights(
                call.caller.name,
                reason: "Active user does not have access level required to add a relationship to this issue"
            )
        }
        guard !instance.isReadOnly(issue, for: call.caller) else { throw .readOnly(id) }
        return issue
    }
}
