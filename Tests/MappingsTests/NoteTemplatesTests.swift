import ServiceLevels
import Testing
import Tickets

@testable import Mappings

@Suite struct NoteTemplatesTests {
    private static let template = """
        Caso {{case}}: {{#title}}{{title}}{{/title}} / {{policy}} / {{engineer}} / {{next-step}}
        {{#level}}{{level}}: {{promise}}{{/level}}{{^level}}sin nivel{{/level}}
        {{#session}}{{session}}{{/session}}
        """

    private func templates(_ text: String) throws -> NoteTemplates {
        let directory = try TemporaryDirectory()
        try directory.write(text, to: "acknowledgement.mustache")
        var problems: [Problem] = []
        let templates = NoteTemplates.load(from: directory.path, problems: &problems)
        guard let templates else { throw MappingError(invalid: problems) }
        return templates
    }

    private static func facts(title: String = "No llega el token") -> AcknowledgementFacts {
        AcknowledgementFacts(
            caseNumber: 1_024,
            ticketTitle: title,
            policyTitle: "Soporte",
            engineer: "Inés García",
            level: AcknowledgementFacts.LevelWording(title: "Nivel 2", promise: "Pronto."),
            nextStep: "Lo revisamos."
        )
    }

    /// Policy, level, kind, engineer, session.
    @Test(
        arguments: [
            ("facturatech-ws", "n2", TicketKind.incident, "alanMantis", nil),
            ("amazonas", "requerimiento", .requirement, "Comité Operativo", "martes 24 de noviembre de 2026, 09:00"),
            ("btw", "implementacion", .implementation, "Inés García", nil),
            ("bitam", "urgente-sin-plazo", .requirement, "Mesa de ayuda", nil),
            ("coacher", nil, .incident, "Mesa de ayuda", nil),
        ] as [(String, String?, TicketKind, String, String?)]
    )
    func `The acknowledgement of each policy reads as it should`(
        name: String,
        level: String?,
        kind: TicketKind,
        engineer: String,
        session: String?
    ) throws {
        let catalogue = try Repository.catalogue()
        let policy = try #require(catalogue.policies[PolicyName(rawValue: name)])
        let found = level.flatMap { policy.level(LevelName(rawValue: $0)) }
        #expect((found == nil) == (level == nil))
        let facts = AcknowledgementFacts(
            caseNumber: 2_001,
            ticketTitle: "Factura con error & <b>urgente</b>",
            policyTitle: policy.title,
            engineer: engineer,
            level: found.map { AcknowledgementFacts.LevelWording(title: $0.title, promise: $0.promise) },
            nextStep: try #require(policy.acknowledgement?.nextSteps[kind]),
            session: session
        )
        let note = try catalogue.notes.acknowledgement(facts)
        #expect(note + "\n" == (try Fixture.text("notes/\(name).txt")))
    }

