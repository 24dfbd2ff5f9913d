import FoundationEssentials

/// The state a server starts with: its configuration, people, projects and issues, and what happened to them.
///
/// Times may be counted back from the start (`age: 3d 4h`), so that a scenario is always fresh.
package struct Scenario: Sendable {
    var settings = Settings()
    var users: [UserRow] = []
    var projects: [ProjectRow] = []
    var categories: [CategoryRow] = []
    var versions: [ScenarioVersion] = []
    var customFields: [CustomFieldRow] = []
    var issues: [ScenarioIssue] = []

    struct ScenarioVersion: Sendable {
        var row: VersionRow
        var date: ScenarioMoment
    }

    /// Reads a scenario.
    ///
    /// - Parameter name: what errors call the file.
    package static func load(yaml: String, name: String = "scenario") throws(ScenarioError) -> Scenario {
        var loader = ScenarioLoader()
        try loader.load(try ScenarioNode.compose(yaml, file: name))
        return loader.scenario
    }

    package static func load(file path: String) throws(ScenarioError) -> Scenario {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ScenarioError(.unreadable, "the scenario \(path) cannot be read")
        }
        return try load(yaml: String(decoding: data, as: UTF8.self), name: path)
    }

    /// A scenario that comes with the program: `demo`.
    package static func bundled(_ name: String) throws(ScenarioError) -> Scenario {
        let known = ScenarioFiles.names
        guard known.contains(name) else {
            let list = known.joined(separator: ", ")
            throw ScenarioError(.unreadable, "there is no bundled scenario “\(name)”; there are: \(list)")
        }
        return try load(file: ScenarioFiles.path(of: name))
    }
}
