import Yams

/// A YAML node that knows its file, so that every complaint says where.
struct ScenarioNode {
    let node: Node
    let file: String

    /// - Throws: `syntax`, with the parser's own words.
    static func compose(_ yaml: String, file: String) throws(ScenarioError) -> ScenarioNode {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw ScenarioError(.syntax, "the scenario is empty", at: "\(file):1:1")
            }
            return ScenarioNode(node: node, file: file)
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw ScenarioNode.syntaxError(error, file: file)
        }
    }

    private static func syntaxError(_ error: any Error, file: String) -> ScenarioError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            ScenarioError(.syntax, problem, at: "\(file):\(mark.line):\(mark.column)")
        case .duplicatedKeysInMapping(let duplicates, let context)?:
            ScenarioError(
                .duplicate,
                "written twice: \(duplicates.joined(separator: ", "))",
                at: "\(file):\(context.mark.line):\(context.mark.column)"
            )
        default: ScenarioError(.syntax, "not YAML: \(error)", at: "\(file):1:1")
        }
    }

    var place: String {
        guard let mark = node.mark else { return file }
        return "\(file):\(mark.line):\(mark.column)"
    }

    func error(_ code: ScenarioError.Code, _ message: String) -> ScenarioError {
        ScenarioError(code, message, at: place)
    }

    // MARK: Kinds

    /// The members of a mapping; no others than `allowed` may be there.
    func members(_ allowed: Set<String>) throws(ScenarioError) -> [String: ScenarioNode] {
        var members: [String: ScenarioNode] = [:]
        for (key, value) in try pairs() {
            guard allowed.contains(key.text) else {
                let known = allowed.sorted().joined(separator: ", ")
                throw key.error(.unknownKey, "unknown key “\(key.text)”; known here: \(known)")
            }
            members[key.text] = value
        }
        return members
    }

    /// A mapping with keys of the author's choice.
    func pairs() throws(ScenarioError) -> [(ScenarioNode, ScenarioNode)] {
        guard case .mapping(let mapping) = node else { throw error(.badValue, "a mapping is expected here") }
        return mapping.map { (ScenarioNode(node: $0.key, file: file), ScenarioNode(node: $0.value, file: file)) }
    }

    /// A member of a mapping.
    subscript(key: String) -> ScenarioNode? {
        node.mapping?[Node(key)].map { ScenarioNode(node: $0, file: file) }
    }

    func list() throws(ScenarioError) -> [ScenarioNode] {
        guard case .sequence(let sequence) = node else { throw error(.badValue, "a list is expected here") }
        return sequence.map { ScenarioNode(node: $0, file: file) }
    }

    /// The text of a scalar, or blank.
    var text: String { node.scalar?.string ?? "" }

    var isScalar: Bool { node.scalar != nil }

    func string() throws(ScenarioError) -> String {
        guard let scalar = node.scalar else { throw error(.badValue, "a text is expected here") }
        return scalar.string
    }

    func integer() throws(ScenarioError) -> Int {
        guard let number = Int(try string()) else { throw error(.badValue, "“\(text)” is not a whole number") }
        return number
    }

    func boolean() throws(ScenarioError) -> Bool {
        switch try string() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw error(.badValue, "“\(text)” is neither true nor false")
        }
    }
}
