import Mustache
import Tickets

/// The Spanish notes that the bridge writes into Mantis, made from the templates under `mappings/notes`.
package struct NoteTemplates: Sendable {
    private let acknowledgement: MustacheTemplate
    /// By the file's name without `.mustache`.
    private let actions: [String: MustacheTemplate]

    /// Mantis takes 65 535 characters a note (reference §2.7); the rest is for the marker that the caller appends.
    static let limit = 65_535 - 64

    /// The note that confirms receipt, without its marker: plain text, no blank at a line's end, no blank line at either
    /// end.
    package func acknowledgement(_ facts: AcknowledgementFacts) throws(MappingError) -> String {
        try note(acknowledgement, "acknowledgement", facts.values, AcknowledgementFacts.names, facts.caseNumber)
    }

    /// The names that rules of policies may use for their notes.
    package var actionTemplates: [String] { actions.keys.sorted() }

    /// The note of a rule that acts, in the same form. Throws for a template that is not among ``actionTemplates``.
    package func action(_ template: String, _ facts: ActionFacts) throws(MappingError) -> String {
        guard let found = actions[template] else {
            throw MappingError(.unusableTemplate, "there is no note template notes/\(template).mustache")
        }
        return try note(found, template, facts.values, ActionFacts.names, facts.caseNumber)
    }

    private func note(
        _ template: MustacheTemplate,
        _ name: String,
        _ values: [String: String],
        _ names: TemplateTags.Names,
        _ caseNumber: Int
    ) throws(MappingError) -> String {
        for value in names.always.sorted() where values[value]?.isEmpty ?? true {
            throw MappingError(
                .unusableTemplate,
                "the note “\(name)” of case \(caseNumber) cannot be written: its “\(value)” is blank"
            )
        }
        let note = Self.tidied(template.render(values))
        guard note.unicodeScalars.count <= Self.limit else {
            throw MappingError(
                .noteTooLong,
                "the note “\(name)” of case \(caseNumber) has \(note.unicodeScalars.count) characters and Mantis "
                    + "takes \(Self.limit); shorten notes/\(name).mustache"
            )
        }
        return note
    }

    /// Drops blanks at the ends of lines, blank lines at either end, and all but one of several blank lines.
    private static func tidied(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var line = line
            while line.last?.isWhitespace == true { line.removeLast() }
            if line.isEmpty && lines.last?.isEmpty ?? true { continue }
            lines.append(line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

extension NoteTemplates {
    /// Reads the templates of `directory`; nil when the acknowledgement's cannot be used. A template that cannot be used
    /// is left out, and the problems say why.
    static func load(from directory: String, problems: inout [Problem]) -> NoteTemplates? {
        func read(_ name: String, _ names: TemplateTags.Names) -> MustacheTemplate? {
            let file = "\(directory)/\(name).mustache"
            do {
                return template(try LocalFile.text(at: file), file: file, names: names, problems: &problems)
            } catch {
                problems.append(
                    Problem("the note template is missing: \(error.message)", at: SourceLocation(file: file))
                )
                return nil
            }
        }
        let acknowledgement = read("acknowledgement", AcknowledgementFacts.names)
        var actions: [String: MustacheTemplate] = [:]
        for file in (try? LocalFile.names(inDirectory: directory)) ?? [] where file != "acknowledgement.mustache" {
            guard file.hasSuffix(".mustache") else {
                let place = SourceLocation(file: "\(directory)/\(file)")
                problems.append(Problem("only files named NAME.mustache belong here", at: place))
                continue
            }
            let name = String(file.dropLast(".mustache".count))
            actions[name] = read(name, ActionFacts.names)
        }
        return acknowledgement.map { NoteTemplates(acknowledgement: $0, actions: actions) }
    }

    private static func template(
        _ text: String,
        file: String,
        names: TemplateTags.Names,
        problems: inout [Problem]
    ) -> MustacheTemplate? {
        let found = TemplateTags.problems(in: text, file: file, names: names)
        problems += found
        guard found.isEmpty else { return nil }
        do {
            // Notes are plain text: Mantis escapes what it shows.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
        } catch {
            problems.append(Problem("not a valid template: \(error)", at: SourceLocation(file: file)))
            return nil
        }
    }
}
