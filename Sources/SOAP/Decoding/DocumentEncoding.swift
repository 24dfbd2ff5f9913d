/// How a document's bytes stand for characters. All servers of Mantis write UTF-8 (reference §1.1, §1.4).
///
/// The parser is given UTF-8 whatever is declared, and never converts: its converters are the C library's, a hundred of
/// them, and which one runs would be the sender's choice.
enum DocumentEncoding: Hashable {
    case utf8
    /// ISO 8859-1.
    case latin1

    /// A declaration that is longer is none.
    static let longestDeclaration = 256

    /// What the XML declaration in `bytes`, which ends them, says; UTF-8 when it says nothing.
    init(declaration bytes: ArraySlice<UInt8>) throws(DecodingFailure) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let label = text.firstRange(of: "encoding") else {
            self = .utf8
            return
        }
        let value = text[label.upperBound...].drop { $0 != "\"" && $0 != "'" }.dropFirst()
        let name = value.prefix { $0 != "\"" && $0 != "'" }
        switch name.uppercased() {
        case "UTF-8", "UTF8", "US-ASCII", "ASCII": self = .utf8
        case "ISO-8859-1", "LATIN1": self = .latin1
        default:
            throw DecodingFailure(
                .malformed,
                line: 1,
                detail: "it declares the encoding “\(name)”, not UTF-8"
            )
        }
    }
}
