import Foundation
import ServiceLevels
import Testing
import Tickets

@testable import Ledger

@Suite("Tickets as the ledger's text")
struct JSONFormTests {
    @Test("The text is the exchange form: what the model's own coder writes, in the order it writes it")
    func isTheExchangeForm() throws {
        for ticket in [Sample.fullTicket(), Sample.ticket(1), Sample.ticket(2, kind: nil, level: nil, status: nil)] {
            let text = JSONForm.text(of: ticket)
            #expect(try JSONDecoder().decode(Ticket.self, from: Data(text.utf8)) == ticket)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let expected = try JSONSerialization.jsonObject(with: encoder.encode(ticket)) as? NSDictionary
            let actual = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
            #expect(actual != nil && actual == expected)
        }
    }

    /// The text is written member by member, so a new member of the model would be lost without this test.
    @Test("The full ticket of the tests leaves no member of the model out")
    func sampleIsFull() {
        expectFull(Sample.fullTicket(), "ticket")
    }

    /// Every optional has a value and every list an element, in at least one of the elements of each list.
    private func expectFull(_ value: Any, _ path: String) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            #expect(!mirror.children.isEmpty, "\(path) has no value")
            for child in mirror.children { expectFull(child.value, path) }
        case .collection:
            #expect(!mirror.children.isEmpty, "\(path) has no element")
        case .struct:
            for child in mirror.children { expectFull(child.value, "\(path).\(child.label ?? "")") }
        default: break
        }
    }

    @Test("Every event, person, note and the like comes back, with all members and with none")
    func parts() throws {
        var ticket = Sample.ticket(1)
        let people = [
            Person(id: 1), Person(id: 2, name: "n", realName: "r", email: "e"), Person(id: 3, realName: "r"),
        ]
        ticket.timeline = people.map { Event(at: Sample.start, by: $0, fact: .created) }
        ticket.reporter = people[1]
        #expect(try JSONForm.ticket(from: JSONForm.text(of: ticket)) == ticket)
    }

    @Test("Any character comes back, the control characters included")
    func characters() throws {
        let scalars = (0...0x2FF).compactMap(UnicodeScalar.init) + ["\u{2028}", "\u{FEFF}", "\u{FFFD}", "😀"]
        var ticket = Sample.ticket(1)
        for scalar in scalars {
            ticket.summary = "a\(Character(scalar))b\(Character(scalar))"
            ticket.tags = [String(Character(scalar))]
            let read = try JSONForm.ticket(from: JSONForm.text(of: ticket))
            #expect(Array(read.summary.utf8) == Array(ticket.summary.utf8), "U+\(String(scalar.value, radix: 16))")
            #expect(read == ticket)
        }
    }

    @Test("Equal tickets give equal text")
    func deterministic() {
        #expect(JSONForm.text(of: Sample.fullTicket()) == JSONForm.text(of: Sample.fullTicket()))
    }

    @Test("An intent comes back")
    func intent() throws {
        let intent = Sample.intent(3)
        #expect(try JSONForm.intent(from: JSONForm.text(of: intent)) == intent)
        var second = intent
        second.occasion = "2026-05-11"
        #expect(try JSONForm.intent(from: JSONForm.text(of: second)) == second)
    }

    @Test("An intent that was stored before there were occasions has none, and is written as it was")
    func intentWithoutOccasion() throws {
        let stored = """
            {"base":{"status":"new","updated":"2026-05-11T11:46:40Z"},"clause":"AM-08",\
            "effect":{"addNote":{"text":"Recibido. [ref:0a1b2c3d]","visibility":"public"}},\
            "key":"acknowledgement/acme-3","kind":"acknowledgement","reason":"Falta el acuse de recibo.",\
            "ticket":"acme-3"}
            """
        #expect(try JSONForm.intent(from: stored) == Sample.intent(3))
        #expect(try JSONForm.text(of: Sample.intent(3)) == stored)
    }

    @Test("A verdict comes back, with all members and with as few as there can be")
    func verdict() throws {
        let full = Sample.verdict(breachedAt: Sample.start + 9, endedAt: Sample.start + 99)
        var bare = Sample.verdict(endedAt: nil)
        bare.pauses = []
        bare.due = nil
        bare.plainDue = nil
        for verdict in [full, bare] {
            #expect(try JSONForm.verdict(from: JSONForm.text(of: verdict)) == verdict)
        }
    }
}
