/// Character data as libxml2 writes it: `&`, `<`, `>` and a bare carriage return are escaped, quotes are not.
enum EscapedText {
    static func append(_ text: String, to bytes: inout [UInt8], droppingControls: Bool = false) {
        var text = text
        text.withUTF8 { source in
            var plain = 0
            for index in source.indices {
                guard let replacement = replacement(of: source[index], droppingControls: droppingControls) else {
                    continue
                }
                bytes.append(contentsOf: source[plain..<index])
                bytes.append(contentsOf: replacement.utf8)
                plain = index + 1
            }
            bytes.append(contentsOf: source[plain...])
        }
    }

    /// Nil leaves the byte as it is.
    private static func replacement(of byte: UInt8, droppingControls: Bool) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case 0x0D: "&#13;"
        case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: droppingControls ? "" : nil
        default: nil
        }
    }
}
