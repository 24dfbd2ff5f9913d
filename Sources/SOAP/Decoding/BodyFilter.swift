/// Repairs a body on its way to the parser, the same way for whatever pieces it comes in (reference §1.7):
///
/// - what stands before the document is skipped,
/// - characters that XML cannot carry are left out, raw or as character references,
/// - HTML's named entities become character references, which are right in any encoding; an `&` that is none of
///   XML's, HTML's or a character's becomes `&amp;`.
///
/// It knows nothing of CDATA sections, which no SOAP server of Mantis writes.
struct BodyFilter {
    typealias Output = (UnsafeRawBufferPointer) throws(DecodingFailure) -> Void

    private(set) var repairs = BodyRepairs()
    /// The body's first bytes as they came, for the title of a page that is not an envelope.
    private(set) var head: [UInt8] = []

    private var seeker: EnvelopeSeeker? = EnvelopeSeeker()
    /// The start of something that the next bytes decide: an entity or a character of several bytes.
    private var pending: [UInt8] = []
    /// The parser found no envelope; the rest is read for its title only.
    private var isForeign = false

    private static let headSize = 16 << 10
    /// No reference that means something is longer: `&thetasym;`, `&#x10FFFF;`.
    private static let longestReference = 12

    mutating func push(_ input: UnsafeRawBufferPointer, to output: Output) throws(DecodingFailure) {
        if head.count < BodyFilter.headSize { head.append(contentsOf: input.prefix(BodyFilter.headSize - head.count)) }
        if isForeign {
            if head.count == BodyFilter.headSize { throw DecodingFailure(.notAnEnvelope(title: nil)) }
        } else if seeker != nil {
            try seek(input, output)
        } else {
            try clean(input, output)
        }
    }

    /// Passes on what was held back at the end of the body.
    mutating func finish(to output: Output) throws(DecodingFailure) {
        if isForeign { throw DecodingFailure(.notAnEnvelope(title: nil)) }
        if let seeker { throw seeker.failure }
        let rest = pending
        pending = []
        try rest.withRawBytes { bytes throws(DecodingFailure) in try pass(bytes, output) }
    }

    private mutating func seek(_ input: UnsafeRawBufferPointer, _ output: Output) throws(DecodingFailure) {
        guard let found = try seeker?.push(input) else { return }
        seeker = nil
        repairs.skippedBytes = found.skippedBytes
        try found.document.withRawBytes { bytes throws(DecodingFailure) in try clean(bytes, output) }
    }

    private mutating func clean(_ input: UnsafeRawBufferPointer, _ output: Output) throws(DecodingFailure) {
        if pending.isEmpty {
            try cleanWhole(input, output)
        } else {
            let joined = pending + input
            pending = []
            try joined.withRawBytes { bytes throws(DecodingFailure) in try cleanWhole(bytes, output) }
        }
    }

    /// Passes `input` on as it is when there is nothing to repair, which is nearly always, and else a repaired copy.
    private mutating func cleanWhole(_ input: UnsafeRawBufferPointer, _ output: Output) throws(DecodingFailure) {
        var copy: [UInt8] = []
        var copied = 0
        var index = 0
        while true {
            index = ByteScan.firstSuspicious(in: input, from: index)
            guard index < input.count else { break }
            switch Verdict(input, at: index) {
            case .keep(let length):
                index += length
            case .remove(let length):
                copy.append(contentsOf: input[copied..<index])
                repairs.removedCharacters += 1
                index += length
                copied = index
            case .replace(let length, let replacement):
                copy.append(contentsOf: input[copied..<index])
                copy.append(contentsOf: replacement.utf8)
                repairs.replacedEntities += 1
                index += length
                copied = index
            case .undecided:
                copy.append(contentsOf: input[copied..<index])
                pending = Array(input[index...])
                index = input.count
                copied = index
            }
        }
        if copied == 0 {
            try pass(input, output)
        } else {
            copy.append(contentsOf: input[copied...])
            try copy.withRawBytes { bytes throws(DecodingFailure) in try pass(bytes, output) }
        }
    }

    private mutating func pass(_ bytes: UnsafeRawBufferPointer, _ output: Output) throws(DecodingFailure) {
        guard !bytes.isEmpty else { return }
        do throws(DecodingFailure) {
            try output(bytes)
        } catch {
            guard error.code == .notAnEnvelope(title: nil), head.count < BodyFilter.headSize else { throw error }
            isForeign = true
        }
    }

    /// What to do with the byte a scan stopped at.
    private enum Verdict {
        /// Nothing wrong with these many bytes.
        case keep(Int)
        case remove(Int)
        case replace(Int, with: String)
        /// The next bytes decide.
        case undecided

        init(_ input: UnsafeRawBufferPointer, at index: Int) {
            switch input[index] {
            case UInt8(ascii: "&"): self = Verdict(reference: input, at: index)
            case 0xEF: self = Verdict(noncharacter: input, at: index)
            default: self = .remove(1)
            }
        }

        /// U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        private init(noncharacter input: UnsafeRawBufferPointer, at index: Int) {
            if index + 1 < input.count, input[index + 1] != 0xBF {
                self = .keep(1)
            } else if index + 2 >= input.count {
                self = .undecided
            } else {
                self = input[index + 2] >= 0xBE ? .remove(3) : .keep(3)
            }
        }

        /// An `&` that starts no reference known to XML or HTML is one itself. The parser would wait for its `;` to the
        /// end of the body.
        private init(reference input: UnsafeRawBufferPointer, at index: Int) {
            var end = index + 1
            while end < input.count, end - index < longestReference, Verdict.isNameByte(input[end]) { end += 1 }
            if end == input.count, end - index < longestReference {
                self = .undecided
            } else if end == input.count || input[end] != UInt8(ascii: ";") {
                self = .replace(1, with: "&amp;")
            } else {
                let name = UnsafeRawBufferPointer(rebasing: input[index + 1..<end])
                self = Verdict.isKnownToXML(name) ? .keep(end + 1 - index) : Verdict(name: name)
            }
        }

        private init(name bytes: UnsafeRawBufferPointer) {
            let name = String(decoding: bytes, as: UTF8.self)
            let length = bytes.count + 2
            if name.hasPrefix("#"), let codePoint = Verdict.codePoint(name.dropFirst()) {
                self = XMLText.isLegal(codePoint) ? .keep(length) : .remove(length)
            } else if let codePoint = HTMLEntities.codePoint(name) {
                self = .replace(length, with: "&#\(codePoint);")
            } else {
                self = .replace(1, with: "&amp;")
            }
        }

        /// One of the five, which occur all over texts with markup.
        private static func isKnownToXML(_ name: UnsafeRawBufferPointer) -> Bool {
            switch name.count {
            case 2: name[1] == UInt8(ascii: "t") && (name[0] == UInt8(ascii: "l") || name[0] == UInt8(ascii: "g"))
            case 3: name.elementsEqual("amp".utf8)
            case 4: name.elementsEqual("quot".utf8) || name.elementsEqual("apos".utf8)
            default: false
            }
        }

        private static func isNameByte(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "#"): true
            default: false
            }
        }

        /// `65` or `x41`; nil when it is no number of 32 bits.
        private static func codePoint(_ number: Substring) -> UInt32? {
            guard number.first?.isHexDigit == true || number.first == "x" else { return nil }
            let isHexadecimal = number.first == "x"
            return UInt32(isHexadecimal ? number.dropFirst() : number, radix: isHexadecimal ? 16 : 10)
        }
    }
}
