/// Finds where the document starts in a body: at `<?xml ` or, in faults that have no declaration, at the tag of an
/// `Envelope`. PHP may have printed warnings before it (reference §1.7).
struct EnvelopeSeeker {
    /// What has been searched without success, and the search's place in it.
    private var buffer: [UInt8] = []
    private var index = 0

    /// A page of warnings is shorter; an HTML page without an envelope is given up at this size.
    private static let limit = 256 << 10
    private static let longestPrefix = 64

    struct Found {
        var document: [UInt8]
        var encoding: DocumentEncoding
        var skippedBytes: Int
    }

    /// Nil until the start has been found; throws when there is none.
    mutating func push(_ input: UnsafeRawBufferPointer) throws(DecodingFailure) -> Found? {
        buffer.append(contentsOf: input)
        while let next = buffer[index...].firstIndex(of: UInt8(ascii: "<")), next <= EnvelopeSeeker.limit {
            index = next
            switch isStart(next) {
            case true?:
                guard let encoding = try encoding(next) else { return nil }
                return Found(
                    document: Array(buffer[next...]),
                    encoding: encoding,
                    skippedBytes: isByteOrderMark(next) ? 0 : next
                )
            case false?:
                index = next + 1
            case nil:
                return nil
            }
        }
        guard buffer.count <= EnvelopeSeeker.limit else { throw DecodingFailure(.notAnEnvelope(title: nil)) }
        index = buffer.count
        return nil
    }

    /// What the body is when it ends before a start has been found.
    var failure: DecodingFailure {
        let endsWithinStart = index < buffer.count && buffer[index] == UInt8(ascii: "<") && isStart(index) != false
        let isOnlyMark = buffer.allSatisfy { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
        return DecodingFailure(endsWithinStart || isOnlyMark ? .truncated : .notAnEnvelope(title: nil))
    }

    /// Whether the document starts at this `<`; nil when that takes more bytes to know.
    private func isStart(_ tag: Int) -> Bool? {
        let rest = buffer[(tag + 1)...].prefix(EnvelopeSeeker.longestPrefix + 10)
        if rest.first == UInt8(ascii: "?") {
            let declaration = Array("?xml".utf8)
            guard rest.count > declaration.count else {
                return declaration.starts(with: rest) ? nil : false
            }
            return rest.starts(with: declaration) && EnvelopeSeeker.isSpace(rest[rest.startIndex + declaration.count])
        }
        guard let nameEnd = rest.firstIndex(where: { !EnvelopeSeeker.isNameByte($0) }) else {
            return rest.count == EnvelopeSeeker.longestPrefix + 10 ? false : nil
        }
        let local = rest[..<nameEnd].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).last ?? []
        let ends =
            EnvelopeSeeker.isSpace(rest[nameEnd]) || rest[nameEnd] == UInt8(ascii: ">")
            || rest[nameEnd] == UInt8(ascii: "/")
        return ends && local.elementsEqual("Envelope".utf8)
    }

    /// What the declaration at this `<` says, if it is one; nil when its end has not come yet.
    private func encoding(_ tag: Int) throws(DecodingFailure) -> DocumentEncoding? {
        guard buffer[tag + 1] == UInt8(ascii: "?") else { return .utf8 }
        let rest = buffer[tag...].prefix(DocumentEncoding.longestDeclaration)
        if let end = rest.firstIndex(of: UInt8(ascii: ">")) {
            return try DocumentEncoding(declaration: rest[...end])
        }
        // The parser will say what is wrong with it.
        return rest.count < DocumentEncoding.longestDeclaration ? nil : .utf8
    }

    private func isByteOrderMark(_ count: Int) -> Bool {
        count == 3 && buffer.starts(with: [0xEF, 0xBB, 0xBF])
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: byte >= 0x80
        }
    }
}
