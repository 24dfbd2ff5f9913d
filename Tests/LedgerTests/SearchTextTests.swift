import Foundation
import Ledger
import Testing
import Tickets

@Suite("Search text")
struct SearchTextTests {
    @Test(
        "Case and accents are folded",
        arguments: [
            ("Facturación", "facturacion"), ("ÑANDÚ", "nandu"), ("Straße", "strasse"), ("Œuvre ŸŽ", "oeuvre yz"),
            ("Ĳ ŉ Ŀ ĸ ſ", "ij n l k s"), ("n\u{303}o", "no"), ("ÐÞÆØ×÷", "dthaeo×÷"), ("ΣΩ Ж", "σω ж"),
            ("a\u{0}b", "ab"), ("", ""), ("漢字 😀", "漢字 😀"),
        ]
    )
    func folding(_ text: String, _ folded: String) {
        #expect(SearchText.fold(text) == folded)
    }

    @Test("Every letter from À to ſ folds to what Unicode makes of it without its accents")
    func table() {
        // Letters with a stroke and ligatures have no decomposition in Unicode; they are listed above.
        let special = Set("ÆÐ×ØÞßæð÷øþĐđĦħıĲĳĸĿŀŁłŉŊŋŒœŦŧſ".unicodeScalars)
        for value in UInt32(0xC0)...0x17F {
            guard let scalar = UnicodeScalar(value), !special.contains(scalar) else { continue }
            let plain = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { !(0x300...0x36F).contains($0.value) }
            let expected = String(String.UnicodeScalarView(plain)).lowercased()
            #expect(SearchText.fold(String(Character(scalar))) == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test("A query is cut into words")
    func words() {
        #expect(SearchText.words(of: "  Nota\tCRÉDITO\n12 ") == ["nota", "credito", "12"])
        #expect(SearchText.words(of: " \n").isEmpty)
    }

    @Test("A ticket is found by number, summary, category and who asks")
    func content() {
        var ticket = Sample.fullTicket()
        ticket.requester.company = "Ñandú S.A.S."
        let text = SearchText.of(ticket)
        for word in ["1", "rechazada", "emision", "900-1", "nandu s.a.s.", "jose", "j@example.com", "ana", "nunez"] {
            #expect(text.contains(word), "\(word)")
        }
    }
}
