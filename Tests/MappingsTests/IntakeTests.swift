import MantisConnect
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

/// What each policy asks of a requester, and when that was there.
@Suite struct IntakeTests {
    private static let evidence = IssueAttachment(id: 1, filename: "pantalla.png", size: 9)

    /// An issue that lacks nothing under Amazonas or BTW, whatever its category.
    private static func complete(_ category: String, without names: String...) -> Issue {
        let fields = [
            ("NIT", "900123456-7"), ("Contacto", "Ana Ruiz"), ("Correo", "ana@cliente.example"),
            ("Celular", "3001234567"), ("Número legal", "SETP-990"), ("Resultado esperado", "Que salga"),
            ("Impacto", "Alto"), ("Prioridad sugerida", "Alta"),
        ]
        var issue = Issue.sample(category: category, fields: fields.filter { !names.contains($0.0) })
        issue.attachments = names.contains("Evidencia") ? [] : [evidence]
        if names.contains("Descripción") { issue.description = " " }
        return issue
    }

    private static func missing(_ policy: String, _ issue: Issue) throws -> [String] {
        let intake = try #require(try Repository.policy(policy).intake)
        return intake.missing(from: try Repository.ticket(under: policy, from: issue)).map(\.title)
    }

    // MARK: What is asked of whom

    @Test(
        arguments: [
            ("Cliente no puede facturar", [], []), ("Cliente no puede facturar", ["NIT"], ["NIT del cliente"]),
            // Either of the two is enough.
            ("Cliente no puede facturar", ["Correo"], []), ("Cliente no puede facturar", ["Celular"], []),
            (
                "Cliente no puede facturar", ["Correo", "Celular", "Contacto"],
                ["Contacto al que informamos, con correo o teléfono"]
            ),
            ("Cliente no puede facturar", ["Número legal"], []),
            ("Errores de resolución", ["Número legal"], ["Número legal del documento"]),
            ("pdf de documentos electronicos", ["Número legal"], ["Número legal del documento"]),
            ("Cliente no puede facturar", ["Evidencia"], ["Evidencia (imagen)"]), ("Requerimiento", ["Evidencia"], []),
            ("Cliente no puede facturar", ["Descripción"], ["Descripción"]),
            ("Cliente no puede facturar", ["Resultado esperado"], ["Resultado esperado"]),
            ("Requerimiento", ["Resultado esperado"], []),
            ("Cliente no puede facturar", ["Impacto", "Prioridad sugerida"], []),
        ] as [(String, [String], [String])]
    )
    func `AM-02: each item is asked for where it applies, and nothing that is there`(
        category: String,
        without: [String],
        expected: [String]
    ) throws {
        var issue = Self.complete(category)
        issue.customFields.removeAll { without.contains($0.field.name ?? "") }
        if without.contains("Evidencia") { issue.attachments = [] }
        if without.contains("Descripción") { issue.description = "" }
        #expect(try Self.missing("amazonas", issue) == expected)
    }

    @Test(arguments: [("Correo", true), ("correo electronico", true), ("Teléfono", false), ("", false)])
    func `AM-02: by mail impact and priority are asked for too`(channel: String, areAsked: Bool) throws {
        var issue = Self.complete("Cliente no puede facturar", without: "Impacto", "Prioridad sugerida")
        issue.customFields.append(CustomFieldValue(field: Reference(id: 99, name: "Canal"), value: channel))
        let expected = areAsked ? ["Impacto en el negocio", "Prioridad sugerida"] : []
        #expect(try Self.missing("amazonas", issue) == expected)
    }

    @Test(
        arguments: [
            ("Logo", [], []), ("Logo", ["NIT"], ["NIT del cliente"]), ("Logo", ["Contacto"], ["Nombre del contacto"]),
            ("Logo", ["Correo"], ["Correo del contacto"]), ("Logo", ["Celular"], ["Teléfono del contacto"]),
            ("Logo", ["Número legal"], []), ("Acuse de recibo", ["Número legal"], ["Número legal del documento"]),
            ("Logo", ["Evidencia"], ["Evidencia (imagen o archivo)"]),
            ("XML", ["Evidencia"], ["XML del documento", "Evidencia (imagen o archivo)"]),
            ("Implementación", ["Evidencia"], []), ("Logo", ["Descripción"], ["Descripción"]),
        ] as [(String, [String], [String])]
    )
    func `BT-02: each item is asked for where it applies, and nothing that is there`(
        category: String,
        without: [String],
        expected: [String]
    ) throws {
        var issue = Self.complete(category)
        issue.customFields.removeAll { without.contains($0.field.name ?? "") }
        if without.contains("Evidencia") { issue.attachments = [] }
        if without.contains("Descripción") { issue.description = "" }
        #expect(try Self.missing("btw", issue) == expected)
    }

