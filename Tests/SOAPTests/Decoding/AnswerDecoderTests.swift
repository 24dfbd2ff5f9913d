import SOAP
import Testing

@Suite struct AnswerDecoderTests {
    @Test(arguments: [1, 2, 3, 7, 4096])
    func `each item of a list is handed over in order`(pieceSize: Int) throws {
        let document = Decoded.envelope("<return><item><id>1</id></item><item><id>2</id></item><item/></return>")
        #expect(try Decoded.items(document, pieceSize: pieceSize) == ["item(id=1)", "item(id=2)", "item="])
    }

    @Test func `a single value is handed over whole`() throws {
        let document = Decoded.envelope("<return><id>1</id><notes><item><text>a</text></item></notes></return>")
        #expect(try Decoded.items(document, shape: .value) == ["return(id=1,notes(item(text=a)))"])
    }

    @Test(arguments: ["", "<return/>", "<return></return>", "<return xsi:nil=\"true\"/>", "\n  \n"])
    func `an answer without items is an empty list`(answer: String) throws {
        #expect(try Decoded.items(Decoded.envelope(answer)) == [])
    }

    @Test func `an answer without a return has no value`() throws {
        #expect(try Decoded.items(Decoded.envelope(""), shape: .value) == [])
        #expect(try Decoded.items(Decoded.envelope("<return xsi:nil=\"1\"/>"), shape: .value) == ["return=nil"])
    }

