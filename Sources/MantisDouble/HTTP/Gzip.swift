/// The gzip format without its art: the bytes as they are, in stored blocks (RFC 1952, RFC 1951 §3.2.4). A client that
/// asked for gzip has to unpack it all the same, and no compression library is needed.
enum Gzip {
    static func wrap(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        packed.reserveCapacity(bytes.count + bytes.count / 65_535 * 5 + 32)
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            packed.append(rest.isEmpty ? 1 : 0)
            append(UInt32(block.count) | ~UInt32(block.count) << 16, to: &packed)
            packed.append(contentsOf: block)
        } while !rest.isEmpty
        append(checksum(bytes), to: &packed)
        append(UInt32(truncatingIfNeeded: bytes.count), to: &packed)
        return packed
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    /// CRC-32.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
}
