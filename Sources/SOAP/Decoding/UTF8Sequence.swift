/// What stands at a place of a text in UTF-8 (RFC 3629) that is not ASCII.
enum UTF8Sequence {
    /// A character of these many bytes.
    case character(Int)
    /// These many bytes that are the start of no character, or of none that may be written so. Each such sequence is one
    /// U+FFFD in a repaired text, as Unicode (§3.9, "maximal subpart") and every browser have it.
    case damaged(Int)
    /// The start of a character whose rest has not come yet.
    case incomplete

    init(_ bytes: UnsafeRawBufferPointer, at index: Int) {
        guard let (length, seconds) = UTF8Sequence.shape(startingWith: bytes[index]) else {
            self = .damaged(1)
            return
        }
        for place in 1..<length {
            guard index + place < bytes.count else {
                self = .incomplete
                return
            }
            guard (place == 1 ? seconds : 0x80...0xBF).contains(bytes[index + place]) else {
                self = .damaged(place)
                return
            }
        }
        self = .character(length)
    }

    /// How long a character is by its first byte, and what its second may be: overlong forms, surrogates and numbers
    /// beyond U+10FFFF are told there.
    private static func shape(startingWith first: UInt8) -> (
        length: Int, seconds: ClosedRange<UInt8>
    )? {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
