import FoundationEssentials
package import MantisConnect

/// The state a server starts with: its configuration, people, projects and issues, and what happened to them.
///
/// Times may be counted back from the start (`age: 3d 4h`), so that a scenario is always fresh.
package struct Scenario: Sendable {
    /// The version of Mantis that the server is; any from 1.2.0 on.
    package var version = ServerBehaviour.recorded
    /// What a 1.2.13 to 1.2.20 encodes its answers with; nil is its usual one.
    var engine: ServerBehaviour.Engine?
    var wire = WireDisguise()
    var settings = Settings()
    var users: [UserRow] = []
    var projects: [ProjectRow] = []
    var categories: [CategoryRow] = []
    var versions: [ScenarioVersion] = []
    var customFields: [CustomFieldRow] = []
    var issues: [ScenarioIssue] = []
    var filters: [SavedFilter] = []
    var profiles: [ProfileRow] = []

    struct ScenarioVersion: Sendable {
        var row: VersionRow
        var date: ScenarioMoment
    }

    /// The versions whose behaviour the tests walk through. The table holds for those in between as well.
    package static let testedVersions = [
        ServerVersion(1, 2, 0), ServerVersion(1, 2, 20), ServerVersion(1, 3, 20), ServerVersion(2, 4, 0),
        ServerVersion(2, 16, 0), ServerVersion(2, 25, 0), ServerVersion(2, 26, 3), ServerVersion(2, 28, 4),
    ]

    /// The version that `text` names; nil when it is none, or older than any this server can be.
    package static func version(named text: String) -> ServerVersion? {
        ServerVersion(text).flatMap { $0 >= ServerBehaviour.oldest ? $0 : nil }
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
