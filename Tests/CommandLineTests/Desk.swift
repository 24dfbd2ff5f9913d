import Foundation
import MantisDouble
import Testing

/// A small desk whose every deadline on the wall clock is known, however late it is when the tests run. Ages count back from
/// the start of its server.
enum Desk {
    /// In the order of urgency: two that are overdue, three with a deadline ahead, one that waits for information, one without
    /// a time, one that is over.
    static let byUrgency = [12, 11, 13, 14, 18, 16, 15, 17].map { "demo-\($0)" }

    static func scenario() throws -> Scenario { try .load(yaml: yaml) }

    /// Runs `body` with the desk's tickets pulled.
    static func open(_ body: @Sendable (BridgeProgram) async throws -> Void) async throws {
        try await withServer(try scenario()) { _, url in
            let program = try BridgeProgram(url: url) { configuration in
                configuration.replacing("policy: amazonas", with: "policy: bitam")
                    .replacing("projects: [Amazonas ERP]", with: "projects: [BITAM]")
            }
            defer { program.remove() }
            let sync = try await program.run("sync", "--pull-only")
            try #require(sync.status == 0, "\(sync.output)\(sync.errors)")
            try await body(program)
        }
    }

    /// A moment so many hours before now, with its offset.
    static func hoursAgo(_ hours: Int) -> String { moment(Date().addingTimeInterval(-3_600 * Double(hours))) }

    static func moment(_ date: Date) -> String { date.formatted(.iso8601) }

    private static let yaml = """
        settings: {default_timezone: America/Bogota, update_bug_assign_threshold: 25, show_user_realname_threshold: 25}
        users:
          - {id: 1, name: administrator, password: root, level: administrator}
          - {id: 2, name: alanMantis, real_name: Cola Web Service, level: developer}
          - {id: 3, name: puente, password: puente, level: manager}
          - {id: 4, name: ing0, real_name: Lucía Peña, level: developer}
          - {id: 13, name: dev01, real_name: Marta Ruiz, level: reporter}
        custom_fields:
          - {id: 1, name: NIT}
        projects:
          - {id: 1, name: Web Service, categories: [Folios para DEMO, Funcionamiento interno del WS]}
          - {id: 3, name: BITAM, categories: [Nuevo requerimiento]}
        issues:
          - {id: 11, age: 30h, \(queued), category: Folios para DEMO, summary: "once"}
          - {id: 12, age: 50h, \(queued), category: Folios para DEMO, summary: "doce"}
          - {id: 13, age: 20h, \(queued), category: Folios para DEMO, summary: "trece"}
          - {id: 14, age: 2h, \(queued), category: Folios para DEMO, summary: "catorce"}
          - {id: 15, age: 5h, \(queued), category: Funcionamiento interno del WS, summary: "quince"}
          - id: 16
            age: 3h
            project: Web Service
            handler: alanMantis
            reporter: dev01
            description: Detalle
            category: Folios para DEMO
            summary: "NIT: 900123456-7 | Empresa: Andina | Contacto: Ana Ruiz | Horario: 8am a 12m"
          - id: 17
            age: 40h
            project: Web Service
            handler: alanMantis
            reporter: dev01
            description: Detalle
            category: Folios para DEMO
            summary: diecisiete
            then:
              - {age: 39h, by: ing0, status: resolved, resolution: fixed}
          - id: 18
            age: 3d
            project: BITAM
            handler: ing0
            reporter: dev01
            description: Detalle
            category: Nuevo requerimiento
            summary: dieciocho

        """

    private static let queued =
        "project: Web Service, handler: alanMantis, reporter: dev01, description: Detalle"
}

extension BridgeProgram {
    /// What `tickets --csv` says, by column, in its order.
    func list(_ arguments: String...) async throws -> [[String: String]] {
        let outcome = try await runAll(["tickets", "--csv", "--all"] + arguments)
        let rows = outcome.output.components(separatedBy: "\r\n").filter { !$0.isEmpty }
            .map { $0.components(separatedBy: ",") }
        let header = try #require(rows.first, "\(outcome.errors)")
        return rows.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    func row(_ ticket: String) async throws -> [String: String] {
        try #require(try await list().first { $0["id"] == ticket })
    }
}
