import MantisConnect
import SOAP
import Testing
import Tickets

@testable import Mappings

@Suite struct TranslationTests {
    private func translation(_ policy: String = "facturatech-ws") throws -> Translation {
        let instance = try #require(InstanceName(rawValue: "facturatech"))
        return try #require(
            Translation(
                instance: instance,
                scope: "ws",
                policy: PolicyName(rawValue: policy),
                queue: Account.queue.id,
                bridge: Account.bridge.id,
                catalogue: try Repository.catalogue()
            )
        )
    }

    /// The recorded issue 2001, with all that it has.
    private static func recorded() -> Issue {
        var issue = Issue.sample(
            category: "Cálculo de impuestos",
            summary: "Incidencia de prueba ñ € <b>&amp;</b> ]]> \"comillas\"",
            notes: [.sample(4_449, by: .bridge, at: 2_852), .sample(4_450, by: .bridge, at: 2_853, isPrivate: true)],
            fields: [("NIT", "900123456-7"), ("Razón social", ""), ("Fecha compromiso", "1796425200")]
        )
        issue.description = "  Descripción\r\ncon dos líneas\ty tabulador\u{1}\r\n"
        issue.stepsToReproduce = " \n"
        issue.additionalInformation = "Más"
        issue.version = "1.0"
        issue.targetVersion = ""
        issue.dueDate = .value(.bogota(86_400))
        issue.attachments = [
            IssueAttachment(
                id: 1,
                filename: "evidencia.txt",
                size: 60,
                contentType: "text/plain",
                dateSubmitted: .bogota(9)
            ),
            IssueAttachment(id: 2, filename: "b", size: 0),
        ]
        issue.relationships = [
            IssueRelationship(id: 1, type: Reference(id: 1, name: "related to"), target: IssueID(rawValue: 1)),
            IssueRelationship(id: 2, type: Reference(id: 9), target: IssueID(rawValue: 2)),
        ]
        issue.tags = [Reference(id: 1, name: "comité")]
        return issue
    }

    @Test func `Every field of an issue finds its place in the ticket`() throws {
        let ticket = try translation().ticket(from: Self.recorded(), history: [.row(0, .issueCreated)])
        #expect(ticket.id.rawValue == "facturatech-2001")
        #expect(ticket.scope == "ws")
        #expect(ticket.policy.rawValue == "facturatech-ws")
        #expect(ticket.standing == .inScope)
        #expect(ticket.project == "Web Service")
        #expect(ticket.category == "Cálculo de impuestos")
        #expect(ticket.summary == "Incidencia de prueba ñ € <b>&amp;</b> ]]> \"comillas\"")
        #expect(ticket.description == "Descripción\ncon dos líneas\ty tabulador")
        #expect(ticket.stepsToReproduce == nil)
        #expect(ticket.additionalInformation == "Más")
        #expect(ticket.kind == .incident)
        #expect(ticket.level?.rawValue == "n3")
        #expect(ticket.status == .assigned)
        #expect(ticket.visibility == .public)
        #expect(ticket.reporter == Person(id: 9, name: "dev000"))
        #expect(ticket.handler == Person(id: 2, name: "alanMantis"))
        #expect(ticket.requester == Requester(nit: "900123456-7"))
        #expect(ticket.submitted == .base)
        #expect(ticket.updated == .base + 3_600)
        #expect(ticket.due == .base + 86_400)
        #expect(ticket.productVersion == "1.0")
        #expect(ticket.targetVersion == nil)
        #expect(ticket.fixedInVersion == nil)
        #expect(ticket.tags == ["comité"])
        #expect(ticket.gaps.isEmpty)
    }

    @Test func `The lists of an issue are the lists of the ticket`() throws {
        let ticket = try translation().ticket(from: Self.recorded(), history: nil, standing: .reassigned)
        let bridge = Person(id: 3, name: "puente", realName: "Puente de Soporte", email: "puente@example.test")
        #expect(ticket.standing == .reassigned)
        #expect(
            ticket.notes == [
                Note(
                    id: NoteID(rawValue: 4_449),
                    author: bridge,
                    text: "Nota 4449",
                    visibility: .public,
                    submitted: .base + 2_852,
                    modified: .base + 2_852
                ),
                Note(
                    id: NoteID(rawValue: 4_450),
                    author: bridge,
                    text: "Nota 4450",
                    visibility: .private,
                    submitted: .base + 2_853,
                    modified: .base + 2_853
                ),
            ]
        )
        #expect(
            ticket.attachments == [
                Attachment(id: 1, filename: "evidencia.txt", size: 60, contentType: "text/plain", submitted: .base + 9),
                Attachment(id: 2, filename: "b", size: 0, contentType: "application/octet-stream", submitted: .base),
            ]
        )
        #expect(
            ticket.relationships == [Relationship(kind: .relatedTo, issue: 1), Relationship(kind: .other, issue: 2)]
        )
        #expect(
            ticket.customFields == [
                CustomField(name: "NIT", value: "900123456-7"), CustomField(name: "Razón social", value: ""),
                CustomField(name: "Fecha compromiso", value: "1796425200"),
            ]
        )
    }

    @Test func `What has no word is a gap, and the rest of the ticket stands`() throws {
        var issue = Issue.sample(category: "General", status: 77, reporter: nil)
        issue.status.name = "@77@"
        issue.viewState = Reference(id: 33)
        let ticket = try translation().ticket(from: issue, history: nil)
        #expect(
            ticket.gaps.map { "\($0.field): \($0.value)" } == [
                "kind: category “General”", "level: category “General”", "status: status 77 “@77@”",
                "visibility: view state 33", "reporter: no reporter",
            ]
        )
        #expect(ticket.kind == nil && ticket.level == nil && ticket.status == nil)
        #expect(ticket.visibility == .private, "what is not known to be public is not shown")
        #expect(ticket.summary == "No llega el token")
    }

    @Test(arguments: [
        (10, TicketStatus.new), (20, .waitingForRequester), (30, .accepted), (40, .confirmed), (50, .assigned),
        (80, .resolved), (90, .closed),
    ])
    func `Each status of Mantis has its word`(number: Int, status: TicketStatus) throws {
        #expect(try translation().ticket(from: .sample(status: number), history: nil).status == status)
    }

    @Test(arguments: [
        // Field names as they are recorded, and other spellings of them.
        (
            [
                ("NIT", "1"), ("Razón social", "2"), ("Contacto", "3"), ("Celular", "4"), ("Horario de contacto", "5"),
                ("Correo", "6"),
            ], ""
        ),
        (
            [
                ("nit", "1"), ("RAZON SOCIAL", "2"), ("contacto ", "3"), ("Teléfono", "4"), ("Horario", "5"),
                ("E-mail", "x"), ("Email", "6"),
            ], ""
        ),
        (
            [
                ("NIT", ""), ("NIT del cliente", "1"), ("Empresa", "2"), ("Nombre de contacto", "3"), ("Móvil", "4"),
                ("Disponibilidad", "5"), ("Correo electrónico", " 6\r\n"),
            ], ""
        ),
    ])
    func `The requester comes from the custom fields`(fields: [(String, String)], summary: String) throws {
        let ticket = try translation().ticket(from: .sample(summary: "x", fields: fields), history: nil)
        #expect(
            ticket.requester
                == Requester(nit: "1", company: "2", contact: "3", email: "6", phone: "4", contactHours: "5")
        )
    }

    @Test(
        arguments: [
            (
                [],
                Requester(
                    nit: "800197268-4",
                    company: "DIAN",
                    contact: "Ana",
                    phone: "3001234567",
                    contactHours: "8-12"
                )
            ),
            (
                [("NIT", "800.197.268"), ("Contacto", "Luis"), ("Correo", "l@x.test")],
                Requester(
                    nit: "800.197.268",
                    company: "DIAN",
                    contact: "Luis",
                    email: "l@x.test",
                    phone: "3001234567",
                    contactHours: "8-12"
                )
            ),
            ([("NIT", "900373115")], Requester(nit: "900373115")),
        ] as [([(String, String)], Requester)]
    )
    func `A subject in the shape of FW-08 fills what the fields leave blank, for the same payer`(
        fields: [(String, String)],
        requester: Requester
    ) throws {
        let issue = Issue.sample(summary: "800197268-4 - DIAN - Ana - 3001234567 - 8-12", fields: fields)
        #expect(try translation().ticket(from: issue, history: nil).requester == requester)
    }

    @Test func `There is no translation under a policy that is not there`() throws {
        let instance = try #require(InstanceName(rawValue: "x"))
        #expect(
            try Translation(
                instance: instance,
                scope: "s",
                policy: PolicyName(rawValue: "otra"),
                queue: nil,
                bridge: Account.bridge.id,
                catalogue: Repository.catalogue()
            ) == nil
        )
    }

    @Test(arguments: [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"), (" \u{A0}\t x y \u{2003}\n", "x y"), ("a\u{0}\u{8}b\u{1F}", "ab"),
        ("\u{FFFE}é\u{FFFF}", "é"), ("é ", "é"), ("\u{1}", ""), ("", ""), ("x\u{85}", "x"), ("a\tb\n\nc", "a\tb\n\nc"),
        ("emoji 🦤 \u{FFFD}", "emoji 🦤 \u{FFFD}"), ("\u{FEFF}x", "\u{FEFF}x"),
    ])
    func `Texts are stored in one form`(text: String, expected: String) {
        #expect(MantisText.normalized(text) as String == expected)
        #expect(MantisText.normalized(Optional(text)) == (expected.isEmpty ? nil : expected))
    }
}
