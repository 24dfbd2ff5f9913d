import MantisConnect
import SOAP

/// Everything a document says, apart from how it was written: references are followed, repairs made, layout forgotten.
struct DocumentTree: Equatable {
    private var name: String
    private var namespace: String
    private var elements: [RequestElement]

    /// The `return` of an answer to `operation`; nil for a fault and for what cannot be decoded.
    init?(answer body: [UInt8], operation: String) {
        let decoder = AnswerDecoder<RequestElement>(
            operation: operation,
            namespace: MantisClient.namespace,
            vocabulary: Vocabulary([]),
            shape: .value,
            read: { RequestElement($0) }
        )
        guard (try? body.withUnsafeBytes { try decoder.receive($0) }) != nil,
            case .items(let elements)? = try? decoder.finish().outcome
        else { return nil }
        name = operation + "Response"
        namespace = MantisClient.namespace
        self.elements = elements
    }

    /// What a server would read of a request; nil for one it refuses.
    init?(request body: [UInt8]) {
        guard let request = try? IncomingRequest(body) else { return nil }
        name = request.operation
        namespace = request.namespace
        elements = request.parameters
    }

    /// The same document written plainly. The prefixes are none that a document would use.
    var document: [UInt8] {
        var bytes = Array(
            """
            <?xml version="1.0" encoding="UTF-8"?><plain-e:Envelope xmlns:plain-e="\(Namespaces.envelope)" \
            xmlns:plain-i="\(Namespaces.schemaInstance)"><plain-e:Body>
            """.utf8
        )
        let prefix = namespace.isEmpty ? "" : "plain-n:"
        let declaration =
            namespace.isEmpty ? "" : " xmlns:plain-n=\"\(DocumentTree.escaped(namespace))\""
        bytes.append(contentsOf: "<\(prefix)\(name)\(declaration)>".utf8)
        for element in elements { DocumentTree.append(element, to: &bytes) }
        bytes.append(contentsOf: "</\(prefix)\(name)></plain-e:Body></plain-e:Envelope>".utf8)
        return bytes
    }

    private static func append(_ element: RequestElement, to bytes: inout [UInt8]) {
        // A name that starts with a colon is one of a foreign namespace without a prefix.
        let isForeign = element.name.hasPrefix(":")
        let name = isForeign ? String(element.name.dropFirst()) : element.name
        let namespace = name.contains(":") ? "" : " xmlns=\"\(isForeign ? "urn:foreign" : "")\""
        let type = element.type.map { " plain-i:type=\"\(escaped($0))\"" } ?? ""
        bytes.append(
            contentsOf: "<\(name)\(namespace)\(type)\(element.isNull ? " plain-i:nil=\"1\"" : "")>".utf8
        )
        bytes.append(contentsOf: escaped(element.text).utf8)
        for child in element.children { append(child, to: &bytes) }
        bytes.append(contentsOf: "</\(name)>".utf8)
    }

    /// As content or an attribute's value.
    private static func escaped(_ text: String) -> String {
        let marks = text.utf8.contains { $0 < 0x20 || "<>&\"'".utf8.contains($0) }
        guard marks else { return text }
        return text.unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar < " " || "<>&\"'".unicodeScalars.contains(scalar) {
                escaped += "&#\(scalar.value);"
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
    }
}

extension RequestElement {
    /// An element of an answer, whose types nobody reads. Decoding takes its text for good UTF-8 without a look.
    fileprivate init(_ element: Element) {
        if String(validating: element.string.utf8, as: UTF8.self) == nil { fatalError("a text is not UTF-8") }
        self.init(
            name: element.name,
            isNull: element.isNull,
            text: element.string,
            children: element.children.map(RequestElement.init)
        )
    }
}
