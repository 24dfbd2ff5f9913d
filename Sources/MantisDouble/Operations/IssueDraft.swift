import SOAP

/// What an update makes of an issue, before anything is written.
struct IssueDraft {
    let old: IssueRow
    let sent: RequestElement
    let caller: UserRow
    let regime: UpdateRegime

    /// The row as it is to become.
    ///
    /// - Throws: the fault of the first check that fails, before any effect.
    func checked(in instance: Instance) throws(ServerFault) -> IssueRow {
        var new = old
        new.project = try project(in: instance)
        new.reporter =
            try sent.value("reporter").map { element throws(ServerFault) in
                try instance.userID(element)
            } ?? (regime.reporterBecomesCaller ? caller.id : old.reporter)
        new.handler = try handler(in: new.project, instance)
        new.category = try category(in: new.project, instance)
        try readVersions(into: &new, instance)
        try readTexts(into: &new)
        for (member, enumeration, fallback, path) in IssueMember.references {
            guard let element = sent.value(member) else {
                if regime.others == .clears { new[keyPath: path] = instance.settings.number(fallback) }
                continue
            }
            new[keyPath: path] = try instance.enumerationID(element, enumeration, default: fallback)
        }
        try checkStatus(new, instance)
        new.dueDate = try dueDate(in: new.project, instance)
        if let sticky = try sent.boolean("sticky"),
            instance.reaches("set_bug_sticky_threshold", caller, in: new.project)
        {
            new.sticky = sticky
        }
        return new
    }

    /// Puts the row's own fields of `new` over `current`, which notes and tags of this same update may have changed.
    func apply(_ new: IssueRow, to current: IssueRow) -> IssueRow {
        var row = new
        row.notes = current.notes
        row.attachments = current.attachments
        row.relationships = current.relationships
        row.monitors = current.monitors
        row.tags = current.tags
        row.history = current.history
        row.customValues = current.customValues
        // A note of this update may have handed a waiting issue back; the update's own status wins if it sent one.
        if sent.value("status") == nil, regime.others == .keeps { row.status = current.status }
        return row
    }

    private func project(in instance: Instance) throws(ServerFault) -> Int {
        guard let element = sent.value("project") else {
            if regime.needsProject { throw .phpNotice("Undefined index: project") }
            return old.project
        }
        let id = try instance.projectID(element)
        if id == 0, instance.behaviour.engine == .nusoap {
            throw ServerFault(.client, "Project '\(element.string("name") ?? "")' does not exist.")
        }
        // An unknown name runs into the server's own fault (reference §7, 13).
        if id == 0 { throw ServerFault(.server, "Cannot use object of type stdClass as array") }
        guard instance.projects[id] != nil else { throw ServerFault(.client, "Project '\(id)' does not exist.") }
        guard id == old.project || instance.mayWrite(id, caller) else { throw .noRights(caller.name) }
        return id
    }

    private func handler(in project: Int, _ instance: Instance) throws(ServerFault) -> Int {
        let omitted = regime.handler == .keeps ? old.handler : 0
        let id =
            try sent.value("handler").map { element throws(ServerFault) in
                try instance.userID(element)
            } ?? omitted
        if id == old.handler, regime.handlerCheck == .whenChanged { return id }
        if id != 0 {
            guard let user = instance.users[id] else { throw ServerFault(.client, "User '\(id)' does not exist.") }
            if regime.handlerCheck != .existence, !instance.reaches("handle_bug_threshold", user, in: project) {
                throw .noRights(user.name, reason: "User does not have access right to handle issues")
            }
        }
        if id != old.handler, regime.handlerCheck != .existence,
            !instance.reaches("update_bug_assign_threshold", caller, in: project)
        {
            throw .noRights(caller.name, reason: "User does not have access right to assign issues")
        }
        return id
    }

    private func category(in project: Int, _ instance: Instance) throws(ServerFault) -> Int {
        let name = sent.string("category")
        if let name, let id = instance.category(named: name, in: project) { return id }
        let mayBeNone = instance.settings.isOn("allow_no_category")
        switch regime.categoryFaults {
        case .named:
            if name?.isEmpty ?? true {
                if mayBeNone { return 0 }
                throw .thrown("Category field must be supplied.")
            }
            throw .thrown("Category '\(name ?? "")' not found.")
        case .unknownRunsIntoPHP:
            if mayBeNone { return 0 }
            if name == nil { throw .thrown("Category field must be supplied.") }
            throw .phpNotice("Object of class SoapFault could not be converted to int")
        case .swapped:
            if mayBeNone { return 0 }
            guard let name else { throw .phpNotice("Undefined index: category") }
            if !name.isEmpty { throw ServerFault(.client, "Category field must be supplied.") }
            let title = instance.projects[project]?.name ?? ""
            throw ServerFault(.client, "Category '' not found for project '\(title)'.")
        }
    }

