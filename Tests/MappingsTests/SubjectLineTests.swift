import MantisConnect
import Testing
import Tickets

@testable import Mappings

@Suite struct SubjectLineTests {
    private static let full = Requester(
        nit: "900123456-7",
        company: "Comercial Andina S.A.S.",
        contact: "Juan Pérez",
        phone: "3001234567",
        contactHours: "8am a 12m"
    )

    @Test(arguments: [
        "900123456-7 - Comercial Andina S.A.S. - Juan Pérez - 3001234567 - 8am a 12m",
        "900123456-7 – Comercial Andina S.A.S. – Juan Pérez – 3001234567 – 8am a 12m",
        "900123456-7 | Comercial Andina S.A.S. | Juan Pérez | 3001234567 | 8am a 12m",
        "900123456-7|Comercial Andina S.A.S.|Juan Pérez|3001234567|8am a 12m",
        "900123456-7 / Comercial Andina S.A.S. / Juan Pérez / 3001234567 / 8am a 12m",
        "900123456-7/Comercial Andina S.A.S./Juan Pérez/3001234567/8am a 12m",
        "900123456-7; Comercial Andina S.A.S.; Juan Pérez; 3001234567; 8am a 12m",
        "900123456-7, Comercial Andina S.A.S., Juan Pérez, 3001234567, 8am a 12m",
        "900123456-7 + Comercial Andina S.A.S. + Juan Pérez + 3001234567 + 8am a 12m",
        "900123456-7+Comercial Andina S.A.S.+Juan Pérez+3001234567+8am a 12m",
        "900123456-7-Comercial Andina S.A.S.-Juan Pérez-3001234567-8am a 12m",
        "NIT 900123456-7 - Comercial Andina S.A.S. - Juan Pérez - 3001234567 - 8am a 12m",
        "Nit: 900123456-7, Razón Social: Comercial Andina S.A.S., Contacto: Juan Pérez, Cel: 3001234567, Horario: 8am a 12m",
        "NIT:900123456-7|RAZON SOCIAL:Comercial Andina S.A.S.|NOMBRE DE CONTACTO:Juan Pérez|CELULAR:3001234567|HORARIO:8am a 12m",
        "Contacto: Juan Pérez; Celular: 3001234567; NIT: 900123456-7; Horario: 8am a 12m; Empresa: Comercial Andina S.A.S.",
        "900123456-7 - Comercial Andina S.A.S. - Juan Pérez - Cel 3001234567 - 8am a 12m",
        "RV: 900123456-7 - Comercial Andina S.A.S. - Juan Pérez - 3001234567 - 8am a 12m",
        "RE: FW: 900123456-7 - Comercial Andina S.A.S. - Juan Pérez - 3001234567 - 8am a 12m",
        "  900123456-7  -  Comercial Andina S.A.S.  -  Juan Pérez  -  3001234567  -  8am a 12m  ",
    ])
    func `The shape of FW-08 is read whatever separates its parts`(summary: String) {
        #expect(SubjectLine(summary)?.requester == Self.full)
    }

