/// A page that came instead of an answer: what it says of itself, for a message to an operator.
enum HTMLPage {
    /// The title, or the first line of visible text; nil when there is neither. One line of at most 120 characters.
    ///
    /// It ends before a PHP stack trace, whose arguments can hold a password.
    static func title(_ head: [UInt8]) -> String? {
        let text = String(decoding: titleElement(head) ?? visibleText(head), as: UTF8.self)
        let line = text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }.joined(
            separator: " "
        )
        let safe = line.firstRange(of: " Stack trace").map { line[..<$0.lowerBound] } ?? line[...]
        let short = String(unescaped(String(safe)).prefix(120))
        return short.isEmpty ? nil : short
    }

    private static func titleElement(_ page: [UInt8]) -> [UInt8]? {
        guard let tag = find("<title", in: page, from: 0),
            let open = page[tag...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return Array(page[(open + 1)...].prefix { $0 != UInt8(ascii: "<") })
    }

    /// Text outside of tags, scripts and style sheets. One pass over the page, as it is the sender's.
    private static func visibleText(_ page: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while let tag = page[index...].firstIndex(of: UInt8(ascii: "<")) {
            text += page[index..<tag]
            text.append(UInt8(ascii: " "))
            index = tag
            for hidden in ["script", "style", "head"] where starts(page, with: "<" + hidden, at: tag) {
                index = find("</" + hidden, in: page, from: tag) ?? page.count
            }
            guard let end = page[index...].firstIndex(of: UInt8(ascii: ">")) else { return text }
            index = end + 1
        }
        return text + page[index...]
    }

    /// Where `word`, which is lower-case ASCII, stands in upper or lower case.
    private static func find(_ word: String, in page: [UInt8], from start: Int) -> Int? {
        page[start...].indices.first { starts(page, with: word, at: $0) }
    }

    private static func starts(_ page: [UInt8], with word: String, at start: Int) -> Bool {
        let place = page[start...].prefix(word.utf8.count)
        return place.elementsEqual(word.utf8) { $0 == $1 || $0 | 0x20 == $1 && $1 >= UInt8(ascii: "a") }
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
