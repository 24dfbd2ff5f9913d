import SOAP

/// Tags (reference §2.8).
enum TagOperations {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard instance.globallyReaches("tag_create_threshold", call.caller) else { throw .noRights(call.caller.name) }
        guard let sent = call.structure("tag") else { throw .nullStructure("mc_tag_add", 3, "tag") }
        guard let given = sent.string("name") else { throw .phpWarning("Undefined array key \"name\"") }
        let name = given.trimmingPHPSpace().storable()
        guard !name.isEmpty, !name.contains(",") else { throw ServerFault(.client, "Invalid tag name : \"\(given)\"") }
        if let known = instance.tag(named: name) {
            throw ServerFault(.client, "A tag with the same name already exists , id: \(known.id)")
        }
        let description = (sent.string("description") ?? "").storable()
        let id = instance.createTag(name, description: description, by: call.caller.id, at: call.now)
        out.integer("return", id)
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard instance.globallyReaches("tag_edit_threshold", call.caller) else { throw .noRights(call.caller.name) }
        let id = try call.integer("tag_id")
        guard instance.tags[id] != nil else { throw ServerFault(.client, "No tag with id \(id)") }
        instance.deleteTag(id, by: call.caller.id, at: call.now)
        out.boolean("return", true)
    }

    /// The only list that tells its total.
    static func list(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard instance.globallyReaches("tag_view_threshold", call.caller) else { throw .noRights(call.caller.name) }
        let all = instance.tags.values.sorted { $0.name < $1.name }.map(\.id)
        let page = Paging(
            page: try call.integer("page_number"),
            perPage: try call.integer("per_page"),
            defaultSize: instance.settings.number("default_limit_view"),
            beyondEnd: .nothing
        ).cut(all)
        let tags = page.compactMap { instance.tags[$0] }
        let authors = tags.map { instance.accountAnswer($0.user, for: call.caller, knowsItself: false) }
        out.structure("return", type: "TagDataSearchResult") { out in
            out.array("results", of: "TagData", count: tags.count) { out in
                for (tag, author) in zip(tags, authors) {
                    out.structure("item", type: "TagData") { out in
                        out.integer("id", tag.id)
                        out.account("user_id", author)
                        out.string("name", tag.name)
                        out.string("description", tag.description)
                        out.dateTime("date_created", tag.created)
                        out.dateTime("date_updated", tag.updated)
                    }
                }
            }
            out.integer("total_results", all.count)
        }
    }

    static func setTags(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let issue = instance.issues[id] else { throw .issueMissing(id) }
        guard instance.mayWrite(issue.project, call.caller), instance.maySee(issue, call.caller) else {
            throw .noRights(call.caller.name)
        }
        guard !instance.isReadOnly(issue, for: call.caller) else { throw .readOnly(id, to: call.caller.name) }
        try setTags(call.items("tags"), of: id, &instance, call)
        out.boolean("return", true)
    }

    /// Makes the issue's tags exactly these. Attaching and detaching without rights is skipped without a word.
    static func setTags(
        _ items: [RequestElement],
        of id: Int,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        let wanted = try tags(in: items, creating: false, &instance, call)
        guard let issue = instance.issues[id] else { return }
        if instance.reaches("tag_detach_threshold", call.caller, in: issue.project) {
            for tag in issue.tags where !wanted.contains(tag) {
                instance.detachTag(tag, from: id, by: call.caller.id, at: call.now)
            }
        }
        if instance.reaches("tag_attach_threshold", call.caller, in: issue.project) {
            for tag in wanted { instance.attachTag(tag, to: id, by: call.caller.id, at: call.now) }
        }
    }

    /// The tags of a new issue: those that are not there must be such as the caller may create.
    static func checkTags(_ items: [RequestElement], _ instance: Instance, _ call: Call) throws(ServerFault) {
        for item in items {
            if let id = try item.integer("id"), instance.tags[id] == nil {
                throw .thrown("Tag with id \(id) not found.")
            }
            guard try instance.tagID(item) == nil else { continue }
            let name = item.string("name") ?? ""
            if !instance.behaviour.createsTags { throw .thrown("Tag '\(name)' not found.") }
            if !instance.globallyReaches("tag_create_threshold", call.caller) {
                throw .thrown("User '\(call.caller.id)' can't create tag '\(name)'.")
            }
        }
    }

    /// The tags meant, by number or name. An unknown name is created where that is allowed, else it faults.
    static func tags(
        in items: [RequestElement],
        creating: Bool,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) -> [Int] {
        var found: [Int] = []
        for item in items {
            if let id = try instance.tagID(item) {
                found.append(id)
                continue
            }
            if let id = try item.integer("id"), id != 0 { throw .thrown("Tag with id \(id) not found.") }
            let name = item.string("name") ?? ""
            guard creating else { throw .thrown("Tag '\(name)' not found.") }
            found.append(instance.createTag(name.storable(), description: "", by: call.caller.id, at: call.now))
        }
        return found
    }
}