    private func readVersions(into new: inout IssueRow, _ instance: Instance) throws(ServerFault) {
        for (member, path) in IssueMember.versions {
            let isTarget = path == \IssueRow.targetVersion
            if isTarget, !instance.reaches("roadmap_update_threshold", caller, in: new.project) { continue }
            guard let name = sent.string(member) else {
                let rule = isTarget ? regime.targetVersion : regime.versions
                if rule == .clears { new[keyPath: path] = "" }
                continue
            }
            if name.isEmpty, regime.blankVersion == .keeps { continue }
            if !name.isEmpty, regime.checksAllVersions || member == "version" {
                try checkVersion(name, member, of: new, instance)
            }
            new[keyPath: path] = name
        }
    }

    private func checkVersion(
        _ name: String,
        _ member: String,
        of new: IssueRow,
        _ instance: Instance
    ) throws(ServerFault) {
        guard let version = instance.version(named: name, in: new.project) else {
            let project = instance.projects[new.project]?.name ?? ""
            throw .versionMissing(name, in: project)
        }
        if instance.behaviour.guardsUnreleasedVersions, member == "version", !version.released, name != old.version,
            !instance.reaches("report_issues_for_unreleased_versions_threshold", caller, in: new.project)
        {
            throw .unreleasedVersion
        }
    }

    private func readTexts(into new: inout IssueRow) throws(ServerFault) {
        if regime.needsTexts {
            for member in ["summary", "description"] where sent.string(member) == nil {
                throw ServerFault(.client, "Mandatory field '\(member)' is missing.")
            }
        }
        if let summary = sent.string("summary") {
            new.summary = summary.trimmingPHPSpace().storable()
            if new.summary.isEmpty { throw ServerFault(.client, "Mandatory field 'summary' is missing.") }
        }
        if let description = sent.string("description") {
            new.description = description.storable()
            if new.description.trimmingPHPSpace().isEmpty {
                throw ServerFault(.client, "Mandatory field 'description' is missing.")
            }
        }
        let others: [(String, WritableKeyPath<IssueRow, String>)] = [
            ("steps_to_reproduce", \.stepsToReproduce), ("additional_information", \.additionalInformation),
            ("os", \.os), ("os_build", \.osBuild), ("platform", \.platform), ("build", \.build),
        ]
        for (member, path) in others {
            if let text = sent.string(member) {
                new[keyPath: path] = text.storable()
            } else if regime.others == .clears {
                new[keyPath: path] = ""
            }
        }
    }

    private func checkStatus(_ new: IssueRow, _ instance: Instance) throws(ServerFault) {
        guard new.status != old.status else { return }
        if regime.checksStatusRights, !instance.reaches("update_bug_status_threshold", caller, in: new.project) {
            throw .noRights(caller.name, reason: "Not allowed to change Issue status")
        }
        let resolved = instance.settings.number("bug_resolved_status_threshold")
        guard regime.checksChildren, old.status < resolved, new.status >= resolved else { return }
        for relationship in old.relationships.compactMap({ instance.relationships[$0] }) {
            let (type, other) = relationship.seen(from: old.id)
            if type == 2, let child = instance.issues[other], child.status < resolved {
                throw ServerFault(.client, "Unresolved child issues.")
            }
        }
    }

    /// Nil and blank are not the same here: nil keeps, blank clears. Without the right nothing happens, or in older
    /// versions what nil does.
    private func dueDate(in project: Int, _ instance: Instance) throws(ServerFault) -> Int64? {
        let setting = "due_date_update_threshold"
        let maySet =
            regime.dueDateIsGlobal
            ? instance.globallyReaches(setting, caller) : instance.reaches(setting, caller, in: project)
        guard maySet, let text = sent.string("due_date") else { return regime.dueDate == .keeps ? old.dueDate : nil }
        return IssueMember.dueDate(text, instance)
    }
}