    @Test func `nil, empty and absent are three things`() throws {
        let document = Decoded.envelope(
            "<return><item><id xsi:nil=\"true\"/><name></name><status xsi:nil=\"false\">x</status></item></return>"
        )
        let answer = try Decoded.answer(document) { item in
            Decoded.names.map { name in
                guard let member = item.child(Decoded.number(name)) else { return "absent" }
                return member.isNull ? "nil" : member.isEmpty ? "empty" : member.string
            }.joined(separator: " ")
        }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["nil empty x absent absent absent"])
    }

    @Test func `unknown elements and attributes change nothing`() throws {
        let document = Decoded.envelope(
            """
            <return extra="1"><item color="red"><unknown><id>9</id><text>no</text></unknown><id>1</id>\
            <other/>loose text<name>n</name></item></return><return2>ignored</return2>
            """
        )
        let answer = try Decoded.answer(document) { item in
            (item.child(Decoded.number("id"))?.string ?? "") + (item.child(Decoded.number("name"))?.string ?? "")
                + (item.child(Decoded.number("text"))?.string ?? "")
        }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["1n"])
    }

    @Test func `names count by their namespace, not by their prefix`() throws {
        let document = """
            <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><x>1</x></Header><Body>\
            <m:opResponse xmlns:m="urn:test" xmlns=""><return xmlns:i="http://www.w3.org/2001/XMLSchema-instance">\
            <item><x:id xmlns:x="urn:other">foreign</x:id><id xmlns="urn:other">foreign</id><m:id>own</m:id>\
            <name i:nil="true"/></item></return></m:opResponse></Body></Envelope>
            """
        let answer = try Decoded.answer(document) { item in
            "\(item.child(Decoded.number("id"))?.string ?? "") \(item.child(Decoded.number("name"))?.isNull == true)"
        }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["own true"])
    }

    @Test func `a prefix that is not declared is unknown, not an error`() throws {
        let document = Decoded.envelope("<return><item><zz:id>1</zz:id><id>2</id></item></return>")
        let answer = try Decoded.answer(document) { $0.child(Decoded.number("id"))?.string ?? "" }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["2"])
    }

    @Test(arguments: [1, 5, 1000])
    func `text is put together from its pieces`(pieceSize: Int) throws {
        let document = Decoded.envelope(
            "<return><item><text> a &amp; b&#10;&lt;ñ€🦤&gt; <![CDATA[<c>d]]><!-- no --><?no no?> e\t</text></item></return>"
        )
        #expect(
            try Decoded.items(document, pieceSize: pieceSize) == ["item(text= a & b\n<ñ€🦤> <c>d e\t)"]
        )
    }

    @Test func `text of any length arrives whole`() throws {
        let long = String(repeating: "línea de evidencia\n", count: 400_000)
        let document = Decoded.envelope("<return>\(long)</return>")
        #expect(try Decoded.items(document, shape: .value) == ["return=" + long])
    }

    @Test func `values are read from bytes`() throws {
        let document = Decoded.envelope(
            "<return><id> -42\n</id><name>1</name><status>2026-11-21T20:47:32-05:00</status><text>Zm9v</text></return>"
        )
        let answer = try Decoded.answer(document, shape: .value) { item throws(DecodingFailure) in
            let id = try item.child(0)?.integer() ?? 0
            let name = try item.child(1)?.boolean() ?? false
            let status = try item.child(2)?.dateTime().epochSeconds ?? 0
            let text = try item.child(4)?.base64() ?? []
            return "\(id) \(name) \(status) \(text.count)"
        }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["-42 true 1795312052 3"])
    }

    @Test(arguments: ["", "abc", "1.5", "-", "+", "1 2", "0x1", "9999999999999999999", "--1"])
    func `what is no integer is told by its element`(text: String) {
        let document = Decoded.envelope("<return>\n<item><id>\(text)</id></item></return>")
        #expect(
            throws: DecodingFailure(.unexpectedShape(element: "id", expected: "an integer"), line: 3)
        ) {
            try Decoded.answer(document) { item throws(DecodingFailure) in
                String(try item.child(0)?.integer() ?? 0)
            }
        }
    }

    @Test func `what is no boolean, date or file is told by its element`() {
        let document = Decoded.envelope("<return><item><id>x!</id></item></return>")
        let reads: [(String, AnswerDecoder<String>.Read)] = [
            ("a boolean", { item throws(DecodingFailure) in String(try item.child(0)?.boolean() ?? false) }),
            (
                "a date and time with an offset",
                { item throws(DecodingFailure) in try item.child(0)?.dateTime().description ?? "" }
            ),
            ("base 64", { item throws(DecodingFailure) in String(try item.child(0)?.base64().count ?? 0) }),
        ]
        for (expected, read) in reads {
            let failure = DecodingFailure(.unexpectedShape(element: "id", expected: expected), line: 2)
            #expect(throws: failure) { try Decoded.answer(document, read: read) }
        }
    }

    @Test func `an answer to something else is refused`() {
        let document = Decoded.envelope("").replacing("opResponse", with: "otherResponse")
        let expected = "<opResponse> or a fault"
        #expect(Decoded.failure(document) == .unexpectedShape(element: "otherResponse", expected: expected))
        let foreign = Decoded.envelope("").replacing("xmlns:n=\"urn:test\"", with: "xmlns:n=\"urn:else\"")
        #expect(Decoded.failure(foreign) == .unexpectedShape(element: "opResponse", expected: expected))
    }

    @Test func `an envelope without an answer is refused`() {
        let empty = "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body/></S:Envelope>"
        #expect(Decoded.failure(empty) == .unexpectedShape(element: "Body", expected: "an answer or a fault"))
        let newer = empty.replacing(
            "http://schemas.xmlsoap.org/soap/envelope/",
            with: "http://www.w3.org/2003/05/soap-envelope"
        )
        #expect(
            Decoded.failure(newer) == .unexpectedShape(element: "Envelope", expected: "a SOAP 1.1 envelope")
        )
    }

    @Test func `what follows the envelope does not matter`() throws {
        let document = Decoded.envelope("<return><item>1</item></return>") + "\n<br />\n<b>Warning</b>: & more"
        #expect(try Decoded.items(document) == ["item=1"])
        #expect(try Decoded.items(document, pieceSize: 1) == ["item=1"])
    }

    @Test(arguments: [
        "<return><item></return>", "<return><item a=1/></return>", "<return><item>a < b</item></return>",
        "<return><item a='' a=''/></return>", "</return>",
    ])
    func `what is not well-formed is malformed`(answer: String) {
        #expect(Decoded.failure(Decoded.envelope(answer)) == .malformed)
        #expect(Decoded.failure(Decoded.envelope(answer), pieceSize: 1) == .malformed)
    }

    @Test(arguments: [1, 2, 4096])
    func `a row that is not UTF-8 is repaired and counted, and hides no other`(pieceSize: Int) throws {
        let body = Decoded.envelope("<return><item>Caf~</item><item>Café</item></return>").utf8.map {
            $0 == UInt8(ascii: "~") ? 0xE9 : $0
        }
        let answer = try Decoded.answer(body, pieceSize: pieceSize)
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["item=Caf\u{FFFD}", "item=Café"])
        #expect(answer.repairs == BodyRepairs(damagedSequences: 1))
    }

    @Test(arguments: [1, 3, 4096])
    func `ISO 8859-1 is read when it is declared`(pieceSize: Int) throws {
        let text = Decoded.envelope("<return><item>Caf~ &eacute;</item></return>")
            .replacing("encoding=\"UTF-8\"", with: "encoding = 'iso-8859-1' standalone='yes' ")
        let body = text.utf8.map { $0 == UInt8(ascii: "~") ? 0xE9 : $0 }
        let answer = try Decoded.answer(body, pieceSize: pieceSize)
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["item=Café é"])
        #expect(answer.repairs == BodyRepairs(replacedEntities: 1))
    }

    @Test(arguments: ["UTF-7", "UTF-16", "ISO-2022-CN-EXT", "EBCDIC-CP-US", ""], [1, 4096])
    func `no other encoding is converted`(encoding: String, pieceSize: Int) {
        let document = Decoded.envelope("<return/>").replacing("UTF-8", with: encoding)
        let failure = DecodingFailure(
            .malformed,
            line: 1,
            detail: "it declares the encoding “\(encoding)”, not UTF-8"
        )
        #expect(throws: failure) { try Decoded.answer(document, pieceSize: pieceSize) }
    }

    @Test func `what a spoilt document is called does not depend on its pieces`() {
        let spoilt = [
            "<return><item>a < b</item></return>", "<return><item &amp;/></return>", "<return><item a='<'/></return>",
            "<return><item>]]></item></return>", "<return><1/></return>", "<return><item></itemm></return>",
            "<return><item xsi:nil='1' xsi:nil='1'/></return>", "<return><!-- -- --></return>",
            "<return><a:b:c/></return>",
        ]
        for answer in spoilt {
            let document = Decoded.envelope(answer)
            let whole = Decoded.failure(document)
            for pieceSize in [1, 2, 3, 7, 16, 100] {
                #expect(Decoded.failure(document, pieceSize: pieceSize) == whole, "\(answer)")
            }
        }
    }

    @Test func `a tag may lie across what the parser gets at a time`() throws {
        // The parser gets 64 KB at a time; the padding moves the items across that border.
        for padding in 65_200..<65_310 {
            let text = String(repeating: "x", count: padding)
            let document = Decoded.envelope("<return><item>\(text)</item><item>1 &amp; ñ&#241;</item></return>")
            #expect(try Decoded.items(document, pieceSize: 16384).last == "item=1 & ññ")
        }
    }

    @Test func `an empty body is cut short`() {
        #expect(throws: DecodingFailure(.truncated, detail: "it is empty")) { try Decoded.answer("") }
    }
}
