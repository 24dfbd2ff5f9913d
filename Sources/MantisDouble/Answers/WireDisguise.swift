/// Another way of writing the same answer, which a client must read alike (reference §1.3, §8).
struct WireDisguise: Hashable, Sendable {
    /// Equal accounts and references to enumerated values come once; the others point there with `href`.
    var references = false
    /// Other namespace prefixes.
    var otherPrefixes = false

    func disguise(_ body: [UInt8]) -> [UInt8] {
        guard references || otherPrefixes else { return body }
        var text = String(decoding: body, as: UTF8.self)
        if references { text = Self.withReferences(text) }
        if otherPrefixes { text = Self.withOtherPrefixes(text) }
        return Array(text.utf8)
    }

    /// Works on structures that hold no element of their own name.
    private static func withReferences(_ text: String) -> String {
        let types = ["AccountData\">", "ObjectRef\">"]
        var numbers: [Substring: Int] = [:]
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            out += rest[..<open]
            rest = rest[open...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let tag = rest[...end]
            let name = tag.dropFirst().prefix { $0 != " " && $0 != ">" && $0 != "/" }
            guard types.contains(where: { tag.hasSuffix($0) }), let close = rest.firstRange(of: "</\(name)>") else {
                out += tag
                rest = rest[rest.index(after: end)...]
                continue
            }
            let content = rest[rest.index(after: end)..<close.lowerBound]
            if let number = numbers[content] {
                out += "<\(name) href=\"#ref\(number)\"/>"
            } else {
                let number = numbers.count + 1
                numbers[content] = number
                out += "\(tag.dropLast()) id=\"ref\(number)\">\(content)</\(name)>"
            }
            rest = rest[close.upperBound...]
        }
        return out + rest
    }

    private static let prefixes = [
        ("SOAP-ENV", "soapenv"), ("SOAP-ENC", "enc"), ("ns1", "m"), ("xsi", "i"), ("xsd", "s"), ("tns", "t"),
    ]

    /// Inside tags only: a text may hold the same letters.
    private static func withOtherPrefixes(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<"), let end = rest[open...].firstIndex(of: ">") {
            out += rest[..<open]
            var tag = String(rest[open...end])
            for (old, new) in prefixes {
                tag = tag.replacing("<\(old):", with: "<\(new):").replacing("</\(old):", with: "</\(new):")
                    .replacing(" \(old):", with: " \(new):").replacing("\"\(old):", with: "\"\(new):")
                    .replacing("xmlns:\(old)=", with: "xmlns:\(new)=")
            }
            out += tag
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }
}
