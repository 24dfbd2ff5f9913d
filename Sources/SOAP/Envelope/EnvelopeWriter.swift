/// Writes one SOAP 1.1 request in RPC/encoded form, the shape every Mantis version accepts (reference §1.2).
///
/// Servers bind parameters by name or by order, so write them with the names and in the order of the WSDL:
///
///     var envelope = EnvelopeWriter(operation: "mc_issue_note_add", namespace: "http://futureware.biz/mantisconnect")
///     envelope.string("username", "puente")
///     envelope.integer("issue_id", 2001)
///     envelope.structure("note", type: "t:IssueNoteData") { note in
///         note.string("text", "Acuse de recibo")
///     }
///     let body = envelope.finish()
///
/// Names and types are the program's own and are written as they are; a type of the operation's namespace has the
/// prefix `t`, one of XML Schema `xsd`. Values are escaped, and characters that XML cannot carry are left out.
package struct EnvelopeWriter: Sendable {
    private let operation: String
    private var bytes: [UInt8] = []

    package init(operation: String, namespace: String) {
        self.operation = operation
        bytes.reserveCapacity(1024)
        raw(#"<?xml version="1.0" encoding="UTF-8"?>"#)
        raw("\n<E:Envelope xmlns:E=\"\(Namespaces.envelope)\" xmlns:xsd=\"\(Namespaces.schema)\"")
        raw(" xmlns:xsi=\"\(Namespaces.schemaInstance)\" xmlns:C=\"\(Namespaces.encoding)\"")
        raw(" xmlns:t=\"\(namespace)\" E:encodingStyle=\"\(Namespaces.encoding)\"><E:Body><t:\(operation)>")
    }

    package mutating func string(_ name: String, _ value: String) {
        open(name, type: "xsd:string")
        XMLText.append(value, to: &bytes)
        close(name)
    }

    package mutating func integer(_ name: String, _ value: Int) {
        open(name, type: "xsd:integer")
        raw(String(value))
        close(name)
    }

    package mutating func boolean(_ name: String, _ value: Bool) {
        open(name, type: "xsd:boolean")
        raw(value ? "true" : "false")
        close(name)
    }

    /// ISO 8601 with the value's own offset.
    package mutating func dateTime(_ name: String, _ value: DateTime) {
        open(name, type: "xsd:dateTime")
        raw(value.description)
        close(name)
    }

    package mutating func base64(_ name: String, _ value: [UInt8]) {
        open(name, type: "xsd:base64Binary")
        Base64.append(value, to: &bytes)
        close(name)
    }

    /// `xsi:nil`: "not set", which is not the same as blank (reference §1.2).
    package mutating func null(_ name: String) {
        raw("<\(name) xsi:nil=\"true\"/>")
    }

    package mutating func structure(_ name: String, type: String, _ members: (inout EnvelopeWriter) -> Void) {
        open(name, type: type)
        members(&self)
        close(name)
    }

    /// An array of `count` items, which `items` writes, each under the name `item`.
    package mutating func array(
        _ name: String,
        itemType: String,
        count: Int,
        _ items: (inout EnvelopeWriter) -> Void
    ) {
        raw("<\(name) xsi:type=\"C:Array\" C:arrayType=\"\(itemType)[\(count)]\">")
        items(&self)
        close(name)
    }

    /// The complete body, in UTF-8.
    package consuming func finish() -> [UInt8] {
        raw("</t:\(operation)></E:Body></E:Envelope>\n")
        return bytes
    }

    private mutating func open(_ name: String, type: String) {
        raw("<\(name) xsi:type=\"\(type)\">")
    }

    private mutating func close(_ name: String) {
        raw("</\(name)>")
    }

    private mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
