import SOAP

/// Decoding for tests: one vocabulary, texts as values.
enum Decoded {
    static let namespace = "urn:test"
    static let names = ["id", "name", "status", "notes", "text", "child"]
    static let vocabulary = Vocabulary(names)

    static func number(_ name: String) -> Int { names.firstIndex(of: name) ?? -1 }

    /// An envelope around what stands in the answer's element, and around what follows the answer in the body.
    static func envelope(_ answer: String, after: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:test"><S:Body>\
        <n:opResponse>\(answer)</n:opResponse>\(after)</S:Body></S:Envelope>
        """
    }

    /// The items' descriptions by `read`, or what went wrong.
    static func answer(
        _ document: String,
        shape: AnswerDecoder<String>.Shape = .items,
        limits: DecodingLimits = .standard,
        pieceSize: Int = 65536,
        read: @escaping AnswerDecoder<String>.Read = Decoded.describe
    ) throws(DecodingFailure) -> Answer<String> {
        try answer(Array(document.utf8), shape: shape, limits: limits, pieceSize: pieceSize, read: read)
    }

    static func answer(
        _ body: [UInt8],
        shape: AnswerDecoder<String>.Shape = .items,
        limits: DecodingLimits = .standard,
        pieceSize: Int = 65536,
        read: @escaping AnswerDecoder<String>.Read = Decoded.describe
    ) throws(DecodingFailure) -> Answer<String> {
        let decoder = AnswerDecoder<String>(
            operation: "op",
            namespace: namespace,
            vocabulary: vocabulary,
            shape: shape,
            limits: limits,
            read: read
        )
        var start = 0
        while start < body.count {
            let end = min(start + pieceSize, body.count)
            // What receive throws comes again from finish, with its type.
            guard (try? body[start..<end].withUnsafeBytes({ try decoder.receive($0) })) != nil else { break }
            start = end
        }
        return try decoder.finish()
    }

    static func items(
        _ document: String,
        shape: AnswerDecoder<String>.Shape = .items,
        pieceSize: Int = 65536
    ) throws(DecodingFailure) -> [String] {
        let answer = try answer(document, shape: shape, pieceSize: pieceSize)
        guard case .items(let items) = answer.outcome else { return ["a fault"] }
        return items
    }

    /// The code of the failure; nil when there is none.
    static func failure(
        _ document: String,
        shape: AnswerDecoder<String>.Shape = .items,
        limits: DecodingLimits = .standard,
        pieceSize: Int = 65536
    ) -> DecodingFailure.Code? {
        do throws(DecodingFailure) {
            _ = try answer(document, shape: shape, limits: limits, pieceSize: pieceSize)
            return nil
        } catch {
            return error.code
        }
    }

    /// `name=text`, `name=nil` or `name(children)`, for an element and all in it.
    static func describe(_ element: Element) -> String {
        if element.isNull { return element.name + "=nil" }
        let children = element.children.map { describe($0) }
        if children.isEmpty { return element.name + "=" + element.string }
        return "\(element.name)(\(children.joined(separator: ",")))"
    }
}
