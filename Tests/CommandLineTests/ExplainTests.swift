import Bridge
import Foundation
import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import mantis_bridge

@Suite("Deadlines as a person would argue them")
struct ExplainTests {
    private static let requester = Person(id: 9, name: "dev000", realName: "Marta Ruiz")
    private static let engineer = Person(id: 5, name: "ing0", realName: "Inés García")
    private static let catalogue = Result {
        try MappingCatalogue.load(from: BridgeProgram.project.appending(path: "mappings").path)
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(iso8601: text + "-05:00")) }

    private func ticket(
        _ policy: String,
        _ level: String,
        _ history: [(String, Person, Event.Fact)]
    ) throws -> Ticket {
        let filed = try at(history[0].0)
        let last = history.last?.2
        var ticket = Ticket(
            id: try #require(TicketID(rawValue: "demo-7")),
            scope: "todo",
            policy: PolicyName(rawValue: policy),
            project: "Proyecto",
            summary: "No funciona",
            description: "Descripción",
            kind: .incident,
            level: LevelName(rawValue: level),
            status: last == .waitingBegan ? .waitingForRequester : .assigned,
            reporter: Self.requester,
            submitted: filed,
            updated: filed,
            timeline: try history.map { Event(at: try at($0.0), by: $0.1, fact: $0.2) }
        )
        ticket.requester = Requester(
            nit: "900123456",
            company: "Andina",
            contact: "Ana",
            email: "a@b.example",
            phone: "300"
        )
        ticket.stepsToReproduce = "Debe facturar"
        ticket.attachments = [
            Attachment(id: 1, filename: "a.png", size: 1, contentType: "image/png", submitted: filed)
        ]
        return ticket
    }

    private func sheet(_ ticket: Ticket, _ asOf: String, _ facts: ClockBook.Facts) throws -> String {
        let catalogue = try Self.catalogue.get()
        let policy = try #require(catalogue.policies[ticket.policy])
        let zone = try #require(catalogue.calendar(of: policy)).zone
        let book = try ClockBook(catalogue, policies: [ticket.policy])
        let review = try #require(book.review(ticket, facts, asOf: try at(asOf)))
        let words = TicketWords(catalogue: catalogue)
        let text = ExplanationSheet(review: review, words: words, zone: zone).text
        // The version names the content of the calendar; it is the same in every place of the text.
        let version = try #require(text.firstMatch(of: /versión ([0-9a-z]{8})/)).1
        return text.replacing(version, with: "VERSION")
    }

    private func part(_ text: String, _ heading: String) -> String {
        text.components(separatedBy: "\n\n").first { $0.hasPrefix(heading) } ?? text
    }

    @Test("AM-04, AM-12: the start, every open stretch, the pause, the holiday, the readings and the history are told")
    func pausedAndHoliday() throws {
        let ticket = try ticket(
            "amazonas",
            "p2",
            [
                ("2026-03-20T16:00:00", Self.requester, .created),
                ("2026-03-20T16:30:05", Self.engineer, .handlerChanged(from: nil, to: 5)),
                ("2026-03-24T10:00:00", Self.engineer, .statusChanged(from: .assigned, to: .waitingForRequester)),
                ("2026-03-24T10:00:00", Self.engineer, .waitingBegan),
                ("2026-03-25T09:00:00", Self.requester, .requesterReplied(NoteID(rawValue: 4))),
                ("2026-03-25T09:00:00", Self.requester, .statusChanged(from: .waitingForRequester, to: .assigned)),
                ("2026-03-25T09:00:00", Self.requester, .waitingEnded),
            ]
        )
        let text = try sheet(ticket, "2026-03-25T12:00:00", ClockBook.Facts())
        #expect(
            part(text, "Solución") == """
                Solución: en curso, vence el viernes 27 de marzo de 2026, 8:30:05
                  Promesa     24 h hábiles — AM-04: Prioridad 2, alta, de 1 a 24 horas hábiles.
                  Empieza     viernes 20 de marzo de 2026, 16:30:05, con la asignación a un responsable (Inés García) (AM-12)
                  Calendario  amazonas, versión VERSION; hora de America/Bogota
                  Vence       viernes 27 de marzo de 2026, 8:30:05
                  Resta       18 h 5 s hábiles
                  Tiempo que cuenta
                    viernes 20 de marzo de 2026    16:30:05–17:00  29 min 55 s
                    martes 24 de marzo de 2026     7:30–10:00      2 h 30 min
                    miércoles 25 de marzo de 2026  9:00–18:00      9 h
                    jueves 26 de marzo de 2026     7:30–18:00      10 h 30 min
                    viernes 27 de marzo de 2026    7:00–8:30:05    1 h 30 min 5 s
                  Pausas
                    se espera al solicitante: del martes 24 de marzo de 2026, 10:00 al miércoles 25 de marzo de 2026, 9:00 \
                (AM-10)
                  Festivos
                    lunes 23 de marzo de 2026: Día de San José (observado) (Ley 51 de 1983, art. 1)
                  Avisos
                    al 80 % del plazo: jueves 26 de marzo de 2026, 14:42:05
                  Lecturas
                    «Horas hábiles» son horas del horario de atención; con días hábiles de 24 horas sería 1bd. (lectura: \
                levels.p2.target = 1440bm, AM-04)
                    El caso está asignado desde que Mantis registra un responsable, nunca antes de su registro. (lectura: \
                clocks.resolution.start = assigned, AM-12)
                  Historia
                    viernes 20 de marzo de 2026, 16:30:05: empieza
                    martes 24 de marzo de 2026, 10:00: se detiene: se espera al solicitante
                    miércoles 25 de marzo de 2026, 9:00: sigue: ya no aplica «se espera al solicitante»
                """
        )
    }

    @Test("A ticket is explained by the program, as of any instant, as text and as JSON")
    func program() async throws {
        try await Desk.open { program in
            let text = try await program.run("explain", "demo-13")
            #expect(text.status == 0)
            #expect(text.output.contains("Primera respuesta: en curso, vence el "), "\(text.output)\(text.errors)")
            #expect(text.output.contains("24 h corridas — FW-03: Nivel 1"))
            let before = try await program.run("explain", "demo-13", "--as-of", Desk.hoursAgo(24 * 30))
            #expect(before.output.contains("A esa fecha no tiene ningún reloj."))
            let later = try await program.run("explain", "demo-13", "--as-of", Desk.hoursAgo(-24), "--json")
            let json = try JSONSerialization.jsonObject(with: Data(later.output.utf8)) as? [String: Any]
            let clock = try #require((json?["clocks"] as? [[String: Any]])?.first)
            #expect(json?["format"] as? String == "mantis-bridge/explanation@1")
            #expect(clock["kind"] as? String == "first-response" && clock["state"] as? String == "breached")
            let cycle = try #require((clock["cycles"] as? [[String: Any]])?.first)
            #expect(cycle["clause"] as? String == "FW-03" && cycle["breachedAt"] as? String == cycle["due"] as? String)
            #expect((cycle["stretches"] as? [Any])?.count == 1)
            for (arguments, status) in [(["explain", "demo-99"], 1), (["explain", "demo-13", "--as-of", "ayer"], 2)] {
                let outcome = try await program.runAll(arguments)
                #expect(outcome.status == Int32(status), "\(arguments): \(outcome.errors)")
            }
        }
    }

    @Test("FW-05, FW-09: a contingency shows the plain and the stretched deadline, and who declared what when")
    func contingency() throws {
        let ticket = try ticket(
            "facturatech-ws",
            "n3",
            [
                ("2026-03-02T08:00:00", Self.requester, .created),
                ("2026-03-02T08:00:00", Self.requester, .enteredQueue),
            ]
        )
        let failure = try Contingency(
            from: at("2026-03-04T10:00:00"),
            to: at("2026-03-05T10:00:00"),
            reason: "Intermitencia de la DIAN",
            declared: at("2026-03-04T10:30:00")
        )
        let facts = ClockBook.Facts(contingencies: [failure])
        let text = part(try sheet(ticket, "2026-03-06T12:00:00", facts), "Primera respuesta")
        #expect(
            text.contains(
                """
                  Vence       miércoles 11 de marzo de 2026, 14:30; sin contingencias sería el martes 10 de marzo de 2026, 14:30
                """
            ),
            "\(text)"
        )
        #expect(
            text.contains(
                """
                  Contingencias
                    Intermitencia de la DIAN: del miércoles 4 de marzo de 2026, 10:00 al jueves 5 de marzo de 2026, 10:00; \
                declarada el miércoles 4 de marzo de 2026, 10:30 (FW-09)
                """
            ),
            "\(text)"
        )
        #expect(text.contains("miércoles 4 de marzo de 2026   8:00–10:00"), "\(text)")
        #expect(text.contains("contingencia «Intermitencia de la DIAN»: vencía el martes 10"), "\(text)")
        let before = try sheet(ticket, "2026-03-04T10:29:59", facts)
        #expect(!before.contains("Contingencias"))
    }
}
