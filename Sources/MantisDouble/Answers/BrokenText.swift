/// Stored bytes that are no UTF-8 (reference §1.7). A string cannot hold them, so a scenario or a deed writes one
/// character in their place, which no text needs: U+F8FF.
package enum BrokenText {
    /// Stands for the byte 0xFF in a stored text.
    package static let byte = "\u{F8FF}"

    /// Where `text` stops being UTF-8; nil when it is all of it.
    static func firstBreak(in text: String) -> String.Index? {
        // Most texts hold no byte of that lead.
        guard text.utf8.withContiguousStorageIfAvailable({ $0.contains(0xEF) }) ?? true else { return nil }
        return text.unicodeScalars.firstIndex(of: "\u{F8FF}")
    }
}
