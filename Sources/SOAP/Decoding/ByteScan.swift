/// Finds the rare bytes that a ``BodyFilter`` has to look at, much faster than the parser reads.
enum ByteScan {
    /// Bytes looked at before the first branch; a loop of fixed length over them becomes vector instructions.
    private static let block = 64

    /// The first place from `start` on with a control character other than TAB, LF and CR, a `&`, or the first byte of
    /// U+F000…U+FFFF; the count when there is none.
    static func firstSuspicious(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return start }
        var index = start
        while index &+ block <= bytes.count, !hasSuspicious(base + index) { index &+= block }
        while index < bytes.count, isSuspicious(base[index]) == 0 { index &+= 1 }
        return index
    }

    /// Whether one of the block's bytes is suspicious.
    private static func hasSuspicious(_ bytes: UnsafePointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for place in 0..<block { found |= isSuspicious(bytes[place]) }
        return found != 0
    }

    /// 1 or 0, without a branch.
    @inline(__always)
    private static func isSuspicious(_ byte: UInt8) -> UInt8 {
        let control = bit(byte < 0x20) & bit(byte != 0x0A) & bit(byte != 0x0D) & bit(byte != 0x09)
        return control | bit(byte == UInt8(ascii: "&")) | bit(byte == 0xEF)
    }

    @inline(__always)
    private static func bit(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }
}
