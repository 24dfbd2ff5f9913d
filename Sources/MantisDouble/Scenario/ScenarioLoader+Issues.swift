extension ScenarioLoader {
    private static let fieldKeys: Set<String> = [
        "additional_information", "category", "description", "due", "fixed_in_version", "handler", "platform",
        "priority", "private", "project", "reporter", "reproducibility", "resolution", "severity", "status",
        "steps_to_reproduce", "sticky", "summary", "target_version", "version", "os", "os_build",
    ]

    mutating func loadIssue(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(
            Self.fieldKeys.union(["id", "age", "at", "custom_fields", "last_updated", "tags", "then"])
        )
        for key in ["project", "category", "summary", "reporter"] { _ = try node.required(key, in: members) }
        let id = try members["id"]?.integer() ?? (issueIDs.max() ?? 0) + 1
        guard issueIDs.insert(id).inserted else { throw node.error(.duplicate, "two issues have the number \(id)") }
        let project = try node.required("project", in: members)
        var issue = ScenarioIssue(row: IssueRow(), filed: try moment(members, of: node))
        issue.row.id = id
        issue.row.project = try self.project(project)
        issue.row.description = members["summary"]?.text ?? ""
        for change in try fieldChanges(members, in: issue.row.project) { change(&issue.row) }
        issue.dueDate = try members["due"].map { node throws(ScenarioError) in try dueDate(node) }
        issue.customValues = try customValues(members["custom_fields"])
        for tag in try members["tags"]?.list() ?? [] { issue.tags.append(try tag.string()) }
        issue.lastUpdated = try members["last_updated"].map { node throws(ScenarioError) in try instant(node) }
        var scope = issue.row.project
        for step in try members["then"]?.list() ?? [] { issue.steps.append(try self.step(step, scope: &scope)) }
        scenario.issues.append(issue)
    }

    /// - Parameter scope: the issue's project at this step, whose categories count.
    private func step(_ node: ScenarioNode, scope: inout Int) throws(ScenarioError) -> ScenarioIssue.Step {
        let members = try node.members(
            Self.fieldKeys.union([
                "age", "at", "by", "note", "note_private", "note_id", "custom_fields", "file", "tag", "monitors",
            ])
        )
        var step = ScenarioIssue.Step(
            at: try moment(members, of: node),
            user: try user(try node.required("by", in: members))
        )
        if let project = members["project"] { scope = try self.project(project) }
        step.fields = try fieldChanges(members, in: scope)
        step.dueDate = try members["due"].map { node throws(ScenarioError) in try dueDate(node) }
        step.customValues = try customValues(members["custom_fields"])
        if let text = members["note"] {
            let isPrivate = try members["note_private"]?.boolean() ?? false
            step.note = NoteRow(
                id: try members["note_id"]?.integer() ?? 0,
                reporter: step.user,
                text: try text.string().trimmingPHPSpace(),
                viewState: isPrivate ? ViewState.private : ViewState.public,
                submitted: 0,
                lastModified: 0
            )
        }
        if let file = members["file"] { step.file = try self.file(file, by: step.user) }
        step.tag = try members["tag"]?.string()
        step.monitors = try members["monitors"]?.boolean() ?? false
        return step
    }

    private func file(_ node: ScenarioNode, by user: Int) throws(ScenarioError) -> AttachmentRow {
        let members = try node.members(["name", "type", "text"])
        return AttachmentRow(
            id: 0,
            name: try node.required("name", in: members).string(),
            type: try members["type"]?.string() ?? "text/plain",
            content: Array(try node.required("text", in: members).string().utf8),
            user: user,
            submitted: 0,
            note: nil
        )
    }

    private func customValues(_ node: ScenarioNode?) throws(ScenarioError) -> [(field: Int, value: ScenarioValue)] {
        var values: [(field: Int, value: ScenarioValue)] = []
        for (key, value) in try node?.pairs() ?? [] {
            let field = try customField(key)
            let isDate = scenario.customFields.contains { $0.id == field && $0.type == .date }
            values.append((field, isDate ? .date(try dueDate(value)) : .text(try value.string())))
        }
        return values
    }

    private func fieldChanges(
        _ members: [String: ScenarioNode],
        in project: Int
    ) throws(ScenarioError) -> [ScenarioIssue.FieldChange] {
        var changes: [ScenarioIssue.FieldChange] = []
        if members["project"] != nil { changes.append { $0.project = project } }
        if let node = members["category"] {
            let id = try category(node, in: project)
            changes.append { $0.category = id }
        }
        let people: [(String, IssueMember.Number)] = [
            ("reporter", \.reporter), ("handler", \.handler),
        ]
        for (key, path) in people {
            guard let node = members[key] else { continue }
            let id = node.text == "nobody" ? 0 : try user(node)
            changes.append { $0[keyPath: path] = id }
        }
        for (key, enumeration, _, path) in IssueMember.references {
            guard let node = members[key] else { continue }
            let id = try label(node, enumeration)
            changes.append { $0[keyPath: path] = id }
        }
        if let isPrivate = try members["private"]?.boolean() {
            changes.append { $0.viewState = isPrivate ? ViewState.private : ViewState.public }
        }
        if let isSticky = try members["sticky"]?.boolean() { changes.append { $0.sticky = isSticky } }
        for (key, path) in Self.texts {
            guard let text = try members[key]?.string() else { continue }
            changes.append { $0[keyPath: path] = text }
        }
        return changes
    }

    private func category(_ node: ScenarioNode, in project: Int) throws(ScenarioError) -> Int {
        let name = try node.string()
        // Its own first, then those of the projects above it, then the global ones.
        var scope: [Int] = []
        var level: Int? = project
        while let next = level {
            scope.append(next)
            level = parents[next]
        }
        for owner in scope + [0] {
            if let found = scenario.categories.first(where: { $0.project == owner && $0.name == name }) {
                return found.id
            }
        }
        throw node.error(.unknownName, "the project has no category “\(name)”")
    }

    private static let texts: [(String, IssueMember.Text)] = [
        ("summary", \.summary), ("description", \.description), ("steps_to_reproduce", \.stepsToReproduce),
        ("additional_information", \.additionalInformation), ("platform", \.platform), ("os", \.os),
        ("os_build", \.osBuild), ("version", \.version), ("fixed_in_version", \.fixedInVersion),
        ("target_version", \.targetVersion),
    ]
}
