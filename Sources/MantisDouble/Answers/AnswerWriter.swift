import FoundationEssentials

/// Writes one answer as php-soap does: RPC/encoded, every value with its `xsi:type`, and the namespace declarations of
/// the root in the order in which the body first needed them (reference §1.3; recordings 029, 042, 045, 049).
struct AnswerWriter {
    private var body: [UInt8] = []
    private var declared: [Namespace] = []
    private let operation: String
    /// Prints instants in the server's zone.
    private let zone: ServerZone
    let style: ServerBehaviour.Engine
    private let writesBogusZ: Bool
    private let cleansControls: Bool
    /// The first text that is no UTF-8, as far as it is; the answer cannot be given then (reference §1.7).
    private(set) var brokenText: String?

    private enum Namespace: String {
        case schema = " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
        case instance = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        case encoding = " xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\""
    }

    init(
        operation: String,
        zone: ServerZone,
        behaviour: ServerBehaviour = ServerBehaviour(ServerBehaviour.recorded)
    ) {
        self.operation = operation
        self.zone = zone
        style = behaviour.engine
        writesBogusZ = behaviour.reading.writesBogusZ
        cleansControls = behaviour.reading.cleansControls
        body.reserveCapacity(4096)
    }

    /// The complete document.
    consuming func finish() -> [UInt8] {
        if style == .nusoap { return NusoapEnvelope.wrap(body, operation: operation) }
        declare(.schema)
        declare(.encoding)
        var document: [UInt8] = []
        document.reserveCapacity(body.count + 700)
        document.append(contentsOf: Self.opening.utf8)
        for namespace in declared { document.append(contentsOf: namespace.rawValue.utf8) }
        document.append(contentsOf: Self.afterNamespaces.utf8)
        document.append(contentsOf: operation.utf8)
        document.append(contentsOf: "Response>".utf8)
        document.append(contentsOf: body)
        document.append(contentsOf: "</ns1:".utf8)
        document.append(contentsOf: operation.utf8)
        document.append(contentsOf: "Response></SOAP-ENV:Body></SOAP-ENV:Envelope>\n".utf8)
        return document
    }

    private static let opening = """
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:ns1="http://futureware.biz/mantisconnect"
        """
    private static let afterNamespaces =
        " SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><SOAP-ENV:Body><ns1:"

    private mutating func declare(_ namespace: Namespace) {
        if !declared.contains(namespace) { declared.append(namespace) }
    }
}

// MARK: Scalars

extension AnswerWriter {
    mutating func string(_ name: String, _ text: String) {
        open(name, type: "string")
        escape(text)
        close(name)
    }

    /// A text that Mantis cleans of control characters on its way out: summary, description, steps, additional
    /// information, note text. Other texts come out raw (reference §1.7).
    mutating func cleanString(_ name: String, _ text: String) {
        open(name, type: "string")
        escape(text, droppingControls: cleansControls)
        close(name)
    }

    /// `string` when there is a text; a blank column leaves the element out, or nil in the older library.
    mutating func optionalString(_ name: String, _ text: String) {
        if !text.isEmpty { string(name, text) } else if style == .nusoap { nullString(name) }
    }

    /// As ``optionalString(_:_:)``, cleaned as ``cleanString(_:_:)``.
    mutating func optionalCleanString(_ name: String, _ text: String) {
        if !text.isEmpty { cleanString(name, text) } else if style == .nusoap { nullString(name) }
    }

    private mutating func nullString(_ name: String) {
        append("<", name, " xsi:nil=\"true\" xsi:type=\"xsd:string\"/>")
    }

    mutating func integer(_ name: String, _ value: Int) {
        open(name, type: "integer")
        body.append(contentsOf: String(value).utf8)
        close(name)
    }

    mutating func boolean(_ name: String, _ value: Bool) {
        open(name, type: "boolean")
        body.append(contentsOf: (value ? "true" : "false").utf8)
        close(name)
    }

    mutating func dateTime(_ name: String, _ epochSeconds: Int64) {
        open(name, type: "dateTime")
        let time = CivilTime(epochSeconds: epochSeconds, offsetSeconds: zone.offset(at: epochSeconds))
        if writesBogusZ { time.appendBogusZ(to: &body) } else { time.appendISO8601(to: &body) }
        close(name)
    }

    mutating func base64(_ name: String, _ bytes: [UInt8]) {
        open(name, type: "base64Binary")
        body.append(contentsOf: Data(bytes).base64EncodedString().utf8)
        close(name)
    }

    mutating func uri(_ name: String, _ text: String) {
        open(name, type: "anyURI")
        escape(text)
        close(name)
    }

    mutating func null(_ name: String) {
        declare(.instance)
        append("<", name, " xsi:nil=\"true\"/>")
    }

    /// A due date that is not set: nil, and typed all the same.
    mutating func nullDateTime(_ name: String) {
        declare(.schema)
        declare(.instance)
        append("<", name, " xsi:nil=\"true\" xsi:type=\"xsd:dateTime\"/>")
    }
}

// MARK: Structures and arrays

extension AnswerWriter {
    mutating func structure(_ name: String, type: String, _ content: (inout AnswerWriter) -> Void) {
        append("<", name, " xsi:type=\"", typePrefix, type, "\">")
        content(&self)
        declare(.instance)
        close(name)
    }

    /// An array of structures; `content` writes `count` elements named `item`.
    mutating func array(_ name: String, of type: String, count: Int, _ content: (inout AnswerWriter) -> Void) {
        list(name, itemType: typePrefix + type, count: count, content)
    }

    /// As ``array(_:of:count:_:)``, for items of an XML Schema type.
    mutating func scalarArray(_ name: String, of type: String, count: Int, _ content: (inout AnswerWriter) -> Void) {
        declare(.schema)
        list(name, itemType: "xsd:" + type, count: count, content)
    }

    private mutating func list(
        _ name: String,
        itemType: String,
        count: Int,
        _ content: (inout AnswerWriter) -> Void
    ) {
        declare(.encoding)
        if style == .nusoap {
            append(
                "<",
                name,
                " xsi:type=\"SOAP-ENC:Array\" SOAP-ENC:arrayType=\"",
                itemType,
                "[",
                String(count),
                "]\">"
            )
            content(&self)
            return close(name)
        }
        append("<", name, " SOAP-ENC:arrayType=\"", itemType, "[")
        append(String(count), "]\" xsi:type=\"SOAP-ENC:Array\"")
        if count == 0 {
            append("/>")
        } else {
            append(">")
            content(&self)
            close(name)
        }
        declare(.instance)
    }
}

// MARK: Bytes

extension AnswerWriter {
    private mutating func append(_ parts: String...) {
        for part in parts { body.append(contentsOf: part.utf8) }
    }

    private mutating func open(_ name: String, type: String) {
        declare(.schema)
        declare(.instance)
        append("<", name, " xsi:type=\"xsd:", type, "\">")
    }

    private mutating func close(_ name: String) {
        append("</", name, ">")
    }

    private var typePrefix: String { style == .nusoap ? "tns:" : "ns1:" }

    private mutating func escape(_ text: String, droppingControls: Bool = false) {
        if brokenText == nil, style == .phpSoap, let end = BrokenText.firstBreak(in: text) {
            brokenText = String(text[..<end])
        }
        EscapedText.append(text, to: &body, droppingControls: droppingControls)
    }
}
