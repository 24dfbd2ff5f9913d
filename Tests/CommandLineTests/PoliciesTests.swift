import Foundation
import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import mantis_bridge

@Suite struct PoliciesTests {
    private static let mappings = BridgeProgram.project.appending(path: "mappings").path
    private static let loaded = Result { try MappingCatalogue.load(from: mappings) }

    private static func sheet(_ name: String) throws -> String {
        let catalogue = try loaded.get()
        let policy = try #require(catalogue.policies[PolicyName(rawValue: name)])
        return PolicySheet(policy, in: catalogue, holidaysOf: 2027).text
    }

    /// The text without its line breaks, because sentences are broken to fit.
    private static func unbroken(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: What a policy reads like

    @Test func `An invented policy reads like this`() throws {
        let folder = try copy()
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixtures = BridgeProgram.project.appending(path: "Tests/MappingsTests/Fixtures/policies")
        try FileManager.default.copyItem(
            at: fixtures.appending(path: "lavanderia.yaml"),
            to: folder.appending(path: "policies/lavanderia.yaml")
        )
        let catalogue = try MappingCatalogue.load(from: folder.path)
        let policy = try #require(catalogue.policies[PolicyName(rawValue: "lavanderia")])
        #expect(PolicySheet(policy, in: catalogue, holidaysOf: 2027).text == Self.laundry)
    }

    private static let laundry = """
        Soporte de la lavandería
        Proveedor: Lavandería El Sol. Archivo: policies/lavanderia.yaml.

        HORARIO (LAV-04)
          todos los días, las 24 horas
          Hora de America/Bogota. Los festivos no cierran.

        TIPOS DE CASO
          Reclamo
          Idea

        NIVELES
          - Alerta roja [roja]: 1 día calendario (LAV-01)
              Hoy mismo.
          - Alerta verde [verde]: 3 días hábiles, aviso en 2 días hábiles (LAV-02)
              En tres días hábiles.
          - Idea [idea]: sin plazo (LAV-03)
              Lo pensamos.

        RELOJES
          - Solución
              Empieza con el registro del caso (LAV-02).
              Plazo: el del nivel.
              Se cumple con la solución del caso o el cierre del caso.
              Se detiene mientras falta información requerida; después sigue donde iba (LAV-05).
              Si el caso se reabre, empieza un ciclo nuevo (LAV-02).
              Avisa cuando va por el 50 % del plazo.
          - Respuesta del solicitante
              Empieza con una pregunta al solicitante (LAV-06).
              Plazo: 2 días calendario (LAV-06).
              Se cumple con cualquier actividad del solicitante.
              Queda sin efecto con la solución del caso o el cierre del caso.

        PLANES
          - Lavandero propio, si el campo «Tipo de cliente» dice «Hotel» (LAV-07)
              lunes a viernes de 9:00 a 21:00
              sábado y domingo, cerrado
              Hora de America/Santiago. Cierra los festivos de Chile: 17 en 2027.

        INFORMACIÓN REQUERIDA (LAV-05)
          - De qué es la mancha, si su categoría es «Manchas»

        LO QUE HACE EL PUENTE POR SÍ MISMO
          - que-mancha: si falta información requerida, escribe una nota pública y deja el caso en «espera
            al solicitante» (LAV-05).
          - sin-respuesta: al vencer el plazo de «respuesta del solicitante», escribe una nota pública y
            deja el caso en «cerrado», con la resolución «wont-fix» (LAV-06).

        COMITÉ (LAV-03)
          Se reúne cada viernes a las 16:30; si ese día no se atiende, no hay sesión. Recibe casos hasta que
          empieza la sesión.

        LECTURAS DE CLÁUSULAS QUE DEJAN ALGO ABIERTO
          - clocks.resolution.reopening = new-cycle (LAV-02): La política calla.

        CLÁUSULAS
          LAV-01  Una alerta roja se atiende hoy mismo.
                  En el archivo: levels.roja, classification
          LAV-02  Lo demás se atiende en tres días hábiles.
                  En el archivo: levels.verde, classification, clocks.resolution.start,
                  clocks.resolution.reopening
          LAV-03  Las ideas se piensan los viernes.
                  En el archivo: levels.idea, classification, committee
          LAV-04  La lavandería nunca cierra.
                  En el archivo: hours
          LAV-05  Quien no dice qué mancha es recibe la pregunta.
                  En el archivo: clocks.resolution.pauses.information-missing, intake, intake.items,
                  actions.que-mancha
          LAV-06  Quien no responde en dos días deja la prenda como está.
                  En el archivo: clocks.requester-answer.start, clocks.requester-answer.terms,
                  actions.sin-respuesta
          LAV-07  Los hoteles tienen lavandero propio, que descansa de noche.
                  En el archivo: plans.hotel
        """

    @Test(arguments: ["amazonas", "bitam", "btw", "coacher", "facturatech-ws"])
    func `A policy is told whole, in lines that fit, and every clause with its place`(name: String) throws {
        let catalogue = try Self.loaded.get()
        let policy = try #require(catalogue.policies[PolicyName(rawValue: name)])
        let text = try Self.sheet(name)
        for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
        let whole = Self.unbroken(text)
        var parts = [policy.title, policy.provider] + policy.kinds.values + policy.clauses.values
        parts += policy.levels.flatMap { ["\($0.title) [\($0.name)]: ", $0.promise] } + policy.plans.plans.map(\.title)
        parts += policy.intake?.items.map(\.title) ?? []
        parts += policy.actions.flatMap { ["\($0.name): ", $0.message ?? ""] }
        parts += policy.acknowledgement?.nextSteps.values.map(\.self) ?? []
        parts += policy.readings.map { "\($0.setting) = \($0.value) (\($0.clause)): \($0.text)" }
        for part in parts where !part.isEmpty { #expect(whole.contains(Self.unbroken(part)), "\(part)") }
        #expect(whole.components(separatedBy: "En el archivo:").count == policy.clauses.count + 1)
        #expect(!text.contains("En el archivo: \n"))
    }

    @Test(arguments: ["amazonas", "bitam", "btw", "coacher", "facturatech-ws"])
    func `What stands before the readings and the clauses has no word of the file's language`(name: String) throws {
        let whole = try Self.sheet(name)
        let text = whole.prefix(upTo: try #require(whole.range(of: "\nLECTURAS")).lowerBound)
        let foreign =
            ClockMoment.allCases.map(\.rawValue) + PauseReason.allCases.map(\.rawValue)
            + ClockKind.allCases.map(\.rawValue) + TicketStatus.allCases.map(\.rawValue)
        for word in foreign { #expect(text.firstMatch(of: try Regex("\\b\(word)\\b")) == nil, "\(word)") }
    }

    @Test(arguments: [
        ("amazonas", "lunes a jueves de 7:30 a 18:00 viernes de 7:00 a 17:00 sábado y domingo, cerrado"),
        ("amazonas", "Hora de America/Bogota. Cierra los festivos de Colombia: 19 en 2027."),
        ("amazonas", "Prioridad 1 (crítica) [p1]: 8 horas de reloj (AM-03)"),
        ("amazonas", "Prioridad 2 (alta) [p2]: 24 horas hábiles (AM-04)"),
        ("amazonas", "Prioridad baja (requerimiento) [requerimiento]: sin plazo (AM-06)"),
        ("amazonas", "Plazo: el del nivel para «Incidente»; sin plazo para «Requerimiento» (AM-06); sin plazo para"),
        ("amazonas", "Sin plazo (AM-08)."), ("amazonas", "Plazo: 5 días calendario (AM-10)."),
        ("amazonas", "Si el caso se reabre, empieza un ciclo nuevo (AM-11)."),
        ("amazonas", "Impacto en el negocio, si el campo «Canal» dice «Correo» o «Correo electrónico»"),
        ("amazonas", "Falta el enlace; mientras el archivo no lo dé, la nota no se escribe."),
        ("amazonas", "tras 4 preguntas seguidas sin respuesta, escribe una nota privada (AM-09)"),
        ("amazonas", "Se reúne cada martes a las 9:00; si ese día no se atiende, pasa al siguiente que sí."),
        ("bitam", "Cierra los festivos de México: 7 en 2027."),
        ("bitam", "Si el caso se reabre dentro de 15 días hábiles, sigue donde iba (BI-14)."),
        ("bitam", "Se cumple con cualquier actividad del solicitante. Queda sin efecto con la solución"),
        ("bitam", "sin plazo para lo demás (BI-04)"),
        ("bitam", "10 días calendario para «Nuevo requerimiento» (BI-08); los demás casos no tienen este reloj."),
        ("bitam", "Soporte 24/7, si el campo «Contrato» dice «24/7» o «24x7» (BI-13) todos los días, las 24 horas"),
        ("bitam", "es anterior a la más antigua con soporte, que el archivo todavía no dice, escribe"),
        ("btw", "Plazo: el del nivel, solo indicativo, para «Implementación» (BT-06); el del nivel para lo demás."),
        (
            "btw",
            "al vencer el plazo de «respuesta del solicitante», escribe una nota pública y deja el caso en «cerrado»"
        ),
        ("coacher", "lunes a jueves de 9:00 a 14:00 y de 15:00 a 18:00"),
        ("coacher", "Plazo: 4 veces el de «primera respuesta» (CO-03)."),
        ("facturatech-ws", "Nivel 2 [n2]: 48 horas hábiles, aviso en 24 horas hábiles (FW-04)"),
        ("facturatech-ws", "Se detiene mientras falta información requerida; después empieza de cero (FW-07)."),
        ("facturatech-ws", "Donde no hay plazo, vale la fecha que una persona comprometa (FW-06)."),
        ("facturatech-ws", "Celular del contacto, si el asunto trae NIT (FW-08)"),
        ("facturatech-ws", "si es de tipo «Incidencia» y su nivel es «Nivel 4», escribe una nota privada (FW-06)"),
        ("facturatech-ws", "levels.n4, classification, clocks.first-response.commitment, actions.escalamiento"),
    ])
    func `A sentence of a policy is told so`(name: String, sentence: String) throws {
        #expect(Self.unbroken(try Self.sheet(name)).contains(sentence))
    }

    @Test(
        arguments: [
            ("480cm", "8 horas de reloj"), ("60cm", "1 hora de reloj"), ("60bm", "1 hora hábil"),
            ("1440bm", "24 horas hábiles"), ("90bm", "90 minutos hábiles"), ("1bm", "1 minuto hábil"),
            ("0cm", "0 minutos de reloj"), ("1bd", "1 día hábil"), ("15bd", "15 días hábiles"),
            ("1cd", "1 día calendario"), ("10cd", "10 días calendario"), (nil, "sin plazo"),
        ] as [(String?, String)]
    )
    func `A target is told in words`(target: String?, words: String) throws {
        #expect(PolicyWords.target(try target.map { try Target($0) }) == words)
    }

    // MARK: The commands

    @Test func `Policies are checked without a configuration, one line each`() async throws {
        let program = try BridgeProgram()
        defer { program.remove() }
        let check = try await program.run("policies", "check", "--mappings", Self.mappings)
        #expect(check.status == 0)
        #expect(
            check.output == """
                POLICY          TITLE                            CLAUSES  LEVELS  CLOCKS  ACTIONS
                amazonas        Soporte de Amazonas ERP          12       5       3       4
                bitam           Soporte de BITAM                 14       8       4       6
                btw             Soporte de BTW                   11       4       3       4
                coacher         Soporte de Coacher Integradores  5        9       2       1
                facturatech-ws  Soporte del área de Web Service  10       4       1       4

                """
        )
        let show = try await program.run("policies", "show", "coacher", "--mappings", Self.mappings)
        #expect(show.status == 0)
        #expect(show.output.hasPrefix("Soporte de Coacher Integradores\n"))
    }

    @Test func `Every fault of a policy is told with its place, and is a finding to check and a fault to show`()
        async throws
    {
        let program = try BridgeProgram()
        defer { program.remove() }
        let folder = try copy()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "policies/coacher.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let spoilt = text.replacing("clause: CO-04\n", with: "clause: CO-44\n").replacing(
            "times: 4",
            with: "times: four"
        )
        try Data(spoilt.utf8).write(to: file)
        for (command, status) in [(["check"], 1), (["show", "coacher"], 2)] as [([String], Int32)] {
            let outcome = try await program.runAll(["policies"] + command + ["--mappings", folder.path])
            #expect(outcome.status == status)
            #expect(outcome.output == "")
            let faults = outcome.errors.split(separator: "\n").map { $0.replacing("\(folder.path)/", with: "") }
            #expect(faults.count == 2, "\(outcome.errors)")
            #expect(
                faults.contains { $0.contains("policies/coacher.yaml:") && $0.contains("“four” is not a whole number") }
            )
            #expect(faults.contains { $0.contains("there is no CO-44 under “clauses”; did you mean “CO-04”?") })
        }
    }

    @Test func `An unknown policy and a missing configuration are told with what there is to do`() async throws {
        let program = try BridgeProgram()
        defer { program.remove() }
        let unknown = try await program.run("policies", "show", "amazon", "--mappings", Self.mappings)
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("there are amazonas, bitam, btw, coacher, facturatech-ws"))
        #expect(try await program.run("policies", "check").errors.contains("mantis-bridge.yaml"))
        let configured = try BridgeProgram(url: "http://127.0.0.1:1/")
        defer { configured.remove() }
        #expect(try await configured.run("policies", "check").status == 0)
    }

    /// The project's mappings in a folder that goes with the test.
    private func copy() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "policies-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: URL(filePath: Self.mappings).resolvingSymlinksInPath(), to: folder)
        return folder
    }
}

@Suite struct MappingsOptionTests {
    @Test func `Without a configuration the mappings of the folder are taken, and a named one must be there`()
        async throws
    {
        let program = try BridgeProgram()
        defer { program.remove() }
        let question = ["deadline", "--policy", "amazonas", "--level", "p2", "--from", "2026-01-02T08:00"]
        let without = try await program.runAll(question)
        #expect(without.status == 2 && without.errors.contains("mantis-bridge.yaml"), "\(without.errors)")
        try FileManager.default.createSymbolicLink(
            at: program.folder.appending(path: "mappings"),
            withDestinationURL: BridgeProgram.project.appending(path: "mappings")
        )
        let found = try await program.runAll(question)
        #expect(found.status == 0 && found.output.contains("Vence"), "\(found.errors)")
        let named = try await program.runAll(question + ["--config", "otra.yaml"])
        #expect(named.status == 2 && named.errors.contains("otra.yaml"))
    }
}
