/// Text as element content.
package enum XMLText {
    /// Appends `text` in UTF-8 with `&`, `<` and `>` escaped.
    ///
    /// Characters that XML 1.0 cannot carry (control characters, U+FFFE, U+FFFF) are left out: a server answers them
    /// with "Bad Request" (reference §1.2). CRLF becomes LF, as any XML parser would make it; a CR of its own survives
    /// as `&#13;`.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            if previousWasReturn, scalar != "\n" { bytes.append(contentsOf: "&#13;".utf8) }
            previousWasReturn = scalar == "\r"
            switch scalar {
            case "\r": break
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            default: if isLegal(scalar.value) { bytes.append(contentsOf: String(scalar).utf8) }
            }
        }
        if previousWasReturn { bytes.append(contentsOf: "&#13;".utf8) }
    }

    /// The production `Char` of XML 1.0.
    static func isLegal(_ codePoint: UInt32) -> Bool {
        switch codePoint {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }
}
