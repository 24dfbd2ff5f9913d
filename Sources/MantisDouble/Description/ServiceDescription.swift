import MantisConnect

/// The service in WSDL, for clients that build themselves from it: written from the table of operations and the table of
/// types, so that it tells what this server really answers.
struct ServiceDescription {
    private var text = ""
    private let operations: [Operation]
    private static let namespace = "http://futureware.biz/mantisconnect"
    private static let encoding = "http://schemas.xmlsoap.org/soap/encoding/"

    /// - Parameters:
    ///   - version: whose operations are described.
    ///   - address: the endpoint's URL.
    static func document(of version: ServerVersion, at address: String) -> [UInt8] {
        var description = ServiceDescription(version)
        description.writeTypes()
        description.writeMessages()
        description.writePortType()
        description.writeBinding(address)
        description.writeService(address)
        return Array(description.text.utf8)
    }

    private init(_ version: ServerVersion) {
        operations = OperationTable.operations.values.filter { OperationHistory.has($0.name, version) }
            .sorted { $0.name < $1.name }
        line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        line(
            """
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" \
            xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
            xmlns:SOAP-ENC="\(Self.encoding)" xmlns:tns="\(Self.namespace)" targetNamespace="\(Self.namespace)">
            """
        )
    }

    private mutating func line(_ line: String) {
        text += line
        text += "\n"
    }

    private mutating func writeTypes() {
        line("<types><xsd:schema targetNamespace=\"\(Self.namespace)\">")
        line("<xsd:import namespace=\"\(Self.encoding)\"/>")
        for structure in WireTypes.structures {
            line("<xsd:complexType name=\"\(structure.name)\"><xsd:all>")
            let occurrence = structure.isComplete ? "" : " minOccurs=\"0\""
            for member in structure.members {
                line("<xsd:element name=\"\(member.name)\" type=\"\(WireTypes.qualified(member.type))\"\(occurrence)/>")
            }
            line("</xsd:all></xsd:complexType>")
        }
        for array in WireTypes.arrays {
            line("<xsd:complexType name=\"\(array)\"><xsd:complexContent><xsd:restriction base=\"SOAP-ENC:Array\">")
            line("<xsd:attribute ref=\"SOAP-ENC:arrayType\" wsdl:arrayType=\"\(WireTypes.item(of: array))[]\"/>")
            line("</xsd:restriction></xsd:complexContent></xsd:complexType>")
        }
        line("</xsd:schema></types>")
    }

    private mutating func writeMessages() {
        for operation in operations {
            line("<message name=\"\(operation.name)Request\">")
            for part in operation.allParts {
                line("<part name=\"\(part.name)\" type=\"\(WireTypes.qualified(part.wireType))\"/>")
            }
            line("</message>")
            line("<message name=\"\(operation.name)Response\">")
            line("<part name=\"return\" type=\"\(WireTypes.qualified(operation.resultType))\"/>")
            line("</message>")
        }
    }

    private mutating func writePortType() {
        line("<portType name=\"MantisConnectPortType\">")
        for operation in operations {
            let name = operation.name
            line("<operation name=\"\(name)\"><input message=\"tns:\(name)Request\"/>")
            line("<output message=\"tns:\(name)Response\"/></operation>")
        }
        line("</portType>")
    }

    private mutating func writeBinding(_ address: String) {
        line("<binding name=\"MantisConnectBinding\" type=\"tns:MantisConnectPortType\">")
        line("<soap:binding style=\"rpc\" transport=\"http://schemas.xmlsoap.org/soap/http\"/>")
        let body = "<soap:body use=\"encoded\" namespace=\"\(Self.namespace)\" encodingStyle=\"\(Self.encoding)\"/>"
        for operation in operations {
            line("<operation name=\"\(operation.name)\">")
            line("<soap:operation soapAction=\"\(Self.attribute(address))/\(operation.name)\" style=\"rpc\"/>")
            line("<input>\(body)</input><output>\(body)</output></operation>")
        }
        line("</binding>")
    }

    private mutating func writeService(_ address: String) {
        line("<service name=\"MantisConnect\"><port name=\"MantisConnectPort\" binding=\"tns:MantisConnectBinding\">")
        line("<soap:address location=\"\(Self.attribute(address))\"/></port></service>")
        line("</definitions>")
    }

    private static func attribute(_ text: String) -> String {
        var bytes: [UInt8] = []
        EscapedText.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "&quot;")
    }
}