    @Test(arguments: [
        (
            "900.123.456-7 | Andina, S.A. | Ana | 300 123 4567 | 8-12 y 14-18",
            Requester(
                nit: "900.123.456-7",
                company: "Andina, S.A.",
                contact: "Ana",
                phone: "300 123 4567",
                contactHours: "8-12 y 14-18"
            )
        ),
        (
            "900123456, Andina, S.A.S, Ana Ruiz, (601) 3456789, mañanas",
            Requester(
                nit: "900123456",
                company: "Andina, S.A.S",
                contact: "Ana Ruiz",
                phone: "(601) 3456789",
                contactHours: "mañanas"
            )
        ),
        (
            "1020304050 - Pedro Gómez - Pedro Gómez - +57 300 123 4567",
            Requester(nit: "1020304050", company: "Pedro Gómez", contact: "Pedro Gómez", phone: "+57 300 123 4567")
        ),
        (
            "900123456-7 - Andina-Pacífico Ltda - Ana - 3001234567 - 8:00 - 12:00",
            Requester(
                nit: "900123456-7",
                company: "Andina-Pacífico Ltda",
                contact: "Ana",
                phone: "3001234567",
                contactHours: "8:00 - 12:00"
            )
        ),
        (
            "900123456-7 | Andina | Ana | ana@andina.test | 3001234567 | tardes",
            Requester(
                nit: "900123456-7",
                company: "Andina",
                contact: "Ana",
                email: "ana@andina.test",
                phone: "3001234567",
                contactHours: "tardes"
            )
        ),
        (
            "NIT: 12345678 | Empresa: Andina | Contacto: Ana | Correo: ana@andina.test",
            Requester(nit: "12345678", company: "Andina", contact: "Ana", email: "ana@andina.test")
        ),
        (
            "900123456-7 / A/B Testing SAS / Ana / 3001234567 / 8/12",
            Requester(
                nit: "900123456-7",
                company: "A/B Testing SAS",
                contact: "Ana",
                phone: "3001234567",
                contactHours: "8/12"
            )
        ),
    ])
    func `Parts come as they were written`(summary: String, requester: Requester) {
        #expect(SubjectLine(summary)?.requester == requester)
    }

    @Test(arguments: [
        "No llega el token",
        "",
        "Error 500 - factura SETT990000123 - no llega al cliente - 3001234567",
        "Impuesto productivo prefijo timeout prefijo servicio acuse token",
        "12345678 - no puedo facturar - urgente - 3001234567",
        "900123456-7 - no llegan los correos",
        "900123456-7 - no llegan los correos - 3001234567",
        "900123456-7 no puede emitir, error 500, favor revisar, gracias",
        "Factura 900123456-7 - Comercial Andina - Juan - 3001234567",
        "900123456 facturas - pendientes - desde ayer - 3001234567",
        "900123456-7 - Comercial Andina - error 90 - 3001234567",
        "900123456-7 - 990000123 - 3001234567 - 8am",
        "2026-11-21 - caída del servicio - DIAN - 8:00",
        "20261121 / caída / DIAN / 1234567",
        "NIT: sin dato | Empresa: Andina | Contacto: Ana | Cel: 3001234567",
        "NIT: 900123456-7 | Cel: no tiene | Empresa: Andina | Contacto: Ana",
        "Cambio de NIT 900123456-7 - 900123457-8 - urgente - 3001234567",
        "https://a.test/900123456/factura/3001234567/x",
        "123456789012 - Andina - Ana - 3001234567",
        "12345 - Andina - Ana - 3001234567",
        "A|B|C|D",
    ])
    func `An ordinary summary is no subject of FW-08`(summary: String) {
        #expect(SubjectLine(summary) == nil)
    }

    @Test func `Each of a subject's beginnings is read or left, without a fault`() {
        let summary = "NIT: 900.123.456-7 | Comercial Andina S.A.S. | Juan Pérez | Cel: 3001234567 | 8am a 12m"
        for length in 0...summary.count {
            let nit = SubjectLine(String(summary.prefix(length)))?.requester.nit
            #expect(nit == nil || nit == "900.123.456-7")
        }
    }

    @Test(arguments: [
        ("900123456-7", "900123456-7", true), ("900.123.456-7", "900123456", false), ("800197268-4", "800197268", true),
        ("800.197.268-4", "8001972684", true), ("800197268-4", "800197269", false), ("900373115", "900373115", true),
    ])
    func `A tax number is the same with and without its check digit`(left: String, right: String, isSame: Bool) {
        // 800197268-4 is DIAN's own number; 900123456-7 does not carry its true check digit, which is 8.
        #expect(TaxNumber.areSame(left, right) == isSame)
        #expect(TaxNumber.areSame(right, left) == isSame)
    }
}
