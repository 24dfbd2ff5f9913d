/// Running text for terminals and mails.
enum Paragraph {
    /// Characters of a line that can be read anywhere.
    static let width = 100

    /// Lines of at most `width` characters, broken at spaces; a longer word has a line of its own.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }

    /// `head`, and `text` beside it: its lines begin `indent` characters from the left, `head` in the same line before it.
    static func hanging(_ text: String, after head: String = "", indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return wrapped(text, to: width - indent).enumerated().map { index, line in
            index == 0 ? head + margin.dropFirst(head.count) + line : margin + line
        }
    }
}
