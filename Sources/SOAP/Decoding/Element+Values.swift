extension Element {
    /// The text as it stands, white space and all.
    package var string: String {
        let bytes = bytes
        guard !bytes.isEmpty else { return "" }
        // Checked on its way to the parser, which is much faster than checking every text here.
        return String(copying: UTF8Span(unchecked: bytes.bindMemory(to: UInt8.self).span))
    }

    /// A decimal number, perhaps negative.
    package func integer() throws(DecodingFailure) -> Int {
        let text = trimmedBytes
        guard let value = Element.integer(text) else { throw unexpected("an integer") }
        return value
    }

    /// `true`, `false`, `1` or `0`.
    package func boolean() throws(DecodingFailure) -> Bool {
        let text = trimmedBytes
        if text.elementsEqual("true".utf8) || text.elementsEqual("1".utf8) { return true }
        if text.elementsEqual("false".utf8) || text.elementsEqual("0".utf8) { return false }
        throw unexpected("a boolean")
    }

    /// An `xsd:dateTime` with its offset.
    package func dateTime() throws(DecodingFailure) -> DateTime {
        guard let value = DateTime(iso8601: trimmedBytes) else { throw unexpected("a date and time with an offset") }
        return value
    }

    /// The bytes that base 64 text stands for.
    package func base64() throws(DecodingFailure) -> [UInt8] {
        guard let value = Base64.decode(bytes) else { throw unexpected("base 64") }
        return value
    }

    /// What a reader says when this element is not what it needs. It names the element only, for texts are user data.
    package func unexpected(_ expected: String) -> DecodingFailure {
        .unexpected(name, expected: expected)
    }

    /// Says that the child `member` is missing.
    package func missing(_ member: String) -> DecodingFailure {
        .unexpected(name, expected: "an element with <\(member)>")
    }

    /// Numbers, booleans and dates may have white space around them, as every simple type of XML Schema but strings.
    private var trimmedBytes: UnsafeRawBufferPointer {
        var text = bytes
        while let last = text.last, Element.isSpace(last) { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
        while let first = text.first, Element.isSpace(first) {
            text = UnsafeRawBufferPointer(rebasing: text.dropFirst())
        }
        return text
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func integer(_ text: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
        // 18 digits always fit an Int.
        guard index < text.count, text.count - index <= 18 else { return nil }
        var value = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            index += 1
        }
        return isNegative ? -value : value
    }
}
