import MantisConnect

extension ScenarioLoader {
    // MARK: The server itself

    func version(_ node: ScenarioNode) throws(ScenarioError) -> ServerVersion {
        guard let version = Scenario.version(named: try node.string()) else {
            let oldest = ServerBehaviour.oldest
            throw node.error(.badValue, "“\(node.text)” is no version from \(oldest) on; write it as 2.28.4")
        }
        return version
    }

    func engine(_ node: ScenarioNode) throws(ScenarioError) -> ServerBehaviour.Engine {
        guard let engine = ServerBehaviour.Engine(rawValue: try node.string()) else {
            let known = ServerBehaviour.Engine.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(.badValue, "“\(node.text)” is no SOAP library here; there are: \(known)")
        }
        return engine
    }

    mutating func loadWire(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(["references", "other_prefixes"])
        scenario.wire.references = try members["references"]?.boolean() ?? false
        scenario.wire.otherPrefixes = try members["other_prefixes"]?.boolean() ?? false
    }

    // MARK: What people keep

    mutating func loadFilter(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members([
            "id", "name", "owner", "project", "public", "hide_status", "status", "handler", "category", "sort",
            "direction", "per_page",
        ])
        let name = try node.required("name", in: members)
        guard !scenario.filters.contains(where: { $0.name == name.text }) else {
            throw name.error(.duplicate, "the filter “\(name.text)” is there twice")
        }
        let id = try members["id"]?.integer() ?? (scenario.filters.map(\.id).max() ?? 0) + 1
        let owner = try user(try node.required("owner", in: members))
        var filter = SavedFilter(id: id, name: try name.string(), owner: owner)
        if let node = members["project"] { filter.project = try project(node) }
        filter.isPublic = try members["public"]?.boolean() ?? false
        filter.hiddenFrom = try members["hide_status"].map { node throws(ScenarioError) in try label(node, .status) }
        for item in try members["status"]?.list() ?? [] { filter.statuses.append(try label(item, .status)) }
        for item in try members["handler"]?.list() ?? [] { filter.handlers.append(try user(item)) }
        for item in try members["category"]?.list() ?? [] { filter.categories.append(try item.string()) }
        filter.sort = try members["sort"]?.string() ?? filter.sort
        filter.directions = try members["direction"]?.string() ?? filter.directions
        filter.perPage = try members["per_page"]?.integer() ?? 0
        scenario.filters.append(filter)
    }

    /// Third pass over the users, when the filters are known.
    mutating func loadCurrentFilter(_ node: ScenarioNode) throws(ScenarioError) {
        guard let name = node["name"]?.text, let index = scenario.users.firstIndex(where: { $0.name == name }),
            let filter = node["current_filter"]
        else { return }
        guard let known = scenario.filters.first(where: { $0.name == filter.text }) else {
            throw filter.error(.unknownName, "there is no filter “\(filter.text)”")
        }
        scenario.users[index].currentFilter = known.id
    }

    mutating func loadProfile(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(["user", "platform", "os", "os_build", "description"])
        let profile = ProfileRow(
            id: scenario.profiles.count + 1,
            user: try members["user"].map { node throws(ScenarioError) in try user(node) } ?? 0,
            platform: try members["platform"]?.string() ?? "",
            os: try members["os"]?.string() ?? "",
            osBuild: try members["os_build"]?.string() ?? "",
            description: try members["description"]?.string() ?? ""
        )
        scenario.profiles.append(profile)
    }
}
