/// What is wrong with a scenario, and where.
package struct ScenarioError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The file, or the bundled scenario of that name, is missing or unreadable.
        case unreadable
        /// Not YAML.
        case syntax
        case unknownKey
        case missingKey
        /// A value of the wrong kind, or one that cannot be understood.
        case badValue
        /// A user, project, category, field or label that is not defined.
        case unknownName
        case duplicate
    }

    package var code: Code
    package var message: String
    /// File name, line and column, from 1; nil for a scenario that cannot be read at all.
    package var place: String?

    package init(_ code: Code, _ message: String, at place: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }
}

extension ScenarioError: CustomStringConvertible {
    package var description: String { (place.map { "\($0): " } ?? "") + message }
}
