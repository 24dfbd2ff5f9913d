/// Repairs a body on its way to the parser, the same way for whatever pieces it comes in (reference §1.7):
///
/// - what stands before the document is skipped,
/// - characters that XML cannot carry are left out, raw or as character references,
/// - bytes that are not UTF-8 become U+FFFD, so that one damaged row does not hide the others of its page,
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
    private var encoding = DocumentEncoding.utf8
    /// The start of something that the next bytes decide: an entity or a character of several bytes.
    private var pending: [UInt8] = []

    private static let headSize = 16 << 10

    mutating func push(_ input: UnsafeRawBufferPointer, to output: Output) throws(DecodingFailure) {
        if head.count < BodyFilter.headSize { head.append(contentsOf: input.prefix(BodyFilter.headSize - head.count)) }
        if seeker != nil {
            try seek(input, output)
        } else {
            try clean(input, output)
        }
    }

    /// Passes on what was held back at the end of the body.
    mutating func finish(to output: Output) throws(DecodingFailure) {
        if let seeker { throw seeker.failure }
        let rest = pending
        pending = []
        try rest.withRawBytes { bytes throws(DecodingFailure) in try output(bytes) }
    }

    private mutating func seek(_ input: UnsafeRawBufferPointer, _ output: Output) throws(DecodingFailure) {
        guard let found = try seeker?.push(input) else { return }
        seeker = nil
        encoding = found.encoding
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
            index = ByteScan.firstSuspicious(in: input, from: index, skipsPairs: encoding == .utf8)
            guard index < input.count else { break }
            switch ByteVerdict(input, at: index, encoding: encoding) {
            case .keep(let length):
                index += length
            case .replace(let length, let replacement, let repair):
                copy.append(contentsOf: input[copied..<index])
                copy.append(contentsOf: replacement.utf8)
                count(repair)
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
            try output(input)
        } else {
            copy.append(contentsOf: input[copied...])
            try copy.withRawBytes { bytes throws(DecodingFailure) in try output(bytes) }
        }
    }

    private mutating func count(_ repair: ByteVerdict.Repair?) {
        switch repair {
        case .removedCharacter: repairs.removedCharacters += 1
        case .replacedEntity: repairs.replacedEntities += 1
        case .damagedSequence: repairs.damagedSequences += 1
        case nil: break
        }
    }
}
