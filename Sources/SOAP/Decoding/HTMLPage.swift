/// A page that came instead of an answer: what it says of itself, for a message to an operator.
enum HTMLPage {
    /// The title, or the first line of visible text; nil when there is neither. One line of at most 120 characters.
    ///
    /// It ends before a PHP stack trace, whose arguments can hold a password.
    static func title(_ head: [UInt8]) -> String? {
        let page = String(decoding: head, as: UTF8.self)
        let text = titleElement(page) ?? visibleText(page)
        let line = text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }.joined(
            separator: " "
        )
        let safe = line.firstRange(of: " Stack trace").map { line[..<$0.lowerBound] } ?? line[...]
        let short = String(unescaped(String(safe)).prefix(120))
        return short.isEmpty ? nil : short
    }

    private static func titleElement(_ page: String) -> String? {
        guard let tag = find("<title", in: page[...]), let open = page[tag.upperBound...].firstIndex(of: ">") else {
            return nil
        }
        let content = page[page.index(after: open)...]
        return String(content.prefix { $0 != "<" })
    }

    /// Text outside of tags, scripts and style sheets.
    private static func visibleText(_ page: String) -> String {
        var text = ""
        var rest = page[...]
        while let tag = rest.firstIndex(of: "<") {
            text += rest[..<tag] + " "
            rest = rest[tag...]
            for hidden in ["script", "style", "head"] where find("<" + hidden, in: rest)?.lowerBound == tag {
                rest = find("</" + hidden, in: rest).map { rest[$0.lowerBound...] } ?? ""
            }
            guard let end = rest.firstIndex(of: ">") else { return text }
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }

    /// `word`, which is lower-case ASCII, in upper or lower case.
    private static func find(_ word: String, in text: Substring) -> Range<Substring.Index>? {
        let wanted = Array(word.utf8)
        let bytes = text.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let candidate = bytes[start...].prefix(wanted.count)
            if candidate.elementsEqual(wanted, by: { $0 == $1 || $0 | 0x20 == $1 && $1 >= UInt8(ascii: "a") }) {
                return start..<candidate.endIndex
            }
            start = bytes.index(after: start)
        }
        return nil
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#039": "'"]
        var parts = text.split(separator: "&", omittingEmptySubsequences: false)
        var result = String(parts.removeFirst())
        for part in parts {
            let name = String(part.prefix { $0 != ";" })
            let character = known[name] ?? HTMLEntities.codePoint(name).flatMap(Unicode.Scalar.init).map { String($0) }
            if let character, name.count < part.count {
                result += character + part.dropFirst(name.count + 1)
            } else {
                result += "&" + part
            }
        }
        return result
    }
}
