/// Finds the few bytes that a ``BodyFilter`` has to look at, much faster than the parser reads.
enum ByteScan {
    /// Words looked at before the first branch; a loop of fixed length over them becomes vector instructions.
    private static let block = 8

    /// The first place from `start` on that wants a closer look: a control character other than TAB, LF and CR, a `&`,
    /// or a byte that is not ASCII; the count when there is none. With `skipsPairs`, UTF-8's characters of two bytes,
    /// such as all of Spanish, are passed over.
    static func firstSuspicious(in bytes: UnsafeRawBufferPointer, from start: Int, skipsPairs: Bool) -> Int {
        var index = start
        while index < bytes.count {
            let end = index &+ 8 &* block
            if end <= bytes.count, !hasSpecial(bytes, from: index) {
                index = end
                continue
            }
            while index < end {
                guard let special = firstSpecial(in: bytes, from: index, to: min(end, bytes.count)) else {
                    index = end
                    break
                }
                let length = innocentLength(in: bytes, at: special, skipsPairs: skipsPairs)
                if length == 0 { return special }
                index = special &+ length
            }
        }
        return bytes.count
    }

    /// Whether one of the block's bytes is special: no ASCII, below 0x20, or `&`.
    @inline(__always)
    private static func hasSpecial(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
        var found: UInt64 = 0
        for place in 0..<block { found |= specials(in: bytes, at: start &+ 8 &* place) }
        return found != 0
    }

    /// The first special byte of those from `start` to `end`; nil when there is none.
    @inline(__always)
    private static func firstSpecial(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
        var index = start
        while index &+ 8 <= bytes.count, index < end {
            let found = specials(in: bytes, at: index)
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < end {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "&") || byte >= 0x80 { return index }
            index &+= 1
        }
        return nil
    }

    /// The top bit of each special byte of the eight from there on. A borrow can set one wrongly, but only above one that
    /// is right.
    @inline(__always)
    private static func specials(in bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let ampersand = word ^ (ones &* UInt64(UInt8(ascii: "&")))
        return ((word &- ones &* 0x20) & ~word | (ampersand &- ones) & ~ampersand | word) & (ones &* 0x80)
    }

    /// How many bytes from there on need no closer look.
    @inline(__always)
    private static func innocentLength(in bytes: UnsafeRawBufferPointer, at index: Int, skipsPairs: Bool) -> Int {
        switch bytes[index] {
        case 0x0A, 0x0D, 0x09: 1
        case 0xC2...0xDF where skipsPairs: index &+ 1 < bytes.count && bytes[index &+ 1] & 0xC0 == 0x80 ? 2 : 0
        default: 0
        }
    }
}
