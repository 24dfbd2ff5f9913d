package import Tickets

/// Text as it is searched: lower case and without accents, so that `facturacion` finds «Facturación».
package enum SearchText {
    /// What a ticket is found by: number, summary, category, and who asks.
    package static func of(_ ticket: Ticket) -> String {
        let requester = ticket.requester
        let parts = [
            String(ticket.id.issue), ticket.summary, ticket.category, requester.nit, requester.company,
            requester.contact, requester.email, ticket.reporter.name, ticket.reporter.realName,
        ]
        return fold(parts.compactMap { $0 }.joined(separator: "\n"))
    }

    /// The words that must all occur in the text of a ticket.
    package static func words(of text: String) -> [String] {
        fold(text).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    package static func fold(_ text: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: folded.append(UInt8(scalar.value) | 0x20)
            case 1..<0x80: folded.append(UInt8(scalar.value))
            // SQLite ends a text at a NUL, and combining accents are what is folded away.
            case 0, 0x300...0x36F: continue
            case 0xC0...0x17F: folded.append(contentsOf: baseLetters[Int(scalar.value) - 0xC0].utf8)
            default: folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// The lower-case letters without accents for U+00C0 to U+017F, in order.
    private static let baseLetters: [String] = {
        let latin1 =
            "a a a a a a ae c e e e e i i i i d n o o o o o × o u u u u y th ss "
            + "a a a a a a ae c e e e e i i i i d n o o o o o ÷ o u u u u y th y "
        let extendedA =
            "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h "
            + "i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe "
            + "r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s"
        return (latin1 + extendedA).split(separator: " ").map(String.init)
    }()
}
