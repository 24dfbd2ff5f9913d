import SOAP
import Testing

@Suite struct IncomingRequestTests {
    private func request(_ body: String) throws(DecodingFailure) -> IncomingRequest {
        try IncomingRequest(
            Array(
                """
                <?xml version="1.0"?>
                <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="urn:t"><E:Body>\(body)</E:Body></E:Envelope>
                """.utf8
            )
        )
    }

    @Test func `an operation has its parameters in the order sent`() throws {
        let request = try request(
            """
            <t:op><username xsi:type="xsd:string">u</username><list xsi:type="C:Array"><item>1</item><item>2</item></list>
            <none xsi:nil="true"/><blank/></t:op>
            """
        )
        #expect(request.operation == "op")
        #expect(request.namespace == "urn:t")
        #expect(
            request.parameters == [
                RequestElement(name: "username", type: "xsd:string", text: "u"),
                RequestElement(
                    name: "list",
                    type: "C:Array",
                    children: [RequestElement(name: "item", text: "1"), RequestElement(name: "item", text: "2")]
                ),
                RequestElement(name: "none", isNull: true),
                RequestElement(name: "blank"),
            ]
        )
        #expect(request.parameters[1]["item"]?.text == "1")
        #expect(request.parameters[1]["other"] == nil)
    }

    @Test func `an operation without parameters or namespace is one`() throws {
        let request = try request("<op/>")
        #expect(request == request)
        #expect(request.operation == "op")
        #expect(request.namespace == "")
        #expect(request.parameters.isEmpty)
    }

    @Test func `parameters in the operation's namespace have their plain names`() throws {
        let request = try request("<op xmlns=\"urn:t\"><name>n</name><o:x xmlns:o=\"urn:o\"/></op>")
        #expect(request.parameters.map(\.name) == ["name", "o:x"])
    }

    @Test func `a reference keeps its own name and takes its target's content`() throws {
        let request = try request(
            "<t:op><issue href=\"#1\"/></t:op><multiRef id=\"1\" xsi:type=\"t:IssueData\"><id>5</id></multiRef>"
        )
        #expect(
            request.parameters == [
                RequestElement(name: "issue", type: "t:IssueData", children: [RequestElement(name: "id", text: "5")])
            ]
        )
    }

    @Test func `a document type is told from other faults`() {
        let body = Array("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>".utf8)
        #expect { try IncomingRequest(body) } throws: { ($0 as? DecodingFailure)?.code == .dtdRefused }
    }

    @Test func `nothing is repaired`() {
        for bad in ["<t:op>\u{1}</t:op>", "<t:op>&eacute;</t:op>", "<t:op>&#1;</t:op>", "<t:op>", "a"] {
            #expect(throws: DecodingFailure.self) { try request(bad + "</E:Body>") }
        }
        #expect(throws: DecodingFailure.self) { try request("<t:op>\u{1}</t:op>") }
        #expect(throws: DecodingFailure.self) { try request("<t:op>&eacute;</t:op>") }
        #expect(throws: DecodingFailure.self) { try request("") }
        #expect(throws: DecodingFailure.self) { try IncomingRequest(Array("a".utf8)) }
        #expect(throws: DecodingFailure.self) { try IncomingRequest([]) }
        #expect(throws: DecodingFailure.self) { try IncomingRequest(Array(" <?xml version=\"1.0\"?><x/>".utf8)) }
    }

    @Test func `a request in UTF-16 that only looks like UTF-8 is refused before the parser sees it`() {
        let text = "<?xml version=\"1.0\"?><a/>"
        let wide = text.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        #expect {
            try IncomingRequest(wide)
        } throws: {
            ($0 as? DecodingFailure)?.detail == "it is not UTF-8"
        }
    }

    @Test func `a type or a namespace with an ampersand keeps it`() throws {
        #expect(try self.request("<op xmlns=\"urn:a&amp;b\"/>").namespace == "urn:a&b")
        let request = try request("<t:op><a xsi:type=\"x:a&amp;#38;&lt;&#10;b\"/></t:op>")
        #expect(request.parameters.map(\.type) == ["x:a&#38;<\nb"])
    }

    @Test func `a request may be in ISO 8859-1, as PHP takes it, and in nothing else`() throws {
        func body(_ encoding: String) -> [UInt8] {
            let text = """
                <?xml version="1.0" encoding="\(encoding)"?><E:Envelope \
                xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body><op><a>Caf~</a></op></E:Body></E:Envelope>
                """
            return text.utf8.map { $0 == UInt8(ascii: "~") ? 0xE9 : $0 }
        }
        #expect(try IncomingRequest(body("ISO-8859-1")).parameters.map(\.text) == ["Café"])
        #expect(throws: DecodingFailure(.malformed, detail: "it is not UTF-8")) { try IncomingRequest(body("UTF-8")) }
        #expect { try IncomingRequest(body("IBM037")) } throws: { ($0 as? DecodingFailure)?.code == .malformed }
    }

    @Test func `limits hold for requests`() {
        let limits = DecodingLimits(bytes: 10, elements: 10, depth: 10)
        #expect(throws: DecodingFailure(.tooLarge, detail: "more than 10 bytes")) {
            try IncomingRequest(Array("<xxxxxxxxxxxx/>".utf8), limits: limits)
        }
        let deep = String(repeating: "<a>", count: 80) + String(repeating: "</a>", count: 80)
        #expect { try request(deep) } throws: { ($0 as? DecodingFailure)?.code == .tooDeep }
    }
}
