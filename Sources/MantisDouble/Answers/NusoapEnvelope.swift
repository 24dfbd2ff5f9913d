/// Answers and faults as nusoap writes them, the library of 1.2 that is written in PHP (reference §1.4).
enum NusoapEnvelope {
    /// - Parameter body: the `return` element.
    static func wrap(_ body: [UInt8], operation: String) -> [UInt8] {
        var document = Array(opening.utf8)
        document.append(
            contentsOf: "<ns1:\(operation)Response xmlns:ns1=\"http://futureware.biz/mantisconnect\">".utf8
        )
        document.append(contentsOf: body)
        document.append(contentsOf: "</ns1:\(operation)Response></SOAP-ENV:Body></SOAP-ENV:Envelope>".utf8)
        return document
    }

    /// - Parameter code: with the library's own prefix when it is the library that complains, without for Mantis.
    static func fault(code: String, text: String) -> [UInt8] {
        var document = Array(opening.utf8)
        document.append(contentsOf: "<SOAP-ENV:Fault><faultcode xsi:type=\"xsd:string\">\(code)</faultcode>".utf8)
        document.append(contentsOf: "<faultactor xsi:type=\"xsd:string\"></faultactor>".utf8)
        document.append(contentsOf: "<faultstring xsi:type=\"xsd:string\">".utf8)
        EscapedText.append(text, to: &document)
        document.append(contentsOf: "</faultstring><detail xsi:type=\"xsd:string\"></detail>".utf8)
        document.append(contentsOf: "</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>".utf8)
        return document
    }

    private static let opening = """
        <?xml version="1.0" encoding="UTF-8"?>\
        <SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" \
        xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" \
        xmlns:tns="http://futureware.biz/mantisconnect"><SOAP-ENV:Body>
        """
}
