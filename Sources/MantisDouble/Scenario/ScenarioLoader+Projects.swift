extension ScenarioLoader {
    // MARK: Custom fields

    mutating func loadCustomField(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members([
            "id", "name", "type", "values", "default", "read", "write", "max_length", "required",
        ])
        let name = try node.required("name", in: members)
        let id = try members["id"]?.integer() ?? (scenario.customFields.map(\.id).max() ?? 0) + 1
        guard fieldsByName.updateValue(id, forKey: try name.string()) == nil else {
            throw name.error(.duplicate, "the custom field “\(name.text)” is there twice")
        }
        var field = CustomFieldRow(id: id, name: name.text)
        if let node = members["type"] {
            let number = try label(node, .customFieldType)
            guard let type = CustomFieldRow.FieldType(rawValue: number) else {
                throw node.error(.badValue, "\(number) is no type of custom field")
            }
            field.type = type
        }
        if let node = members["values"] {
            var values: [String] = []
            for item in try node.list() { values.append(try item.string()) }
            field.possibleValues = values.joined(separator: "|")
        }
        field.defaultValue = try members["default"]?.string() ?? ""
        if let node = members["read"] { field.readLevel = try label(node, .accessLevels) }
        if let node = members["write"] { field.writeLevel = try label(node, .accessLevels) }
        field.maximumLength = try members["max_length"]?.integer() ?? 0
        field.requiredOnReport = try members["required"]?.boolean() ?? false
        scenario.customFields.append(field)
    }

    // MARK: Categories

    /// A list of names, or of mappings with more than a name.
    mutating func loadCategories(_ node: ScenarioNode, of project: Int) throws(ScenarioError) {
        for item in try node.list() {
            var row = CategoryRow(id: scenario.categories.count + 1, project: project, name: item.text)
            if !item.isScalar {
                let members = try item.members(["name", "enabled", "handler"])
                row.name = try item.required("name", in: members).string()
                row.enabled = try members["enabled"]?.boolean() ?? true
                if let handler = members["handler"] { row.defaultHandler = try user(handler) }
            }
            guard !scenario.categories.contains(where: { $0.project == project && $0.name == row.name }) else {
                throw item.error(.duplicate, "the category “\(row.name)” is there twice")
            }
            scenario.categories.append(row)
        }
    }

    // MARK: Projects

    /// - Returns: the project's number.
    mutating func loadProject(_ node: ScenarioNode, below parent: Int?) throws(ScenarioError) -> Int {
        let members = try node.members([
            "id", "name", "description", "status", "enabled", "private", "inherits_categories", "categories",
            "custom_fields", "versions", "projects",
        ])
        let name = try node.required("name", in: members)
        let id = try members["id"]?.integer() ?? (scenario.projects.map(\.id).max() ?? 0) + 1
        guard projectsByName.updateValue(id, forKey: try name.string()) == nil else {
            throw name.error(.duplicate, "the project “\(name.text)” is there twice")
        }
        var row = ProjectRow(id: id, name: name.text)
        row.isChild = parent != nil
        parents[id] = parent
        row.description = try members["description"]?.string() ?? name.text
        if let status = members["status"] { row.status = try label(status, .projectStatus) }
        row.enabled = try members["enabled"]?.boolean() ?? true
        if try members["private"]?.boolean() ?? false { row.viewState = ViewState.private }
        row.inheritsGlobalCategories = try members["inherits_categories"]?.boolean() ?? true
        row.customFields = try customFields(members["custom_fields"])
        let index = scenario.projects.count
        scenario.projects.append(row)
        if let categories = members["categories"] { try loadCategories(categories, of: id) }
        if let versions = members["versions"] { for item in try versions.list() { try loadVersion(item, of: id) } }
        for item in try members["projects"]?.list() ?? [] {
            let child = try loadProject(item, below: id)
            scenario.projects[index].children.append(child)
        }
        return id
    }

    /// The fields a project shows; all of them when it does not say.
    private func customFields(_ node: ScenarioNode?) throws(ScenarioError) -> [Int] {
        guard let node else { return scenario.customFields.map(\.id) }
        var fields: [Int] = []
        for item in try node.list() { fields.append(try customField(item)) }
        return fields
    }

    func customField(_ node: ScenarioNode) throws(ScenarioError) -> Int {
        guard let id = fieldsByName[try node.string()] else {
            throw node.error(.unknownName, "there is no custom field “\(node.text)”")
        }
        return id
    }

    private mutating func loadVersion(_ node: ScenarioNode, of project: Int) throws(ScenarioError) {
        let members = try node.members(["name", "description", "released", "obsolete", "age", "at"])
        var row = VersionRow(
            id: scenario.versions.count + 1,
            project: project,
            name: try node.required("name", in: members).string(),
            date: 0
        )
        row.description = try members["description"]?.string() ?? ""
        row.released = try members["released"]?.boolean() ?? false
        row.obsolete = try members["obsolete"]?.boolean() ?? false
        let hasDate = members["age"] != nil || members["at"] != nil
        let date = hasDate ? try moment(members, of: node) : .age(0)
        scenario.versions.append(Scenario.ScenarioVersion(row: row, date: date))
    }
}
