/// SHA-256 (FIPS 180-4) of some content. It identifies an issue's content between two readings, derives the markers of
/// notes, and chains the audit log.
package struct ContentDigest: Hashable, Sendable {
    private let words: [UInt32]

    package init(_ bytes: [UInt8]) {
        words = bytes.withUnsafeBufferPointer(SHA256.digest)
    }

    /// Over the text's UTF-8.
    package init(_ text: String) {
        var text = text
        words = text.withUTF8(SHA256.digest)
    }

    /// 64 lower-case hexadecimal digits.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: 64) { digits in
            for place in 0..<64 {
                let digit = UInt8(words[place / 8] >> UInt32(28 - place % 8 * 4) & 15)
                digits[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            }
            return 64
        }
    }

    /// The first 40 bits as eight characters of a lower-case base 32 alphabet without look-alikes.
    package var shortCode: String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let bits = UInt64(words[0]) << 8 | UInt64(words[1] >> 24)
        return String((0..<8).map { alphabet[Int(bits >> UInt64(35 - 5 * $0) & 31)] })
    }
}

private struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var schedule = [UInt32](repeating: 0, count: 64)

    static func digest(of message: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        var hash = SHA256()
        let wholeBlocks = message.count / 64 * 64
        for start in stride(from: 0, to: wholeBlocks, by: 64) {
            hash.compress(UnsafeBufferPointer(rebasing: message[start..<start + 64]))
        }
        // The rest, the bit 1, zeros, and the length in bits: one block, or two when the length does not fit behind it.
        var end = Array(message[wholeBlocks...]) + [0x80]
        end += [UInt8](repeating: 0, count: (end.count <= 56 ? 56 : 120) - end.count)
        let bitCount = UInt64(message.count) * 8
        end += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) }
        end.withUnsafeBufferPointer { end in
            for start in stride(from: 0, to: end.count, by: 64) {
                hash.compress(UnsafeBufferPointer(rebasing: end[start..<start + 64]))
            }
        }
        return hash.state
    }

    private mutating func compress(_ block: UnsafeBufferPointer<UInt8>) {
        for index in 0..<16 {
            let byte = index * 4
            schedule[index] =
                UInt32(block[byte]) << 24 | UInt32(block[byte + 1]) << 16 | UInt32(block[byte + 2]) << 8
                | UInt32(block[byte + 3])
        }
        for index in 16..<64 {
            let early = schedule[index - 15]
            let late = schedule[index - 2]
            let sigma0 = early.rotatedRight(7) ^ early.rotatedRight(18) ^ early >> 3
            let sigma1 = late.rotatedRight(17) ^ late.rotatedRight(19) ^ late >> 10
            schedule[index] = schedule[index - 16] &+ sigma0 &+ schedule[index - 7] &+ sigma1
        }
        var (a, b, c, d, e, f, g, h) = (
            state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]
        )
        for index in 0..<64 {
            let sum1 = e.rotatedRight(6) ^ e.rotatedRight(11) ^ e.rotatedRight(25)
            let choice = e & f ^ ~e & g
            let first = h &+ sum1 &+ choice &+ roundConstants[index] &+ schedule[index]
            let sum0 = a.rotatedRight(2) ^ a.rotatedRight(13) ^ a.rotatedRight(22)
            let majority = a & b ^ a & c ^ b & c
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ sum0 &+ majority)
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }
}

private let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]

extension UInt32 {
    fileprivate func rotatedRight(_ count: UInt32) -> UInt32 {
        self >> count | self << (32 - count)
    }
}
