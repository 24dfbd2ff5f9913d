import Tickets

/// Reads JSON values one after the other, straight from the text's bytes. It throws ``Unreadable`` for whatever is not the
/// value asked for, cut-off text included.
///
/// The bytes belong to the string that ``read(_:_:)`` was called with and are never kept.
struct JSONReader {
    /// The text is not what the reader was told to expect.
    struct Unreadable: Error {
        /// The byte at which that showed.
        let offset: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads the one value that `text` consists of.
    static func read<Value>(_ text: String, _ value: (inout JSONReader) throws -> Value) throws -> Value {
        var text = text
        return try text.withUTF8 { bytes in
            var reader = JSONReader(bytes: bytes)
            let result = try value(&reader)
            guard reader.next() == nil else { throw reader.unreadable }
            return result
        }
    }

    var unreadable: Unreadable { Unreadable(offset: position) }

    // MARK: Structure

    /// Calls `member` for each member, by name; it has to read the value.
    mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
        try sequence(from: "{", to: "}") { reader in
            let name = try reader.string()
            try reader.expect(":")
            try member(&reader, name)
        }
    }

    mutating func array<Element>(_ element: (inout JSONReader) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        try sequence(from: "[", to: "]") { reader in elements.append(try element(&reader)) }
        return elements
    }

    private mutating func sequence(
        from opening: UnicodeScalar,
        to closing: UnicodeScalar,
        _ part: (inout JSONReader) throws -> Void
    ) throws {
        try expect(opening)
        if next() == UInt8(ascii: closing) {
            position += 1
            return
        }
        while true {
            try part(&self)
            guard next() == UInt8(ascii: ",") else { break }
            position += 1
        }
        try expect(closing)
    }

    /// The next byte that is no white space, not yet taken; nil at the end.
    private mutating func next() -> UInt8? {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return bytes[position]
            }
        }
        return nil
    }

    private mutating func expect(_ character: UnicodeScalar) throws {
        guard next() == UInt8(ascii: character) else { throw unreadable }
        position += 1
    }

    // MARK: Values

    /// Whether the next value is a string.
    mutating func isAtString() -> Bool { next() == UInt8(ascii: "\"") }

    mutating func integer() throws -> Int {
        let isNegative = next() == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        var number = 0
        while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
            let (tens, tooLong) = number.multipliedReportingOverflow(by: 10)
            let (sum, tooBig) = tens.subtractingReportingOverflow(Int(digit))
            guard !tooLong, !tooBig else { throw unreadable }
            number = sum
            position += 1
        }
        // Counted downwards, because the smallest integer has no positive counterpart.
        guard position > start, isNegative || number != .min else { throw unreadable }
        return isNegative ? number : -number
    }

    mutating func instant() throws -> Instant {
        guard let instant = Instant(iso8601: try string()) else { throw unreadable }
        return instant
    }

    mutating func word<Word: RawRepresentable<String>>() throws -> Word {
        guard let word = Word(rawValue: try string()) else { throw unreadable }
        return word
    }

    mutating func string() throws -> String {
        try expect("\"")
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            default: position += 1
            }
        }
        throw unreadable
    }

    /// The rest of a string that has escapes in it; `start` is its first byte.
    private mutating func escapedString(from start: Int) throws -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: UTF8.encode(try escape())?.map(\.self) ?? [])
            default: text.append(byte)
            }
        }
        throw unreadable
    }

    /// The character that stands for an escape; its backslash is taken.
    private mutating func escape() throws -> UnicodeScalar {
        guard position < bytes.count else { throw unreadable }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UnicodeScalar(letter)
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw unreadable
        }
    }

    private mutating func unicodeEscape() throws -> UnicodeScalar {
        let unit = try hexadecimal()
        guard UTF16.isLeadSurrogate(unit) else { return try scalar(UInt32(unit)) }
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw unreadable }
        position += 2
        let trail = try hexadecimal()
        guard UTF16.isTrailSurrogate(trail) else { throw unreadable }
        return try scalar(0x1_0000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    }

    private func scalar(_ value: UInt32) throws -> UnicodeScalar {
        guard let scalar = UnicodeScalar(value) else { throw unreadable }
        return scalar
    }

    private mutating func hexadecimal() throws -> UInt16 {
        guard position + 4 <= bytes.count else { throw unreadable }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw unreadable }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
