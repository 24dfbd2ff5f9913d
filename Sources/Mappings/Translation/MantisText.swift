/// Text of Mantis in the form that is stored and compared (reference §5).
enum MantisText {
    /// With LF line ends, without characters that XML cannot carry, and without white space at either end.
    static func normalized(_ text: String) -> String {
        // As plain memory the bytes are looked at many at a time.
        let isRaw = text.utf8.withContiguousStorageIfAvailable(needsWork) ?? true
        guard isRaw else { return text }
        // Byte by byte: scalar by scalar takes twenty times as long, and texts are most of an issue.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0D: bytes.append(0x0A)
            case 0x0A where previous == 0x0D: break
            // U+FFFE and U+FFFF end in EF BF BE and EF BF BF.
            case 0xBE...0xBF where previous == 0xBF && bytes.count >= 2 && bytes[bytes.count - 2] == 0xEF:
                bytes.removeLast(2)
            case 0x09, 0x0A, 0x20...: bytes.append(byte)
            default: break
            }
            previous = byte
        }
        return trimmed(String(decoding: bytes, as: UTF8.self))
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The same for an optional text: nil when nothing is left of it.
    static func normalized(_ text: String?) -> String? {
        guard let text else { return nil }
        let result = normalized(text) as String
        return result.isEmpty ? nil : result
    }

    /// Most texts are in form already; a look at the bytes tells. Beyond ASCII it says yes too often rather than too
    /// seldom: white space can begin with any byte from 0x80 on, and 0xEF begins U+FFFE and U+FFFF.
    private static func needsWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if first <= 0x20 || first >= 0x80 || last <= 0x20 || last >= 0x80 { return true }
        // Without a branch inside, so that the loop becomes vector instructions.
        var found = false
        for byte in bytes { found = found || byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0xEF }
        return found
    }
}
