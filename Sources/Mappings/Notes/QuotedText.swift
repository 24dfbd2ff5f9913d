/// Text of people made safe to stand inside a note of ours. Mantis mails whoever `@name` names, links `#12` and `~12`
/// (reference §6), and a note's marker must be ours alone.
enum QuotedText {
    /// Mantis keeps summaries to 128 characters and names to fewer; more than this is nobody's.
    static let limit = 400

    /// `text` on one line, without control characters, at most ``limit`` characters, and without live mentions, links
    /// or markers: a zero-width space after the sign takes their effect and leaves their look.
    static func line(_ text: String) -> String {
        let line = singleLine(text)
        return neutralized(line.count > limit ? line.prefix(limit - 1) + "…" : line)
    }

    /// White space and control characters become one space; characters that draw nothing go.
    private static func singleLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                pendingSpace = !scalars.isEmpty
                continue
            // The joiners hold emoji and letters of some scripts together; the rest of the format characters turn the
            // direction of what follows or hide in words.
            case .format where scalar.value != 0x200C && scalar.value != 0x200D, .surrogate, .unassigned, .privateUse:
                continue
            default:
                if pendingSpace {
                    scalars.append(" ")
                    pendingSpace = false
                }
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func neutralized(_ line: String) -> String {
        let scalars = Array(line.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            guard let next else { continue }
            let isLive =
                switch scalar {
                // Only at the start of a word; an address keeps its form.
                case "@": isWord(next) && !(previous.map(isWord) ?? false)
                case "#", "~": next.properties.numericType == .decimal
                case "[": isMarker(scalars[(index + 1)...])
                default: false
                }
            if isLive { result.append("\u{200B}") }
        }
        return String(result)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
    }

    private static func isMarker(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        String(String.UnicodeScalarView(scalars.prefix(3))).lowercased() == "ref"
    }
}
