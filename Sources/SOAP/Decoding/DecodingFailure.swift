/// Why a document could not be decoded.
package struct DecodingFailure: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The document ends before its last tag: the connection broke or the server gave up. Whether it acted is unknown.
        case truncated
        /// Not well-formed XML, or references that lead nowhere or in a circle.
        case malformed
        /// It has a document type declaration, which SOAP forbids and which is the way to entity attacks.
        case dtdRefused
        /// More nested elements than ``DecodingLimits/depth``.
        case tooDeep
        /// More bytes or elements than ``DecodingLimits`` allow, or one tag of more than 128 KB.
        case tooLarge
        /// No SOAP envelope: an HTML login page, a proxy's error page, plain text. The title or the first words, if any.
        case notAnEnvelope(title: String?)
        /// Well-formed, and not the answer that was asked for: what `element` holds is not what was `expected`.
        case unexpectedShape(element: String, expected: String)
    }

    package var code: Code
    /// Line in the document, from 1; 0 when it has no meaning.
    package var line: Int
    /// What the parser said, without the document's text.
    package var detail: String

    package init(_ code: Code, line: Int = 0, detail: String = "") {
        self.code = code
        self.line = line
        self.detail = detail
    }

    static func unexpected(_ element: String, expected: String) -> DecodingFailure {
        DecodingFailure(.unexpectedShape(element: element, expected: expected))
    }
}

extension DecodingFailure: CustomStringConvertible {
    package var description: String {
        let place = line > 0 ? " at line \(line)" : ""
        let reason = detail.isEmpty ? "" : ": \(detail)"
        switch code {
        case .truncated: return "the document ends too early\(place)\(reason)"
        case .malformed: return "the document is not well-formed XML\(place)\(reason)"
        case .dtdRefused: return "the document has a DTD, which is refused\(place)"
        case .tooDeep: return "elements are nested too deep\(place)\(reason)"
        case .tooLarge: return "the document is too large\(place)\(reason)"
        case .notAnEnvelope(let title?): return "not a SOAP envelope but a page that says “\(title)”"
        case .notAnEnvelope(nil): return "not a SOAP envelope"
        case .unexpectedShape(let element, let expected): return "<\(element)> should be \(expected)\(place)\(reason)"
        }
    }
}