    @Test func `A note has no blank at a line's end, no gap of two lines, and none at its ends`() throws {
        let note = try templates("\n\n" + Self.template.replacing("\n", with: "  \t\n\n\n") + "\n\n").acknowledgement(
            Self.facts()
        )
        #expect(
            note == "Caso 1024: No llega el token / Soporte / Inés García / Lo revisamos.\n\nNivel 2: Pronto."
        )
    }

    @Test(arguments: [
        ("a & b <c> \"d\" 'e'", "a & b <c> \"d\" 'e'"),
        ("@ana mire", "@\u{200B}ana mire"), ("(@ana)", "(@\u{200B}ana)"), ("ana@x.test", "ana@x.test"),
        ("a @ b", "a @ b"), ("@", "@"), ("@ñandú", "@\u{200B}ñandú"),
        ("ver #12 y ~45", "ver #\u{200B}12 y ~\u{200B}45"), ("# 12 ~ 3 #a", "# 12 ~ 3 #a"), ("##1", "##\u{200B}1"),
        ("[ref:abcdefgh]", "[\u{200B}ref:abcdefgh]"), ("[REF:x]", "[\u{200B}REF:x]"), ("[otro]", "[otro]"),
        ("a\u{1}b\u{7F}c", "a b c"), ("a\nb\r\nc\td", "a b c d"), ("a\u{2028}b", "a b"),
        ("[\u{200B}ref:x]", "[\u{200B}ref:x]"), ("@\u{200B}ana", "@\u{200B}ana"),
        ("\u{202E}oculto", "oculto"), ("\u{FEFF}x\u{AD}y", "xy"), ("👩\u{200D}🔧", "👩\u{200D}🔧"),
        ("{{case}}", "{{case}}"), ("  a  ", "a"),
    ])
    func `A quoted text has no effect of its own`(title: String, quoted: String) throws {
        let note = try templates(Self.template).acknowledgement(Self.facts(title: title))
        #expect(note.hasPrefix("Caso 1024: \(quoted) / Soporte"))
    }

    @Test func `A quoted text of any length fits`() throws {
        let note = try templates(Self.template).acknowledgement(
            Self.facts(title: String(repeating: "ñ", count: 70_000))
        )
        #expect(note.count < 600)
        #expect(note.contains("ñ… / Soporte"))
    }

    @Test func `A note that Mantis would refuse for its length is an error`() throws {
        let templates = try templates(Self.template + String(repeating: "x", count: NoteTemplates.limit))
        let error = #expect(throws: MappingError.self) { try templates.acknowledgement(Self.facts()) }
        #expect(error?.code == .noteTooLong)
    }

    @Test(arguments: ["", " ", "\u{1}"])
    func `A fact without anything in it is an error, not a hole in the note`(engineer: String) throws {
        let templates = try templates(Self.template)
        var facts = Self.facts()
        facts.engineer = engineer
        let error = #expect(throws: MappingError.self) { try templates.acknowledgement(facts) }
        #expect(error?.code == .unusableTemplate)
        #expect(error?.message.contains("its “engineer” is blank") == true)
    }

    @Test func `An issue without a legible summary is acknowledged without it`() throws {
        let note = try Repository.catalogue().notes.acknowledgement(Self.facts(title: "\u{1}"))
        #expect(!note.contains("Asunto"))
    }

    @Test(arguments: [
        ("{{title}}", "{{titel}}", "1:26: “titel” is unknown here; did you mean “title”?"),
        ("{{engineer}}", "nadie", ": the note never tells {{engineer}}, and every such note has to"),
        (
            "{{case}}", "{{#session}}{{case}}{{/session}}",
            ": the note never tells {{case}}, and every such note has to"
        ),
        ("{{#level}}{{level}}", "{{level}}{{#level}}", "2:1: “level” may be without a value; put it between"),
        ("{{^level}}sin", "{{^level}}{{promise}}", "2:53: “promise” may be without a value"),
        ("{{/session}}", "", "3:1: the section “session” is not closed"),
        ("{{/session}}", "{{/sesion}}", "3:24: {{/sesion}} closes no section of that name"),
        ("{{#session}}", "{{#sesion}}", "3:1: “sesion” is no section; sections are level, promise, session, title"),
        ("{{#title}}", "{{#title}}{{> cabecera}}", "1:26: tags with “>” are not used in notes"),
        ("{{#title}}", "{{#title}}{{=<% %>=}}", "1:26: tags with “=” are not used in notes"),
        ("{{title}}", "{{uppercased(title)}}", "1:26: “uppercased(title)” is unknown here"),
        ("{{session}}{{/session}}", "{{session", "3:13: this tag is not closed"),
    ])
    func `Each fault of a template is told with its place`(tag: String, spoilt: String, expected: String) throws {
        let text = Self.template.replacing(tag, with: spoilt, maxReplacements: 1)
        let error = #expect(throws: MappingError.self) { try templates(text) }
        let problems = error?.problems.map(\.description) ?? []
        #expect(
            problems.contains { $0.contains("acknowledgement.mustache:\(expected)".replacing("::", with: ":")) },
            "\(problems)"
        )
    }

    @Test func `A triple tag, a comment and a promise of its own are fine`() throws {
        let text = "{{! nota }}{{{case}}} {{ engineer }} {{#promise}}{{level}}{{/promise}}"
        #expect(try templates(text).acknowledgement(Self.facts()) == "1024 Inés García Nivel 2")
    }

    @Test func `A missing template is a problem of its own`() throws {
        let directory = try TemporaryDirectory()
        var problems: [Problem] = []
        #expect(NoteTemplates.load(from: directory.path, problems: &problems) == nil)
        #expect(problems.map(\.file) == ["\(directory.path)/acknowledgement.mustache"])
    }
}
