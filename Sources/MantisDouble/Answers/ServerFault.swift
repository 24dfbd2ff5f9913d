import SOAP

/// A fault as the server sends it. The same server has two shapes for one (reference §1.6): the SOAP library's own, and
/// the one of its exception handler.
package struct ServerFault: Error, Hashable, Sendable {
    package var code: Code
    package var text: String
    package var shape: Shape

    package enum Code: String, Hashable, Sendable {
        case client = "Client"
        case server = "Server"
        case versionMismatch = "VersionMismatch"
        case mustUnderstand = "MustUnderstand"
    }

    package enum Shape: Hashable, Sendable {
        /// HTTP 500, `text/xml`, with an XML declaration.
        case returned
        /// HTTP 200, `text/html`, without a declaration, the text full of HTML entities.
        case thrown
        /// HTTP 403 and a web page: older code that does not know it is called over SOAP.
        case page
    }

    package init(_ code: Code, _ text: String, shape: Shape = .returned) {
        self.code = code
        self.text = text
        self.shape = shape
    }

    var answer: ServerAnswer {
        switch shape {
        case .returned: ServerAnswer(status: 500, contentType: "text/xml; charset=utf-8", body: returnedBody)
        case .thrown: ServerAnswer(status: 200, contentType: "text/html; charset=UTF-8", body: thrownBody)
        case .page: ServerAnswer(status: 403, contentType: "text/html; charset=UTF-8", body: pageBody)
        }
    }

    /// As a server of that version sends it.
    func answer(of behaviour: ServerBehaviour) -> ServerAnswer {
        var fault = self
        if !behaviour.hasExceptions { fault.shape = .returned }
        if behaviour.accounts.deniesWithFullStop, fault == .loginFailed { fault.text += "." }
        guard behaviour.engine == .nusoap else { return fault.answer }
        // The libraries name what they do not know in their own ways.
        let isOwn = fault.text.hasPrefix("Operation '") || fault == .badRequest
        if fault == .badRequest { fault.text = "error in msg parsing:\nXML error parsing SOAP payload" }
        let body = NusoapEnvelope.fault(code: (isOwn ? "SOAP-ENV:" : "") + code.rawValue, text: fault.text)
        return ServerAnswer(status: 500, contentType: "text/xml; charset=UTF-8", body: body)
    }

    private var returnedBody: [UInt8] {
        var body = Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>\
            <SOAP-ENV:Fault><faultcode>SOAP-ENV:\(code.rawValue)</faultcode><faultstring>
            """.utf8
        )
        EscapedText.append(text, to: &body)
        body.append(
            contentsOf: "</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n".utf8
        )
        return body
    }

    private var pageBody: [UInt8] {
        let text = HTMLEntities.encode(text)
        return Array("<!DOCTYPE html>\n<html><head><title>MantisBT</title></head><body>\(text)</body></html>\n".utf8)
    }

    private var thrownBody: [UInt8] {
        Array(
            """
            <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
            <SOAP-ENV:Body>
            \t<SOAP-ENV:Fault>
            \t\t<faultcode>SOAP-ENV:\(code.rawValue)</faultcode>
            \t\t<faultstring>\(HTMLEntities.encode(text))</faultstring>
            \t</SOAP-ENV:Fault>
            </SOAP-ENV:Body>
            </SOAP-ENV:Envelope>
            """.utf8
        )
    }
}

extension ServerFault {
    /// What a request that cannot be read gets. A DTD has a fault of its own, unless the document is not well-formed
    /// anyway because its XML declaration comes late (recording 079).
    init(_ failure: DecodingFailure, in body: [UInt8]) {
        let declaration = body.firstRange(of: Array("<?xml".utf8))?.lowerBound ?? 0
        self =
            switch failure.code {
            case .dtdRefused where declaration == 0: ServerFault(.server, "DTD are not supported by SOAP")
            case .unexpectedShape("Body", _):
                ServerFault(.client, "looks like we got \"Body\" without function call")
            case .unexpectedShape("Envelope", IncomingRequest.aBody):
                ServerFault(.client, "Body must be present in a SOAP envelope")
            case .unexpectedShape, .notAnEnvelope: ServerFault(.versionMismatch, "Wrong Version")
            default: .badRequest
            }
    }

    /// Also what a disabled account, maintenance and a refused anonymous caller get (reference §1.6).
    static let loginFailed = ServerFault(.client, "Access denied")
    static let badRequest = ServerFault(.client, "Bad Request")
    static let badEncoding = ServerFault(.server, "SOAP-ERROR: Encoding: Violation of encoding rules")
    static let missingParameter = ServerFault(.client, "Missing parameter")

    static func noRights(_ user: String, reason: String? = nil) -> ServerFault {
        ServerFault(.client, "Access denied for user \(user)." + (reason.map { " Reason: \($0)." } ?? ""))
    }

    /// What the web pages say, and the lists of a project that is closed to the caller.
    static let deniedPage = ServerFault(.client, "Access Denied.", shape: .page)

    static func tooFewArguments(_ operation: String, _ sent: Int, of expected: Int) -> ServerFault {
        ServerFault(
            .server,
            "Too few arguments to function \(operation)(), \(sent) passed and exactly \(expected) expected"
        )
    }

    static func versionMissing(_ name: String, in project: String) -> ServerFault {
        .thrown("Version '\(name)' does not exist in project '\(project)'.")
    }

    static let unreleasedVersion = ServerFault.thrown("User not allowed to assign unreleased versions")

    /// A structure that was sent as nil, where PHP insists on one.
    static func nullStructure(_ operation: String, _ position: Int, _ part: String) -> ServerFault {
        ServerFault(
            .server,
            "\(operation)(): Argument #\(position) ($p_\(part)) must be of type stdClass, null given"
        )
    }

    static func notPresent(_ operation: String) -> ServerFault {
        ServerFault(.server, "Procedure '\(operation)' not present")
    }

    /// What nusoap says instead of ``notPresent(_:)``.
    static func notInDescription(_ operation: String) -> ServerFault {
        ServerFault(.client, "Operation '\(operation)' is not defined in the WSDL for this service")
    }

    /// A stored text that is no UTF-8 takes the whole answer with it (reference §1.7).
    static func notUTF8(after start: String) -> ServerFault {
        ServerFault(.server, "SOAP-ERROR: Encoding: string '\(start)\\xff...' is not a valid utf-8 string")
    }

    static func notImplemented(_ operation: String) -> ServerFault {
        ServerFault(.server, "Function '\(operation)' doesn't exist")
    }

    /// The text of the operations that go through Mantis's commands.
    static func issueNotFound(_ id: Int) -> ServerFault {
        ServerFault(.client, "Issue #\(id) not found", shape: .thrown)
    }

    /// The text of update, delete, history and the rest of the older code.
    static func issueMissing(_ id: Int) -> ServerFault {
        ServerFault(.client, "Issue '\(id)' does not exist.")
    }

    static func noteMissing(_ id: Int) -> ServerFault {
        ServerFault(.client, "Issue note '\(id)' does not exist.")
    }

    /// What the older code for notes, relationships and tags says of a read-only issue.
    static func readOnly(_ id: Int, to user: String) -> ServerFault {
        .noRights(user, reason: "Issue '\(id)' is readonly")
    }

    static func readOnly(_ id: Int) -> ServerFault {
        ServerFault(.client, "Issue '\(id)' is readonly")
    }

    static func thrown(_ text: String) -> ServerFault {
        ServerFault(.client, text, shape: .thrown)
    }

    /// A member that older code takes for granted.
    static func undefinedKey(_ name: String) -> ServerFault { .phpWarning("Undefined array key \"\(name)\"") }

    /// As ``phpWarning(_:)``, of the kind that PHP 5 and 7 make of an absent array member.
    static func phpNotice(_ description: String) -> ServerFault {
        ServerFault(.server, "Error Type: SYSTEM NOTICE,\nError Description: \(description)")
    }

    static func phpWarning(_ description: String) -> ServerFault {
        ServerFault(.server, "Error Type: SYSTEM WARNING,\nError Description: \(description)")
    }

    /// What the database says to a text that does not fit its column; the statement comes along (recording 065).
    static func tooLong(column: String, statement: String) -> ServerFault {
        ServerFault(
            .server,
            """
            Error Type: APPLICATION ERROR #401,
            Error Description: Database query failed. Error received from database was #1406: Data too long for column \
            '\(column)' at row 1 for the query: \(statement).
            """
        )
    }
}
