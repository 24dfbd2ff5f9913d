import SOAP
import Testing

@Suite struct EnvelopeWriterTests {
    @Test func `a request without arguments is an envelope with an empty operation`() {
        let text = String(decoding: EnvelopeWriter(operation: "op", namespace: "urn:x").finish(), as: UTF8.self)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xmlns:C="http://schemas.xmlsoap.org/soap/encoding/" xmlns:t="urn:x" \
                E:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><E:Body><t:op></t:op></E:Body></E:Envelope>

                """
        )
    }

    @Test func `each kind of value carries its type`() {
        let body = written { envelope in
            envelope.string("s", "ñ")
            envelope.integer("i", -3)
            envelope.boolean("b", true)
            envelope.dateTime("d", DateTime(epochSeconds: 1_795_312_052, offsetSeconds: -18000))
            envelope.base64("f", [0xFF, 0x00])
            envelope.null("n")
        }
        #expect(
            body == """
                <s xsi:type="xsd:string">ñ</s><i xsi:type="xsd:integer">-3</i><b xsi:type="xsd:boolean">true</b>\
                <d xsi:type="xsd:dateTime">2026-11-21T20:47:32-05:00</d><f xsi:type="xsd:base64Binary">/wA=</f>\
                <n xsi:nil="true"/>
                """
        )
    }

    @Test func `structures and arrays nest`() {
        let body = written { envelope in
            envelope.structure("filter", type: "t:FilterSearchData") { filter in
                filter.array("project_id", itemType: "xsd:integer", count: 2) { items in
                    items.integer("item", 1)
                    items.integer("item", 2)
                }
                filter.array("tags", itemType: "t:TagData", count: 0) { _ in }
            }
        }
        #expect(
            body == """
                <filter xsi:type="t:FilterSearchData">\
                <project_id xsi:type="C:Array" C:arrayType="xsd:integer[2]">\
                <item xsi:type="xsd:integer">1</item><item xsi:type="xsd:integer">2</item></project_id>\
                <tags xsi:type="C:Array" C:arrayType="t:TagData[0]"></tags></filter>
                """
        )
    }

    @Test(arguments: [
        ("a<b>&c", "a&lt;b&gt;&amp;c"),
        ("\"quotes\" 'stay'", "\"quotes\" 'stay'"),
        ("one\ttab\nline", "one\ttab\nline"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("a lone\rreturn\r", "a lone&#13;return&#13;"),
        ("\r\r\n", "&#13;\n"),
        ("a\u{0}\u{1}\u{8}\u{B}\u{1F}b", "ab"),
        ("a\u{FFFE}\u{FFFF}\u{FFFD}b", "a\u{FFFD}b"),
        ("\u{7F}\u{85}", "\u{7F}\u{85}"),
        ("🦤 ]]>", "🦤 ]]&gt;"),
        ("", ""),
    ])
    func `text is escaped and what XML cannot carry is left out`(text: String, expected: String) {
        #expect(written { $0.string("x", text) } == "<x xsi:type=\"xsd:string\">\(expected)</x>")
    }

    @Test func `what is written is read back the same`() throws {
        let text = "  \u{1}Lucía & «Peña» <b>\r\n\tfin\r"
        var envelope = EnvelopeWriter(operation: "mc_issue_note_add", namespace: "http://futureware.biz/mantisconnect")
        envelope.structure("note", type: "t:IssueNoteData") { note in
            note.string("text", text)
            note.null("view_state")
        }
        let request = try IncomingRequest(envelope.finish())
        #expect(request.operation == "mc_issue_note_add")
        #expect(request.namespace == "http://futureware.biz/mantisconnect")
        let note = try #require(request.parameters.first)
        #expect(note.type == "t:IssueNoteData")
        #expect(note["text"]?.text == "  Lucía & «Peña» <b>\n\tfin\r")
        #expect(note["view_state"]?.isNull == true)
    }

    /// What stands in the operation's element.
    private func written(_ arguments: (inout EnvelopeWriter) -> Void) -> String {
        var envelope = EnvelopeWriter(operation: "op", namespace: "urn:x")
        arguments(&envelope)
        let text = String(decoding: envelope.finish(), as: UTF8.self)
        let start = text.firstRange(of: "<t:op>")?.upperBound ?? text.startIndex
        let end = text.firstRange(of: "</t:op>")?.lowerBound ?? text.endIndex
        return String(text[start..<end])
    }
}