    @Test(arguments: [("Falla al emitir", []), (" \n", ["Descripción de lo que ocurre"])])
    func `FW-07: a developer says what happens, and no more is asked for`(text: String, expected: [String]) throws {
        var issue = Issue.sample()
        issue.description = text
        #expect(try Self.missing("facturatech-ws", issue) == expected)
    }

    @Test(
        arguments: [
            ("900123456-7 + Comercial Andina S.A.S. + Juan Pérez + 3001234567 + 8am a 12m", [], []),
            ("NIT: 900123456-7 | Empresa: Andina | Contacto: Ana | Cel: 3001234567", [], []),
            (
                "NIT: 900123456-7 | Empresa: Andina | Contacto: Ana Ruiz | Horario: 8am a 12m", [],
                ["Celular del contacto"]
            ),
            (
                "NIT: 900123456-7 | Empresa: Andina | Contacto: Ana Ruiz | Horario: 8am a 12m",
                [("Celular", "3001234567")], []
            ),
            ("No llega el token", [("NIT", "900123456-7")], []),
            ("No llega el token", [], []),
        ] as [(String, [(String, String)], [String])]
    )
    func `FW-08: a mail's subject with a part missing is asked for it, and a developer's field is not`(
        summary: String,
        fields: [(String, String)],
        expected: [String]
    ) throws {
        #expect(try Self.missing("facturatech-ws", .sample(summary: summary, fields: fields)) == expected)
    }

    // MARK: Where it is found

    @Test(arguments: [
        ("NIT: 900123456-7", true), ("Mis datos:\r\nnit : 900123456-7\r\nGracias", true), ("NIT:", false),
        ("NIT:  ", false), ("El NIT es 900123456-7", false), ("NIT del banco: 900123456-7", false),
    ])
    func `AM-02: a line that names an item gives it`(text: String, isGiven: Bool) throws {
        var inDescription = Self.complete("Cliente no puede facturar", without: "NIT")
        inDescription.description = "No factura.\n" + text
        #expect(try Self.missing("amazonas", inDescription).isEmpty == isGiven)
        var inNote = Self.complete("Cliente no puede facturar", without: "NIT")
        inNote.notes = [.sample(7, by: .developer, at: 60, text: text)]
        #expect(try Self.missing("amazonas", inNote).isEmpty == isGiven)
    }

    @Test(arguments: [(Account.engineer, false), (.bridge, false), (.developer, true)])
    func `AM-02: only what the requester wrote in public counts`(author: Account, isPrivate: Bool) throws {
        var issue = Self.complete("Cliente no puede facturar", without: "NIT")
        issue.notes = [.sample(7, by: author, at: 60, isPrivate: isPrivate, text: "NIT: 900123456-7")]
        #expect(try Self.missing("amazonas", issue) == ["NIT del cliente"])
    }

    // MARK: When it was there

    /// `SECONDS FACT BY` of what the intake tells the clocks.
    private static func signals(_ issue: Issue, _ history: [HistoryEntry], _ policy: String) throws -> [String] {
        let intake = try #require(try Repository.policy(policy).intake)
        let ticket = try Repository.ticket(under: policy, from: issue, history: [.row(0, .issueCreated)] + history)
        let known = ClockSignals(of: ticket, bridge: Account.bridge.id.rawValue)
        return intake.signals(of: ticket, among: known).map {
            "\($0.at - .base) \($0.fact.moment?.rawValue ?? "") \($0.by.rawValue)"
        }
    }

    @Test func `FW-07, AM-02, BT-02: a request that was whole from the start tells nothing`() throws {
        #expect(try Self.signals(.sample(), [], "facturatech-ws") == [])
        #expect(try Self.signals(Self.complete("Errores de resolución"), [], "amazonas") == [])
        #expect(try Self.signals(Self.complete("XML"), [], "btw") == [])
    }

