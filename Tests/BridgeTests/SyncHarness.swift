import Foundation
import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Tickets

@testable import Bridge

/// A bridge and a Mantis in one process: a server from a scenario, a ledger of its own, and one clock for both.
final class SyncHarness: Sendable {
    let server: MantisServer
    let clock: ServerClock
    let store: any TicketStore
    let configuration: Configuration
    let catalogue: MappingCatalogue
    let events = Locked<[SyncEvent]>([])
    private let folder: URL
    private let transport: @Sendable (Configuration.Instance) -> any Transport

    /// 2026-11-18, 16:00 in Bogotá: a Wednesday, when every office is open.
    static let start: Int64 = 1_795_035_600

    /// - Parameters:
    ///   - instances: the YAML below `instances:`; nil is one instance over both scopes of the small scenario.
    ///   - inMemory: a ledger without a file.
    init(
        scenario: Scenario? = nil,
        instances: String? = nil,
        inMemory: Bool = false,
        transport: (@Sendable (Configuration.Instance, MantisServer) -> any Transport)? = nil
    ) async throws {
        clock = .fixed(Self.start)
        let server = MantisServer(scenario: try scenario ?? Self.smallScenario(), clock: clock)
        self.server = server
        self.transport = { instance in transport?(instance, server) ?? InProcessTransport(server) }
        folder = FileManager.default.temporaryDirectory.appending(path: "bridge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let password = folder.appending(path: "password").path
        try Data("puente\n".utf8).write(to: folder.appending(path: "password"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        configuration = try Configuration.load(
            text: "database: ledger.sqlite\nmappings: \(Self.mappings)\ninstances:\n"
                + (instances ?? Self.oneInstance()),
            file: folder.appending(path: "mantis-bridge.yaml").path
        )
        catalogue = try MappingCatalogue.load(from: configuration.mappings)
        store = inMemory ? MemoryLedger() : try await SQLiteLedger.open(at: configuration.database)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let mappings = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "mappings").path

    static func smallScenario() throws -> Scenario {
        let file = Bundle.module.url(forResource: "Fixtures/small", withExtension: "yaml")
        return try Scenario.load(file: file?.path ?? "Fixtures/small.yaml")
    }

    static func oneInstance(
        name: String = "mantis",
        project: String = "Web Service",
        handler: String = "alanMantis",
        username: String = "puente"
    ) -> String {
        """
          \(name):
            url: http://127.0.0.1:9/api/soap/mantisconnect.php
            username: \(username)
            password: {file: password}
            people: {ing0: Lucía Peña, alanMantis: Equipo de Web Service}
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [\(project)]
                handler: \(handler)
                acknowledge-from: 2026-11-01T00:00:00-05:00
              - name: amazonas
                policy: amazonas
                projects: [Amazonas ERP]
                acknowledge-from: 2026-11-01T00:00:00-05:00

        """
    }

    var sync: Sync { sync(with: configuration) }

    private func sync(with configuration: Configuration) -> Sync {
        Sync(configuration: configuration, catalogue: catalogue, store: store, environment: environment)
    }

    private var environment: BridgeEnvironment {
        BridgeEnvironment(
            now: { [clock] in Instant(epochSeconds: clock.now) },
            sleep: { [clock] in clock.advance(by: $0) },
            transport: { [transport] in transport($0) },
            observe: { [events] event in events.withLock { $0.append(event) } }
        )
    }

    /// Runs a sync a minute after whatever was before.
    @discardableResult
    func run(
        with other: Configuration? = nil,
        full: Bool = false,
        pulls: Bool = true,
        writes: Bool = true
    ) async throws -> [LaneReport] {
        clock.advance(by: 60)
        var options = Sync.Options()
        options.full = full
        options.pulls = pulls
        options.writes = writes
        return try await sync(with: other ?? configuration).run(options)
    }

    func ticket(_ issue: Int) async throws -> Ticket? {
        guard let id = TicketID(rawValue: "mantis-\(issue)") else { return nil }
        return try await store.ticket(id)
    }

    /// The texts of an issue's notes with a marker, as the server has them.
    func acknowledgements(on issue: Int) async throws -> [String] {
        try await self.issue(issue).notes.map(\.text).filter { $0.contains("[ref:") }
    }

    /// An issue as the bridge's account sees it.
    func issue(_ issue: Int) async throws -> Issue {
        try await client.issue(IssueID(rawValue: issue))
    }

    /// How often each operation was called since the log was cleared.
    func calls() async -> [String: Int] {
        Dictionary(await server.calls.map { ($0.operation, 1) }, uniquingKeysWith: +)
    }

    private var client: MantisClient {
        get throws {
            MantisClient(
                endpoint: configuration.instances[0].endpoint,
                username: "puente",
                password: Secret("puente"),
                transport: InProcessTransport(server)
            )
        }
    }
}
