import Foundation
import Testing
import Tickets

@testable import Ledger

@Suite("Reading the ledger's text")
struct JSONReaderTests {
    @Test(
        "The form is read whoever wrote it, in whatever order and with whatever space",
        arguments: [[], .sortedKeys, .prettyPrinted, [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]]
            as [JSONEncoder.OutputFormatting]
    )
    func otherWriters(_ formatting: JSONEncoder.OutputFormatting) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        for ticket in [Sample.fullTicket(), Sample.ticket(1)] {
            let text = String(decoding: try encoder.encode(ticket), as: UTF8.self)
            #expect(try JSONForm.ticket(from: text) == ticket)
        }
    }

    @Test("Text that is cut off anywhere is refused")
    func truncations() {
        let text = Array(JSONForm.text(of: Sample.fullTicket()).utf8)
        for length in 0..<text.count {
            #expect(throws: JSONReader.Unreadable.self, "cut at \(length)") {
                try JSONForm.ticket(from: String(decoding: text[..<length], as: UTF8.self))
            }
        }
    }

    @Test("Spoilt text is refused or read as the model's own decoder reads it", arguments: 0..<20)
    func mutations(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = Array(JSONForm.text(of: Sample.fullTicket()).utf8)
        for _ in 0..<100 {
            var bytes = original
            let index = Int.random(in: bytes.indices, using: &random)
            bytes[index] = UInt8.random(in: 0x20...0x7E, using: &random)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let ticket = try? JSONForm.ticket(from: text) else { continue }
            #expect(try JSONDecoder().decode(Ticket.self, from: Data(text.utf8)) == ticket)
        }
    }

    @Test(
        "Each member is needed, and no other is taken",
        arguments: [
            (#""project":"Web services","#, ""), (#""timeline":"#, #""time_line":"#), ("ticket@1", "ticket@2"),
            (#""status":"new""#, #""status":"news""#), (#""type":"answered","note":1"#, #""type":"answered""#),
            (#""type":"handler_changed","to":3"#, #""type":"handler_changed","to":"3""#),
            (#""type":"status_changed","from":"new""#, #""type":"status_changed","from":5"#),
            (#""type":"field_changed","name":"severity","from":"""#, #""type":"field_changed","name":"severity""#),
            (#""submitted":"2026-05-11T"#, #""submitted":"2026-13-11T"#), (#""id":"acme-1""#, #""id":"acme-01""#),
            (#"{"kind":"related_to","issue":8}"#, #"{"kind":"related_to"}"#), (#"{"id":1}"#, "{}"),
            (",\"gaps\":[", ",\"gaps\":[,"),
        ]
    )
    func strictness(_ part: String, _ replacement: String) throws {
        let text = JSONForm.text(of: Sample.fullTicket())
        try #require(text.contains(part))
        let spoilt = text.replacingOccurrences(of: part, with: replacement)
        #expect(throws: JSONReader.Unreadable.self) { try JSONForm.ticket(from: spoilt) }
        #expect(throws: JSONReader.Unreadable.self) { try JSONForm.ticket(from: text + " x") }
    }

    @Test(
        "Integers have the whole range and no more",
        arguments: [
            ("0", 0), ("-0", 0), (" 7 ", 7), ("-12", -12), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("-9223372036854775809", nil),
            ("99999999999999999999", nil), ("", nil), ("-", nil), ("1.5", nil), ("+1", nil), ("x", nil),
        ] as [(String, Int?)]
    )
    func integers(_ text: String, _ number: Int?) {
        #expect((try? JSONReader.read(text) { try $0.integer() }) == number)
    }

    @Test(
        "Escapes stand for their characters",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00f1\u00F1\u2028""#, "ññ\u{2028}"),
            (#""a\ud83d\ude00b""#, "a😀b"), (#""\u0000""#, "\u{0}"), (#""\ud83d""#, nil), (#""\ud83d\n""#, nil),
            (#""\ude00""#, nil), (#""\ud83dA""#, nil), (#""\u12""#, nil), (#""\u12g4""#, nil), (#""\u+123""#, nil),
            (#""\x""#, nil),
            (#""\"#, nil), (#"""#, nil), (#""ñ漢😀""#, "ñ漢😀"),
        ] as [(String, String?)]
    )
    func escapes(_ text: String, _ expected: String?) {
        #expect((try? JSONReader.read(text) { try $0.string() }) == expected)
    }
}
