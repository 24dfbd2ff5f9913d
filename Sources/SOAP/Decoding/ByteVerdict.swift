/// What a ``BodyFilter`` does with the byte at which a scan stopped.
enum ByteVerdict {
    /// Nothing wrong with these many bytes.
    case keep(Int)
    /// These many bytes become something else, or nothing; the repair is counted there.
    case replace(Int, with: String, counted: Repair?)
    /// The next bytes decide.
    case undecided

    enum Repair {
        case removedCharacter, replacedEntity, damagedSequence
    }

    /// No reference that means something is longer: `&thetasym;`, `&#x10FFFF;`.
    private static let longestReference = 12

    init(_ input: UnsafeRawBufferPointer, at index: Int, encoding: DocumentEncoding) {
        switch input[index] {
        case UInt8(ascii: "&"): self = ByteVerdict(reference: input, at: index)
        case ..<0x80: self = .remove(1)
        default:
            switch encoding {
            case .utf8: self = ByteVerdict(character: input, at: index)
            case .latin1: self = .replace(1, with: String(Character(Unicode.Scalar(input[index]))), counted: nil)
            }
        }
    }

    private static func remove(_ length: Int) -> ByteVerdict {
        .replace(length, with: "", counted: .removedCharacter)
    }

    private init(character input: UnsafeRawBufferPointer, at index: Int) {
        switch UTF8Sequence(input, at: index) {
        case .incomplete: self = .undecided
        case .damaged(let length): self = .replace(length, with: "\u{FFFD}", counted: .damagedSequence)
        case .character(let length):
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            let isNone = input[index] == 0xEF && input[index + 1] == 0xBF && input[index + 2] >= 0xBE
            self = isNone ? .remove(length) : .keep(length)
        }
    }

    /// An `&` that starts no reference known to XML or HTML is one itself. The parser would wait for its `;` to the
    /// end of the body.
    private init(reference input: UnsafeRawBufferPointer, at index: Int) {
        var end = index + 1
        while end < input.count, end - index < ByteVerdict.longestReference, ByteVerdict.isNameByte(input[end]) {
            end += 1
        }
        if end == input.count, end - index < ByteVerdict.longestReference {
            self = .undecided
        } else if end == input.count || input[end] != UInt8(ascii: ";") {
            self = .replace(1, with: "&amp;", counted: .replacedEntity)
        } else {
            let name = UnsafeRawBufferPointer(rebasing: input[index + 1..<end])
            self = ByteVerdict.isKnownToXML(name) ? .keep(end + 1 - index) : ByteVerdict(name: name)
        }
    }

    private init(name bytes: UnsafeRawBufferPointer) {
        let name = String(decoding: bytes, as: UTF8.self)
        let length = bytes.count + 2
        if name.hasPrefix("#"), let codePoint = ByteVerdict.codePoint(name.dropFirst()) {
            self = XMLText.isLegal(codePoint) ? .keep(length) : .remove(length)
        } else if let codePoint = HTMLEntities.codePoint(name) {
            self = .replace(length, with: "&#\(codePoint);", counted: .replacedEntity)
        } else {
            self = .replace(1, with: "&amp;", counted: .replacedEntity)
        }
    }

    /// One of the five, which occur all over texts with markup.
    private static func isKnownToXML(_ name: UnsafeRawBufferPointer) -> Bool {
        switch name.count {
        case 2:
            name[1] == UInt8(ascii: "t") && (name[0] == UInt8(ascii: "l") || name[0] == UInt8(ascii: "g"))
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
