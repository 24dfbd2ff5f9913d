/// A request as a server reads it: the operation and its parameters, whatever client wrote it.
package struct IncomingRequest: Hashable, Sendable {
    package var operation: String
    /// The namespace of the operation's element; blank when it has none.
    package var namespace: String
    /// In the order sent. Servers bind them by name.
    package var parameters: [RequestElement]

    /// What an envelope lacks that has no body, as ``DecodingFailure/Code/unexpectedShape(element:expected:)`` says it.
    package static let aBody = "an element with <Body>"

    /// Reads a complete body strictly, as PHP does: what is not well-formed is refused and nothing is repaired. The
    /// failures a server tells apart are ``DecodingFailure/Code/dtdRefused`` and all others.
    package init(_ body: [UInt8], limits: DecodingLimits = .standard) throws(DecodingFailure) {
        guard body.count <= limits.bytes else {
            throw DecodingFailure(.tooLarge, detail: "more than \(limits.bytes) bytes")
        }
        let body = try IncomingRequest.inUTF8(body)
        let parser = PushParser(
            vocabulary: Vocabulary([]),
            operation: nil,
            namespace: nil,
            shape: .whole,
            limits: limits,
            reader: { _ in }
        )
        try body.withRawBytes { bytes throws(DecodingFailure) in try parser.feed(bytes) }
        try parser.finish()
        let state = parser.state
        guard let request = state.answer else {
            throw state.body == nil
                ? .unexpected("Envelope", expected: IncomingRequest.aBody)
                : .unexpected("Body", expected: "an operation")
        }
        let element = parser.element(request)
        operation = element.name
        namespace = state.operationNamespace.map { Attribute.value(String(cString: $0)) } ?? ""
        parameters = element.children.map { RequestElement($0, types: state.types) }
    }

    private static func inUTF8(_ body: [UInt8]) throws(DecodingFailure) -> [UInt8] {
        let start = body.prefix(DocumentEncoding.longestDeclaration)
        var encoding = DocumentEncoding.utf8
        if start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">")) {
            encoding = try DocumentEncoding(declaration: start[...end])
        }
        switch encoding {
        case .latin1:
            return body.flatMap { Array(String(Character(Unicode.Scalar($0))).utf8) }
        case .utf8:
            // The parser takes a NUL among the first bytes for the sign of a wider encoding, and would convert.
            guard !body.prefix(4).contains(0), (try? UTF8Span(validating: body.span)) != nil else {
                throw DecodingFailure(.malformed, detail: "it is not UTF-8")
            }
            return body
        }
    }
}

/// A parameter, or a member of one, with references resolved.
package struct RequestElement: Hashable, Sendable {
    package var name: String
    /// `xsi:type` as written, with the client's own prefix: `xsd:integer`, `C:Array`.
    package var type: String?
    /// `xsi:nil`.
    package var isNull: Bool
    /// As it stands, white space and all; blank in an element with children.
    package var text: String
    package var children: [RequestElement]

    package init(
        name: String,
        type: String? = nil,
        isNull: Bool = false,
        text: String = "",
        children: [RequestElement] = []
    ) {
        self.name = name
        self.type = type
        self.isNull = isNull
        self.text = text
        self.children = children
    }

    fileprivate init(_ element: Element, types: [UInt32: String]) {
        self.init(
            name: element.name,
            type: types[element.numbers.content] ?? types[element.numbers.place],
            isNull: element.isNull,
            text: element.string,
            children: element.children.map { RequestElement($0, types: types) }
        )
    }

    /// The first child with that name.
    package subscript(name: String) -> RequestElement? {
        children.first { $0.name == name }
    }
}
