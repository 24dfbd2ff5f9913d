import Yams

/// A name that a file uses and something else defines: whoever knows both checks that it exists.
struct Citation {
    enum Kind {
        /// A clause, beside the data that implements it.
        case clause
        /// A clause that something is needed for.
        case dependentClause
        case calendar
        case noteTemplate
    }

    let kind: Kind
    let name: String
    let location: SourceLocation
}

/// Reads one YAML file and collects everything that is wrong with it, each problem with its place, so that an operator
/// sees all of them at once.
///
/// ```swift
/// let reader = YAMLReader(contentsOf: path)
/// if let fields = reader.root?.fields("title", "calendar") {
///     title = fields.required("title")?.string()
/// }
/// guard reader.problems.isEmpty else { … }
/// ```
///
/// A class, because every value it hands out reports to the same list; it lives as long as one load and never crosses a
/// task. A typed accessor that returns nil or less than was asked for has always reported why.
package final class YAMLReader {
    package let file: String
    package private(set) var problems: [Problem] = []
    /// The document; nil when there is none, which ``problems`` then says.
    package private(set) var root: YAMLValue?
    /// What was read so far of the names that are defined elsewhere, in the file's order.
    private(set) var citations: [Citation] = []

    /// Reads YAML `text`; `file` is the name that problems carry.
    package init(text: String, file: String) {
        self.file = file
        var masking = DuplicateKeyMasking(text: text)
        do {
            guard let node = try masking.compose() else {
                report("the file is empty", at: SourceLocation(file: file))
                return
            }
            root = YAMLValue(node: node, location: location(of: node), reader: self)
        } catch {
            report(syntaxError: error)
        }
        for duplicate in masking.duplicates {
            report(
                "“\(duplicate.key)” is written again further down in the same mapping; keep one of the two",
                at: SourceLocation(file: file, line: duplicate.mark.line, column: duplicate.mark.column)
            )
        }
    }

    /// Reads the file at `path`, which is also the name that problems carry.
    package convenience init(contentsOf path: String) {
        do {
            self.init(text: try LocalFile.text(at: path), file: path)
        } catch {
            self.init(unreadable: path, because: error.message)
        }
    }

    private init(unreadable path: String, because message: String) {
        file = path
        report(message, at: SourceLocation(file: path))
    }

    package func report(_ message: String, at location: SourceLocation) {
        report(Problem(message, at: location))
    }

    package func report(_ problem: Problem) {
        problems.append(problem)
    }

    func cite(_ kind: Citation.Kind, _ name: String, at location: SourceLocation) {
        citations.append(Citation(kind: kind, name: name, location: location))
    }

    func location(of node: Node) -> SourceLocation {
        SourceLocation(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    private func report(syntaxError error: any Error) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let place = SourceLocation(file: file, line: mark.line, column: mark.column)
            let detail = context.map { "\($0.text) (line \($0.mark.line)): \(problem)" } ?? problem
            report("not valid YAML: \(detail)", at: place)
        case YamlError.reader(let problem, _, _, _):
            report("not valid YAML: \(problem)", at: SourceLocation(file: file))
        default:
            report("not valid YAML", at: SourceLocation(file: file))
        }
    }
}
