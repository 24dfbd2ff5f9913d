/// Finds the rare bytes that a ``BodyFilter`` has to look at, much faster than the parser reads.
enum ByteScan {
    /// The first place from `start` on with a control character other than TAB, LF and CR, a `&`, or the first byte of
    /// U+F000…U+FFFF; the count when there is none.
    static func firstSuspicious(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 32 <= bytes.count {
            let words = bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
            if mayBeSuspicious(words) {
                for place in index..<index + 32 where isSuspicious(bytes[place]) { return place }
            }
            index += 32
        }
        while index < bytes.count, !isSuspicious(bytes[index]) { index += 1 }
        return index
    }

    /// Whether one of 32 bytes is a control character, `&` or EF.
    private static func mayBeSuspicious(_ words: SIMD4<UInt64>) -> Bool {
        let control = bytes(below: 0x20, in: words)
        let ampersand = bytes(below: 1, in: words ^ SIMD4(repeating: ones &* UInt64(UInt8(ascii: "&"))))
        let noncharacter = bytes(below: 1, in: words ^ SIMD4(repeating: ones &* 0xEF))
        let found = control | ampersand | noncharacter
        return found[0] | found[1] | found[2] | found[3] != 0
    }

    /// Not 0 when one of 32 bytes is less than `limit`: subtracting then borrows into that byte's top bit, which the byte
    /// itself does not have.
    private static func bytes(below limit: UInt64, in words: SIMD4<UInt64>) -> SIMD4<UInt64> {
        (words &- SIMD4(repeating: ones &* limit)) & ~words & SIMD4(repeating: ones &* 0x80)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    private static func isSuspicious(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, UInt8(ascii: "&"), 0xEF: true
        default: false
        }
    }
}
