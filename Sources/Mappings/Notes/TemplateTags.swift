/// Checks a template's tags before it is ever rendered: the template engine renders an unknown name, a misspelt section
/// or a missing partial as nothing at all, and nobody would notice the hole.
struct TemplateTags {
    struct Names {
        /// Have a value in every note.
        var always: Set<String>
        /// May be without a value, all of a group together; only these can be sections (`{{#name}}`, `{{^name}}`).
        var groups: [Set<String>]
        /// Must appear outside of sections.
        var mandatory: Set<String>

        var sometimes: Set<String> { groups.reduce([]) { $0.union($1) } }
        var all: [String] { always.union(sometimes).sorted() }

        /// Whether a section on `section` makes sure that `name` has a value.
        func section(_ section: String, assures name: String) -> Bool {
            groups.contains { $0.contains(section) && $0.contains(name) }
        }
    }

    private let file: String
    private let scalars: [Unicode.Scalar]
    private var problems: [Problem] = []
    /// Sections begun and not closed yet.
    private var open: [Section] = []
    /// Names that stand outside of every section.
    private var told: Set<String> = []

    private struct Section {
        var name: String
        var isInverted: Bool
        var start: Int
    }

    static func problems(in template: String, file: String, names: Names) -> [Problem] {
        var tags = TemplateTags(file: file, scalars: Array(template.unicodeScalars))
        tags.check(names)
        return tags.problems
    }

    private init(file: String, scalars: [Unicode.Scalar]) {
        self.file = file
        self.scalars = scalars
    }

    private mutating func check(_ names: Names) {
        var position = 0
        while let start = find("{{", from: position) {
            let isTriple = start + 2 < scalars.count && scalars[start + 2] == "{"
            let closing = isTriple ? "}}}" : "}}"
            guard let end = find(closing, from: start + 2) else {
                report("this tag is not closed", at: start)
                return
            }
            position = end + closing.unicodeScalars.count
            check(tag: text(start + (isTriple ? 3 : 2), end), at: start, names)
        }
        for section in open { report("the section “\(section.name)” is not closed", at: section.start) }
        for name in names.mandatory.subtracting(told).sorted() {
            problems.append(
                Problem(
                    "the note never tells {{\(name)}}, and every such note has to",
                    at: SourceLocation(file: file)
                )
            )
        }
    }

    private mutating func check(tag: String, at start: Int, _ names: Names) {
        let sigil = tag.first ?? " "
        let name = "#^/".contains(sigil) ? trimmed(tag.dropFirst()) : tag
        switch sigil {
        case "!":
            break
        case "#", "^":
            if !names.sometimes.contains(name) {
                report(
                    "“\(name)” is no section; sections are \(names.sometimes.sorted().joined(separator: ", "))",
                    at: start
                )
            }
            open.append(Section(name: name, isInverted: sigil == "^", start: start))
        case "/":
            if open.popLast()?.name != name { report("{{/\(name)}} closes no section of that name", at: start) }
        case ">", "$", "<", "=", "%", "*", "&":
            report("tags with “\(sigil)” are not used in notes", at: start)
        default:
            checkVariable(name, at: start, names)
        }
    }

    private mutating func checkVariable(_ name: String, at start: Int, _ names: Names) {
        guard names.all.contains(name) else {
            report("“\(name)” is unknown here\(Suggestion.text(for: name, among: names.all))", at: start)
            return
        }
        let isAssured = open.contains { !$0.isInverted && names.section($0.name, assures: name) }
        if names.sometimes.contains(name) && !isAssured {
            report("“\(name)” may be without a value; put it between {{#\(name)}} and {{/\(name)}}", at: start)
        }
        if open.isEmpty { told.insert(name) }
    }

    private mutating func report(_ message: String, at offset: Int) {
        let before = scalars[..<offset]
        let line = before.count { $0 == "\n" } + 1
        let column = offset - (before.lastIndex(of: "\n") ?? -1)
        problems.append(Problem(file: file, line: line, column: column, message: message))
    }

    private func find(_ pattern: String, from start: Int) -> Int? {
        let pattern = Array(pattern.unicodeScalars)
        guard start + pattern.count <= scalars.count else { return nil }
        return (start...(scalars.count - pattern.count)).first { index in
            scalars[index..<index + pattern.count].elementsEqual(pattern)
        }
    }

    private func text(_ start: Int, _ end: Int) -> String {
        guard start <= end else { return "" }
        return trimmed(Substring(String(String.UnicodeScalarView(scalars[start..<end]))))
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
