import FoundationEssentials
import ServiceLevels
import Tickets

/// Tickets, intents and verdicts as the JSON text that the ledger keeps.
///
/// A ticket is written and read by hand, member by member: that takes a fraction of the time of Foundation's coders. The order
/// is fixed, so equal tickets give equal text, and two can be compared without reading them. What is written is the
/// exchange form, and what any other coder writes of the form can be read.
enum JSONForm {
    static func text(of ticket: Ticket) -> String {
        var writer = JSONWriter()
        writer.write(ticket)
        return writer.text
    }

    static func text(of intent: Intent) throws -> String { try encoded(intent) }

    static func text(of verdict: ClockVerdict) throws -> String { try encoded(verdict) }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func ticket(from text: String) throws -> Ticket {
        try JSONReader.read(text) { try $0.ticket() }
    }

    static func intent(from text: String) throws -> Intent {
        try JSONDecoder().decode(Intent.self, from: Data(text.utf8))
    }

    static func verdict(from text: String) throws -> ClockVerdict {
        try JSONDecoder().decode(ClockVerdict.self, from: Data(text.utf8))
    }
}
