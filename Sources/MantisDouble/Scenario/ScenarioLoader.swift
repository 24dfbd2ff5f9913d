import SOAP

/// Builds a ``Scenario`` from YAML, section by section: each may use the names of those before it.
struct ScenarioLoader {
    var scenario = Scenario()
    var usersByName: [String: Int] = [:]
    var projectsByName: [String: Int] = [:]
    var fieldsByName: [String: Int] = [:]
    /// The project above a project.
    var parents: [Int: Int] = [:]
    var issueIDs: Set<Int> = []

    mutating func load(_ root: ScenarioNode) throws(ScenarioError) {
        let members = try root.members([
            "version", "engine", "wire", "settings", "users", "custom_fields", "categories", "projects", "issues",
            "filters", "profiles",
        ])
        if let node = members["version"] { scenario.version = try version(node) }
        if let node = members["engine"] { scenario.engine = try engine(node) }
        if let node = members["wire"] { try loadWire(node) }
        if let node = members["settings"] { try loadSettings(node) }
        if let node = members["users"] { for item in try node.list() { try loadUser(item) } }
        if let node = members["custom_fields"] { for item in try node.list() { try loadCustomField(item) } }
        if let node = members["categories"] { try loadCategories(node, of: 0) }
        if let node = members["projects"] {
            for item in try node.list() { _ = try loadProject(item, below: nil) }
        }
        if let node = members["users"] { for item in try node.list() { try loadProjectLevels(item) } }
        if let node = members["filters"] { for item in try node.list() { try loadFilter(item) } }
        if let node = members["users"] { for item in try node.list() { try loadCurrentFilter(item) } }
        if let node = members["profiles"] { for item in try node.list() { try loadProfile(item) } }
        if let node = members["issues"] { for item in try node.list() { try loadIssue(item) } }
    }

    private mutating func loadSettings(_ node: ScenarioNode) throws(ScenarioError) {
        for (key, value) in try node.pairs() {
            guard Settings.isKnown(key.text) else { throw key.error(.unknownKey, "unknown setting “\(key.text)”") }
            guard scenario.settings.set(key.text, to: try value.string()) else {
                throw value.error(.badValue, "“\(value.text)” is no time zone of this system")
            }
        }
    }

    // MARK: People

    private mutating func loadUser(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members([
            "id", "name", "password", "real_name", "email", "level", "projects", "enabled", "timezone", "language",
            "tokens", "cookie", "current_filter",
        ])
        let name = try node.required("name", in: members)
        let id = try members["id"]?.integer() ?? (scenario.users.map(\.id).max() ?? 0) + 1
        guard usersByName.updateValue(id, forKey: try name.string()) == nil else {
            throw name.error(.duplicate, "the user “\(name.text)” is there twice")
        }
        guard !scenario.users.contains(where: { $0.id == id }) else {
            throw node.error(.duplicate, "two users have the number \(id)")
        }
        var user = UserRow(
            id: id,
            name: name.text,
            password: try members["password"].map { node throws(ScenarioError) in Secret(try node.string()) },
            level: try level(try node.required("level", in: members)),
            timeZone: try members["timezone"]?.string() ?? scenario.settings["default_timezone"]
        )
        user.realName = try members["real_name"]?.string() ?? ""
        user.email = try members["email"]?.string() ?? ""
        user.enabled = try members["enabled"]?.boolean() ?? true
        if let node = members["language"] {
            guard let language = UserRow.Language(rawValue: try node.string()) else {
                let known = UserRow.Language.allCases.map(\.rawValue).joined(separator: ", ")
                throw node.error(.badValue, "“\(node.text)” is no language here; there are: \(known)")
            }
            user.language = language
        }
        for token in try members["tokens"]?.list() ?? [] { user.tokens.append(Secret(try token.string())) }
        user.cookie = try members["cookie"].map { node throws(ScenarioError) in Secret(try node.string()) }
        scenario.users.append(user)
    }

    /// Second pass, when the projects are known.
    private mutating func loadProjectLevels(_ node: ScenarioNode) throws(ScenarioError) {
        guard let name = node["name"]?.text, let index = scenario.users.firstIndex(where: { $0.name == name }),
            let levels = node["projects"]
        else { return }
        for (key, value) in try levels.pairs() {
            scenario.users[index].projectLevels[try project(key)] = try level(value)
        }
    }

    private func level(_ node: ScenarioNode) throws(ScenarioError) -> Int {
        try label(node, .accessLevels)
    }

    // MARK: Names

    func user(_ node: ScenarioNode) throws(ScenarioError) -> Int {
        guard let id = usersByName[try node.string()] else {
            throw node.error(.unknownName, "there is no user “\(node.text)”")
        }
        return id
    }

    func project(_ node: ScenarioNode) throws(ScenarioError) -> Int {
        guard let id = projectsByName[try node.string()] else {
            throw node.error(.unknownName, "there is no project “\(node.text)”")
        }
        return id
    }

    /// A label of an enumeration, or any number.
    func label(_ node: ScenarioNode, _ enumeration: ServerEnumeration) throws(ScenarioError) -> Int {
        let text = try node.string()
        if let number = Int(text) { return number }
        guard let entry = scenario.settings.table(enumeration).entries.first(where: { $0.name == text }) else {
            let known = scenario.settings.table(enumeration).entries.map(\.name).joined(separator: ", ")
            throw node.error(.unknownName, "“\(text)” is none of: \(known)")
        }
        return entry.id
    }

    /// `age` or `at`.
    func moment(_ members: [String: ScenarioNode], of node: ScenarioNode) throws(ScenarioError) -> ScenarioMoment {
        if let age = members["age"] {
            guard let seconds = ScenarioAge.parse(try age.string()) else {
                throw age.error(.badValue, "“\(age.text)” is no length of time; write it as 3d 4h")
            }
            return .age(seconds)
        }
        return try instant(try node.required("at", in: members, or: "age"))
    }

    func instant(_ node: ScenarioNode) throws(ScenarioError) -> ScenarioMoment {
        guard let instant = DateText.parse(try node.string(), zone: scenario.settings.zone) else {
            throw node.error(.badValue, "“\(node.text)” is no date; write it as 2026-11-21T20:25:23-05:00")
        }
        return .instant(instant)
    }

    /// A date, or a length of time that lies ahead.
    func dueDate(_ node: ScenarioNode) throws(ScenarioError) -> ScenarioMoment {
        if let seconds = ScenarioAge.parse(try node.string()) { return .age(-seconds) }
        return try instant(node)
    }
}

extension ScenarioNode {
    func required(
        _ key: String,
        in members: [String: ScenarioNode],
        or other: String? = nil
    ) throws(ScenarioError) -> ScenarioNode {
        guard let value = members[key] else {
            let alternative = other.map { " or “\($0)”" } ?? ""
            throw error(.missingKey, "“\(key)”\(alternative) is missing here")
        }
        return value
    }
}
