import Mustache
import Tickets

/// The Spanish notes that the bridge writes into Mantis, made from the templates under `mappings/notes`.
package struct NoteTemplates: Sendable {
    private let acknowledgement: MustacheTemplate

    /// Mantis takes 65 535 characters a note (reference §2.7); the rest is for the marker that the caller appends.
    static let limit = 65_535 - 64

    /// The note that confirms receipt, without its marker: plain text, no blank at a line's end, no blank line at either
    /// end.
    package func acknowledgement(_ facts: AcknowledgementFacts) throws(MappingError) -> String {
        let values = facts.values
        for name in AcknowledgementFacts.names.always.sorted() where values[name]?.isEmpty ?? true {
            throw MappingError(
                .unusableTemplate,
                "the acknowledgement of case \(facts.caseNumber) cannot be written: its “\(name)” is blank"
            )
        }
        let note = Self.tidied(acknowledgement.render(values))
        guard note.unicodeScalars.count <= Self.limit else {
            throw MappingError(
                .noteTooLong,
                "the acknowledgement of case \(facts.caseNumber) has \(note.unicodeScalars.count) characters and Mantis "
                    + "takes \(Self.limit); shorten notes/acknowledgement.mustache"
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
    /// Reads the templates of `directory`; nil when one cannot be used, and then the problems say why.
    static func load(from directory: String, problems: inout [Problem]) -> NoteTemplates? {
        let file = "\(directory)/acknowledgement.mustache"
        let text: String
        do {
            text = try LocalFile.text(at: file)
        } catch {
            problems.append(Problem("the note template is missing: \(error.message)", at: SourceLocation(file: file)))
            return nil
        }
        return template(text, file: file, names: AcknowledgementFacts.names, problems: &problems)
            .map { NoteTemplates(acknowledgement: $0) }
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
