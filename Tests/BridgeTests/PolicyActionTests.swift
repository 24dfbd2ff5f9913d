import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

/// What the rules of the shipped policies do by themselves, clause by clause.
@Suite("Rules that act")
struct PolicyActionTests {
    @Test("FW-07, AM-02, BT-02: ask once for everything that is missing, in one public note, and wait for it")
    func intake() throws {
        var sample = try PlannedTicket("btw", .incident, "p2", filed: "2026-11-03 09:00")
        sample.ticket.category = "XML"
        sample.ticket.requester.nit = "900123456"
        let intents = try sample.intents("2026-11-03 09:01")
        let intent = try #require(intents.first)
        #expect(intents.count == 1)
        #expect(intent.title == "datos-faltantes")
        #expect(intent.clause.rawValue == "BT-02")
        guard case .addNoteAndSetStatus(let note, .waitingForRequester, nil) = intent.effect else {
            Issue.record("\(intent.effect)")
            return
        }
        #expect(note.visibility == .public)
        #expect(
            note.text.contains(
                """
                - Nombre del contacto
                - Correo del contacto
                - Teléfono del contacto
                - Número legal del documento
                - XML del documento
                - Evidencia (imagen o archivo)
                """
            )
        )
        #expect(!note.text.contains("NIT del cliente"))
        #expect(note.text.hasSuffix(intent.marker))
        // The same list tomorrow is the same intent; nothing is asked twice.
        #expect(try sample.intents("2026-11-04 09:00").map(\.key) == [intent.key])

        var complete = sample
        complete.completeRequester()
        complete.ticket.customFields = [CustomField(name: "Número legal", value: "SETP-990")]
        #expect(try complete.due("2026-11-03 09:01") == [])
        // A person who asks already has it in hand.
        try sample.happen("2026-11-03 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        try sample.move("2026-11-03 10:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        #expect(try sample.due("2026-11-03 10:01") == [])
    }

    @Test("FW-07, FW-08: the parts of a mail's subject are asked for when some are there")
    func subject() throws {
        var sample = try PlannedTicket("facturatech-ws", .incident, "n1", filed: "2026-11-03 09:00")
        #expect(try sample.due("2026-11-03 09:01") == [], "a developer owes no mail subject")
        sample.ticket.requester.nit = "900123456"
        sample.ticket.requester.phone = "3001234567"
        let text = try #require(try sample.intents("2026-11-03 09:01").first).effect.note.text
        #expect(text.contains("- Razón social del cliente\n- Nombre del contacto\n\n"))
    }

    @Test("AM-07: send the booking link once, in a public note, and never without a link")
    func booking() throws {
        var sample = try PlannedTicket("amazonas", .advice, "asesoria", filed: "2026-11-03 09:00")
        sample.completeRequester()
        let unlinked = try sample.plan("2026-11-03 09:01").outcome
        #expect(unlinked.intents == [])
        #expect(unlinked.failures.count == 1 && unlinked.failures[0].contains("policies/amazonas.yaml"))
        sample.catalogue = try Self.catalogue("amazonas", "link: none", "link: https://agenda.example/amazonas")
        var linked = try PlannedTicket(
            "amazonas",
            .advice,
            "asesoria",
            filed: "2026-11-03 09:00",
            catalogue: sample.catalogue
        )
        linked.completeRequester()
        let intents = try linked.intents("2026-11-03 09:01")
        #expect(intents.map(\.clause.rawValue) == ["AM-07"])
        #expect(intents.first?.effect.note.visibility == .public)
        #expect(intents.first?.effect.note.text.contains("https://agenda.example/amazonas") == true)
        #expect(try linked.intents("2026-12-03 09:01").map(\.key) == intents.map(\.key))
    }

