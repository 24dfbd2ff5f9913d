import MantisConnect
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

/// What is flagged to the provider's people, and never dropped.
@Suite struct FlagTests {
    private static let lists = """
        accounts: [DEV000]
        emails: [ana@cliente.example]
        domains: [andina.example]
        tax-numbers: [900123456]
        companies: [Comercial Andina S.A.S.]
        """

    private static func action(_ name: String, of policy: String, in catalogue: MappingCatalogue) throws -> ActionRule {
        try #require(try Repository.policy(policy, in: catalogue).actions.first { $0.name == name })
    }

    /// The project's mappings with another text in one file.
    private static func catalogue(_ file: String, _ change: (String) -> String) throws -> MappingCatalogue {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        try directory.write(change(try LocalFile.text(at: "\(mappings)/\(file)")), to: "mappings/\(file)")
        return try MappingCatalogue.load(from: mappings)
    }

    @Test(arguments: [
        ("facturatech-ws", "sin-convenio", "desarrolladores"), ("bitam", "remitente-sin-registrar", "clientes-bitam"),
        ("coacher", "sin-autorizacion", "usuarios-coacher"),
    ])
    func `FW-10, BI-11, CO-04: whoever is in no list is flagged to the people of the provider`(
        policy: String,
        name: String,
        register: String
    ) throws {
        let catalogue = try Self.catalogue("registers/\(register).yaml") { _ in Self.lists }
        let action = try Self.action(name, of: policy, in: catalogue)
        #expect(action.occasion == .registered)
        #expect(action.note == ActionRule.NoteForm(template: "internal-notice", visibility: .private))
        #expect(action.status == nil, "a flag drops nothing")
        let stranger = Account(id: AccountID(rawValue: 77), name: "otro", email: "otro@ajeno.example")
        let cases: [(Account, [(String, String)], Bool)] = [
            (stranger, [], true), (.developer, [], false), (stranger, [("Correo", "Ana@Cliente.example")], false),
            (stranger, [("Correo", "pedro@andina.example")], false),
            (stranger, [("Correo", "pedro@no-andina.example")], true),
            (stranger, [("Correo", "pedro@andina.example.evil")], true), (stranger, [("NIT", "900.123.456-8")], false),
            (stranger, [("NIT", "900123456-7")], true), (stranger, [("Empresa", "COMERCIAL ANDINA SAS")], true),
            (stranger, [("Empresa", "comercial andina s.a.s")], false),
        ]
        for (reporter, fields, isFlagged) in cases {
            let issue = Issue.sample(reporter: reporter, fields: fields)
            let ticket = try Repository.ticket(under: policy, from: issue, in: catalogue)
            #expect(action.when.holds(for: ticket) == isFlagged, "\(reporter.name ?? "") \(fields)")
        }
    }

    @Test(arguments: [
        ("facturatech-ws", "sin-convenio"), ("bitam", "remitente-sin-registrar"), ("coacher", "sin-autorizacion"),
    ])
    func `FW-10, BI-11, CO-04: as long as no list is kept, nobody is flagged`(policy: String, name: String) throws {
        let action = try Self.action(name, of: policy, in: try Repository.catalogue())
        let ticket = try Repository.ticket(under: policy, from: .sample(reporter: nil))
        #expect(!action.when.holds(for: ticket))
    }

    @Test(
        arguments: [
            ("9.0", true), ("BITAM 9.0.7", true), ("v8", true), ("9", true), ("9.1", false), ("9.1.0", false),
            ("9.1.3", false), ("10", false), ("9.10", false), ("última", false), (nil, false),
        ] as [(String?, Bool)]
    )
    func `BI-12: a version older than the last two is flagged`(version: String?, isFlagged: Bool) throws {
        let catalogue = try Self.catalogue("policies/bitam.yaml") {
            $0.replacing("older-than: 0", with: "older-than: 9.1")
        }
        let action = try Self.action("version-anterior", of: "bitam", in: catalogue)
        var issue = Issue.sample(category: "Soporte")
        issue.version = version
        let ticket = try Repository.ticket(under: "bitam", from: issue, in: catalogue)
        #expect(action.when.holds(for: ticket) == isFlagged)
        // Until somebody names the version, none is too old.
        let shipped = try Self.action("version-anterior", of: "bitam", in: try Repository.catalogue())
        #expect(!shipped.when.holds(for: ticket))
    }

    @Test(arguments: [
        ("Cambio de formato", true), ("Capacitación e instalación", true), ("XML", false), ("Otra", false),
    ])
    func `BT-05: what may carry a cost is flagged before anybody starts`(category: String, isFlagged: Bool) throws {
        let action = try Self.action("costo", of: "btw", in: try Repository.catalogue())
        #expect(action.occasion == .registered)
        #expect(action.message?.contains("costo") == true)
        let ticket = try Repository.ticket(under: "btw", from: .sample(category: category))
        #expect(action.when.holds(for: ticket) == isFlagged)
    }

    @Test(arguments: [("Nuevo requerimiento", true), ("Soporte", false), ("Consultoría", false)])
    func `BI-09: of a new feature people are told that date and cost are to be said`(
        category: String,
        isFlagged: Bool
    ) throws {
        let catalogue = try Repository.catalogue()
        let action = try Self.action("nueva-funcionalidad", of: "bitam", in: catalogue)
        #expect(action.message?.contains("la fecha aproximada y el costo") == true)
        let ticket = try Repository.ticket(under: "bitam", from: .sample(category: category))
        #expect(action.when.holds(for: ticket) == isFlagged)
        // The date and the version that it is announced in have their fields in Mantis.
        let reliances = try #require(catalogue.reliances[PolicyName(rawValue: "bitam")])
        let clause = ClauseID(rawValue: "BI-09")
        #expect([Requirement.dueDate, .targetVersion].allSatisfy { reliances.requirements[$0] == [clause] })
    }

    @Test func `BT-07: the acknowledgement waits for an engineer, and carries the name and the case number`() throws {
        let catalogue = try Repository.catalogue()
        let policy = try Repository.policy("btw")
        let rule = try #require(policy.acknowledgement)
        #expect(rule.when == .assigned)
        #expect(policy.clocks[.acknowledgement]?.start.moments == [.assigned])
        let facts = AcknowledgementFacts(
            caseNumber: 2_001,
            ticketTitle: "Error 500",
            policyTitle: policy.title,
            engineer: "Inés García",
            level: nil,
            nextStep: try #require(rule.nextSteps[.incident])
        )
        let note = try catalogue.notes.acknowledgement(facts)
        #expect(note.contains("número de caso 2001"))
        #expect(note.contains("Atiende: Inés García"))
    }
}