    @Test func `AM-02: information is missing from the filing on, and complete when the last item came`() throws {
        var issue = Self.complete("Cliente no puede facturar", without: "NIT")
        #expect(try Self.signals(issue, [], "amazonas") == ["0 information-missing unknown"])
        issue.notes = [.sample(7, by: .developer, at: 60, text: "NIT: 900123456-7")]
        issue.attachments[0].dateSubmitted = .bogota(90)
        let rows: [HistoryEntry] = [.row(60, .noteAdded, "0000007"), .row(90, .fileAdded, "pantalla.png")]
        #expect(
            try Self.signals(issue, rows, "amazonas")
                == ["0 information-missing unknown", "90 information-complete requester"]
        )
    }

    @Test func `AM-02: a field counts from when it was filled in, and not from when it was corrected`() throws {
        let rows: [HistoryEntry] = [
            .row(50, field: "NIT", "", "900123456-1"), .row(70, field: "NIT", "900123456-1", "900123456-7"),
        ]
        #expect(
            try Self.signals(Self.complete("Cliente no puede facturar"), rows, "amazonas")
                == ["0 information-missing unknown", "50 information-complete requester"]
        )
    }

    @Test func `FW-07: a text counts from the filing, unless it was changed after something was asked for`() throws {
        var issue = Issue.sample(
            status: 50,
            summary: "NIT: 900123456-7 | Empresa: Andina | Contacto: Ana Ruiz | Horario: 8am a 12m"
        )
        issue.description = "No factura.\nCelular: 300 123 4567"
        let correction: [HistoryEntry] = [.row(500, .descriptionChanged)]
        #expect(try Self.signals(issue, correction, "facturatech-ws") == [], "an edit of its own is a correction")
        let question: [HistoryEntry] = [
            .row(60, by: .bridge, field: "status", "10", "20"), .row(500, .descriptionChanged),
            .row(500, field: "status", "20", "50"), .row(900, .descriptionChanged),
        ]
        #expect(
            try Self.signals(issue, question, "facturatech-ws")
                == ["0 information-missing unknown", "500 information-complete requester"]
        )
    }

    @Test func `FW-07: an engineer who answers had what was needed`() throws {
        var issue = Issue.sample()
        issue.description = ""
        issue.notes = [.sample(7, by: .engineer, at: 40)]
        let answered: [HistoryEntry] = [.row(40, by: .engineer, .noteAdded, "0000007")]
        #expect(
            try Self.signals(issue, answered, "facturatech-ws")
                == ["0 information-missing unknown", "40 information-complete provider"]
        )
        // A question is no answer.
        let asked = answered + [.row(40, by: .engineer, field: "status", "50", "20")]
        issue.status = Reference(id: 20)
        #expect(try Self.signals(issue, asked, "facturatech-ws") == ["0 information-missing unknown"])
        let resolved: [HistoryEntry] = [.row(80, by: .engineer, field: "status", "50", "80")]
        issue.notes = []
        issue.status = Reference(id: 80)
        #expect(
            try Self.signals(issue, resolved, "facturatech-ws")
                == ["0 information-missing unknown", "80 information-complete provider"]
        )
    }

    @Test func `FW-07: what the bridge writes answers nothing`() throws {
        var issue = Issue.sample()
        issue.description = ""
        issue.notes = [.sample(7, by: .bridge, at: 40)]
        let rows: [HistoryEntry] = [.row(40, by: .bridge, .noteAdded, "0000007")]
        #expect(try Self.signals(issue, rows, "facturatech-ws") == ["0 information-missing unknown"])
    }

    @Test func `AM-02: a late import tells the same as one in time`() throws {
        var issue = Self.complete("Cliente no puede facturar")
        issue.notes = [.sample(7, by: .developer, at: 60, text: "Impacto: todo")]
        let early: [HistoryEntry] = [.row(50, field: "NIT", "", "900123456-7"), .row(60, .noteAdded, "0000007")]
        let inTime = try Self.signals(issue, early, "amazonas")
        #expect(inTime == ["0 information-missing unknown", "50 information-complete requester"])
        issue.notes += [
            .sample(8, by: .engineer, at: 300), .sample(9, by: .developer, at: 400, text: "NIT: 900123456-7"),
        ]
        issue.attachments.append(IssueAttachment(id: 2, filename: "otra.png", size: 1, dateSubmitted: .bogota(500)))
        issue.status = Reference(id: 80)
        let later: [HistoryEntry] = [
            .row(300, by: .engineer, .noteAdded, "0000008"), .row(400, .noteAdded, "0000009"),
            .row(500, .fileAdded, "otra.png"), .row(600, field: "NIT", "900123456-7", "900123456"),
            .row(700, by: .engineer, field: "status", "50", "80"),
        ]
        #expect(try Self.signals(issue, early + later, "amazonas") == inTime)
    }
}
