import SOAP
import Testing

@Suite struct FaultTests {
    @Test(arguments: [
        ("SOAP-ENV:Client", SOAPFault.Code.client), ("SOAP-ENV:Server", .server), ("Client", .client),
        ("Server", .server), ("x:Client.Authentication", .client), ("x:Server.Busy", .server),
    ])
    func `the code is what follows the colon`(text: String, code: SOAPFault.Code) throws {
        #expect(
            try fault("<faultcode>\(text)</faultcode><faultstring>no</faultstring>")
                == SOAPFault(code: code, text: "no")
        )
    }

    @Test(arguments: [1, 3, 4096])
    func `HTML's entities in a fault are characters`(pieceSize: Int) throws {
        let document = envelope(
            "<faultcode>S:Client</faultcode>\n\t\t<faultstring>&#039;Caf&eacute; &Ntilde;and&uacute;&#039; &amp; &lt;m&aacute;s&gt;"
                + " &hellip;</faultstring>\n"
        )
        let answer = try Decoded.answer(document, pieceSize: pieceSize)
        guard case .fault(let fault) = answer.outcome else { return #expect(Bool(false)) }
        #expect(fault.text == "'Café Ñandú' & <más> …")
        #expect(answer.repairs == BodyRepairs(replacedEntities: 5))
    }

    @Test func `a fault may be qualified, typed and followed by more members`() throws {
        let members = """
            <S:faultcode xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xsd:string">Server</S:faultcode>\
            <faultactor/><faultstring>no</faultstring><detail><x>1</x></detail>
            """
        #expect(try fault(members) == SOAPFault(code: .server, text: "no"))
    }

    @Test func `a fault without a text has a blank one`() throws {
        #expect(try fault("<faultcode>S:Server</faultcode>") == SOAPFault(code: .server, text: ""))
    }

    @Test func `a fault that talks on and on is cut`() throws {
        let text = String(repeating: "ñ", count: 3_000_000)
        let fault = try #require(try fault("<faultcode>S:Server</faultcode><faultstring>\(text)</faultstring>"))
        #expect(fault.text.count == 8193 && fault.text.hasSuffix("ñ…"))
    }

    private func envelope(_ members: String) -> String {
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><S:Fault>\(members)</S:Fault></S:Body></S:Envelope>"
    }

    private func fault(_ members: String) throws -> SOAPFault? {
        for shape in [AnswerDecoder<String>.Shape.value, .items] {
            guard case .fault(let fault) = try Decoded.answer(envelope(members), shape: shape).outcome else {
                return nil
            }
            if shape == .items { return fault }
        }
        return nil
    }
}
