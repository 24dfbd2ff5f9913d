import Testing
import Tickets

@Suite struct NormalizedNameTests {
    @Test(arguments: [
        ("Revisión de insumos: conceptos básicos", "revision de insumos conceptos basicos"),
        ("  REVISIÓN  de insumos - conceptos básicos. ", "revision de insumos conceptos basicos"),
        ("Emisión de credenciales C2, C3", "emision de credenciales c2 c3"),
        ("Revisio\u{301}n", "revision"),
        ("Año ÑANDÚ", "ano nandu"),
        ("Çelik Øst Łódź", "celik ost łodz"),
        ("Ελλάδα", "ελλάδα"),
        ("naïve–Œuvre", "naive œuvre"),
        ("…", ""),
        ("", ""),
    ])
    func `Case, accents, punctuation and spacing do not count`(name: String, words: String) {
        #expect(NormalizedName(name).words == words)
    }
}