    @Test(
        "AM-09, BT-08: propose closing at the fourth public question without an answer",
        arguments: [
            ("amazonas", "AM-09"), ("btw", "BT-08"),
        ]
    )
    func attempts(policy: String, clause: String) throws {
        var sample = try PlannedTicket(policy, .incident, "p2", filed: "2026-11-03 09:00")
        sample.completeRequester()
        try sample.move("2026-11-03 10:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        for day in 4...5 {
            try sample.happen("2026-11-0\(day) 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: day)))
        }
        #expect(try sample.due("2026-11-05 10:00") == [], "three attempts are not four")
        try sample.happen("2026-11-06 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 6)))
        let intent = try #require(try sample.intents("2026-11-06 10:00").first)
        #expect(intent.clause.rawValue == clause)
        #expect(intent.effect.note.visibility == .private)
        #expect(intent.effect.note.text.contains("4 intentos"))
        #expect(intent.effect.note.text.contains("- miércoles 4 de noviembre de 2026, 10:00"))
        // A fifth attempt is no new occasion; an answer begins the count anew.
        try sample.happen("2026-11-07 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 7)))
        #expect(try sample.intents("2026-11-07 10:00").map(\.key) == [intent.key])
        try sample.happen("2026-11-07 11:00", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 8)))
        #expect(try sample.due("2026-11-07 11:00") == [])
    }

    @Test("AM-10: mark as resolved what the customer does not answer in five calendar days")
    func unanswered() throws {
        var sample = try PlannedTicket("amazonas", .incident, "p2", filed: "2026-11-03 09:00")
        sample.completeRequester()
        try sample.move("2026-11-03 10:00:30", by: PlannedTicket.engineer, to: .waitingForRequester)
        #expect(try sample.due("2026-11-08 10:00:29") == [])
        let intent = try #require(try sample.intents("2026-11-08 10:00:30").first)
        #expect(intent.clause.rawValue == "AM-10")
        guard case .addNoteAndSetStatus(let note, .resolved, "suspended") = intent.effect else {
            Issue.record("\(intent.effect)")
            return
        }
        #expect(note.visibility == .public)
        #expect(note.text.contains("martes 3 de noviembre de 2026, 10:00"))
        var answered = sample
        try answered.happen("2026-11-08 10:00:30", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 1)))
        #expect(try answered.due("2026-11-09 10:00") == [], "an answer at the very instant is in time")
        var late = sample
        try late.happen("2026-11-08 10:00:31", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 1)))
        #expect(try late.due("2026-11-08 10:00:31") == [], "and a late one is better than none")
        var resolved = sample
        try resolved.move("2026-11-08 10:01", by: PlannedTicket.bridge, to: .resolved)
        #expect(try resolved.due("2026-11-09 10:00") == [])
    }

    @Test("BT-11: close what the customer abandons, where AM-10 resolves it")
    func abandonedCase() throws {
        var sample = try PlannedTicket("btw", .incident, "p2", filed: "2026-11-03 09:00")
        sample.completeRequester()
        try sample.move("2026-11-03 10:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        let intent = try #require(try sample.intents("2026-11-08 10:00").first)
        #expect(intent.clause.rawValue == "BT-11")
        guard case .addNoteAndSetStatus(_, .closed, _) = intent.effect else {
            Issue.record("\(intent.effect)")
            return
        }
    }

    @Test(
        "BI-07: resolve what the customer leaves alone for thirty days after our word, and nothing that waits for ours"
    )
    func abandonment() throws {
        var sample = try PlannedTicket("bitam", .incident, "media", filed: "2026-09-01 09:00")
        #expect(try sample.due("2026-12-01 09:00") == [], "whoever waits for us abandons nothing")
        try sample.happen("2026-09-02 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        try sample.happen("2026-09-09 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 2)))
        #expect(try sample.due("2026-10-02 09:59:59") == [])
        let intent = try #require(try sample.intents("2026-10-02 10:00").first)
        #expect(intent.clause.rawValue == "BI-07")
        guard case .addNoteAndSetStatus(let note, .resolved, "suspended") = intent.effect else {
            Issue.record("\(intent.effect)")
            return
        }
        #expect(note.text.contains("desde el miércoles 2 de septiembre de 2026, 10:00"))
        var active = sample
        try active.happen("2026-09-20 12:00", by: PlannedTicket.requester, .fileAdded(name: "a.png"))
        #expect(try active.due("2026-12-01 09:00") == [], "now the answer is ours")
        try active.happen("2026-09-21 12:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 3)))
        #expect(try active.due("2026-10-21 12:00") == ["abandono"])
        var feature = try PlannedTicket("bitam", .requirement, "media-sin-plazo", filed: "2026-09-01 09:00")
        try feature.happen("2026-09-02 10:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        #expect(try feature.due("2026-12-01 09:00") == ["nueva-funcionalidad"], "the committee has it")
    }

    @Test("BI-06: close at the fifteenth business day, and refuse to reopen what is closed")
    func closing() throws {
        var sample = try PlannedTicket("bitam", .incident, "media", filed: "2026-10-01 09:00")
        try sample.move("2026-10-02 12:00", by: PlannedTicket.engineer, to: .resolved)
        // Friday 2 October; the fifteenth working date after it is Friday the 23rd.
        #expect(try sample.due("2026-10-23 18:59:59") == [])
        let intent = try #require(try sample.intents("2026-10-23 19:00").first)
        #expect(intent.clause.rawValue == "BI-06")
        guard case .addNoteAndSetStatus(_, .closed, nil) = intent.effect else {
            Issue.record("\(intent.effect)")
            return
        }
        var commented = sample
        try commented.happen("2026-10-23 18:00", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 1)))
        #expect(try commented.due("2026-10-23 19:00") == [])
        try sample.move("2026-10-23 19:00:10", by: PlannedTicket.bridge, to: .closed)
        #expect(try sample.due("2026-10-24 09:00") == [])
        try sample.happen("2026-10-26 09:00", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 2)))
        try sample.happen("2026-10-27 09:00", by: PlannedTicket.requester, .requesterReplied(NoteID(rawValue: 3)))
        let refusals = try sample.intents("2026-10-28 09:00")
        #expect(refusals.map(\.title) == ["caso-cerrado"])
        #expect(refusals.first?.effect.note.text.contains("no se puede reabrir") == true)
    }

    @Test("FW-06: tell the team of a case of level 4 to escalate it, and of a proposal that it is a requirement")
    func escalation() throws {
        let incident = try PlannedTicket("facturatech-ws", .incident, "n4", filed: "2026-11-03 09:00")
        let intent = try #require(try incident.intents("2026-11-03 09:00").first)
        #expect(intent.title == "escalamiento" && intent.clause.rawValue == "FW-06")
        #expect(intent.effect.note.visibility == .private)
        let proposal = try PlannedTicket("facturatech-ws", .requirement, "n4", filed: "2026-11-03 09:00")
        #expect(try proposal.due("2026-11-03 09:00") == ["propuesta-de-mejora"])
        let other = try PlannedTicket("facturatech-ws", .incident, "n3", filed: "2026-11-03 09:00")
        #expect(try other.due("2026-11-03 09:00") == [])
    }

    @Test("BT-05: flag what may have a cost, for the team alone")
    func cost() throws {
        var sample = try PlannedTicket("btw", .incident, "p3", filed: "2026-11-03 09:00")
        sample.completeRequester()
        let intent = try #require(try sample.intents("2026-11-03 09:00").first)
        #expect(intent.title == "costo" && intent.clause.rawValue == "BT-05")
        #expect(intent.effect.note.visibility == .private)
    }

    @Test(
        "FW-10, BI-11, CO-04: flag whoever a kept list does not have, and nobody as long as none is kept",
        arguments: [
            ("facturatech-ws", "desarrolladores", "FW-10", "n1"), ("bitam", "clientes-bitam", "BI-11", "media"),
            ("coacher", "usuarios-coacher", "CO-04", "alto-premium"),
        ]
    )
    func outsiders(policy: String, register: String, clause: String, level: String) throws {
        func clauses(_ list: String) throws -> [String] {
            let directory = try CopiedMappings()
            try directory.write(list, to: "registers/\(register).yaml")
            let catalogue = try MappingCatalogue.load(from: directory.path)
            let sample = try PlannedTicket(
                policy,
                .incident,
                level,
                filed: "2026-11-03 09:00",
                catalogue: catalogue
            )
            return try sample.intents("2026-11-03 09:00").map(\.clause.rawValue)
        }
        #expect(try clauses("everybody: true") == [])
        #expect(try clauses("accounts: [otro]") == [clause])
        #expect(try clauses("accounts: [DEV000]") == [])
        #expect(try clauses("domains: [Cliente.example]") == [])
    }

    @Test("BI-12: flag a version older than the two that are supported")
    func oldVersion() throws {
        let catalogue = try Self.catalogue("bitam", "older-than: 0}", "older-than: 9.1}")
        func due(_ version: String?) throws -> [String] {
            var sample = try PlannedTicket(
                "bitam",
                .incident,
                "media",
                filed: "2026-11-03 09:00",
                catalogue: catalogue
            )
            sample.ticket.productVersion = version
            return try sample.due("2026-11-03 09:00")
        }
        #expect(try due("9.0.4") == ["version-anterior"])
        #expect(try due("9.1") == [])
        #expect(try due("10.0") == [])
        #expect(try due(nil) == [])
    }

    @Test("BI-09: tell the team what a new feature needs before the committee sees it")
    func feature() throws {
        let sample = try PlannedTicket("bitam", .requirement, "media-sin-plazo", filed: "2026-11-03 09:00")
        #expect(try sample.intents("2026-11-03 09:00").map(\.clause.rawValue) == ["BI-09"])
    }

    @Test("Nothing is done about what happened before the instant from which rules act")
    func firstRun() throws {
        var sample = try PlannedTicket("amazonas", .incident, "p2", filed: "2026-11-03 09:00")
        sample.completeRequester()
        try sample.move("2026-11-03 10:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        sample.actsFrom = "2026-11-08 10:01"
        #expect(try sample.due("2026-11-20 10:00") == [])
        sample.actsFrom = "2026-11-08 10:00"
        #expect(try sample.due("2026-11-20 10:00") == ["sin-respuesta"])
    }

    @Test("Nothing is done to a ticket that left the scope")
    func left() throws {
        var sample = try PlannedTicket("btw", .incident, "p3", filed: "2026-11-03 09:00")
        sample.ticket.standing = .reassigned
        #expect(try sample.due("2026-11-03 09:00") == [])
    }

    private static func catalogue(_ policy: String, _ text: String, _ other: String) throws -> MappingCatalogue {
        let directory = try CopiedMappings()
        try directory.replace(text, with: other, in: "policies/\(policy).yaml")
        return try MappingCatalogue.load(from: directory.path)
    }
}
