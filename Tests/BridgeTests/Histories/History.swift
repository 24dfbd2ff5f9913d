import Foundation
import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Tickets

@testable import Bridge

/// One made-up stretch of a Mantis's life with a bridge beside it, from a seed: who does what, while the bridge reads.
struct History {
    enum Kind: String, CaseIterable, Sendable {
        case queue, project, category
    }

    let seed: UInt64
    let kind: Kind
    let version: ServerVersion
    let server: MantisServer
    let people: People
    let store: any TicketStore
    private let swept = Locked<[SweepResult]>([])
    private let configuration: Configuration
    private let catalogue: MappingCatalogue

    /// One of each way to list, to date and to refuse.
    static let versions = [
        "1.2.0", "1.2.5", "1.2.12", "1.2.20", "1.3.20", "2.4.0", "2.16.0", "2.17.0", "2.25.0", "2.26.3", "2.28.4",
    ]
    private static let issues = 24
    private static let passes = 5
    private static let rowsPerPage = 4
    private static let start: Int64 = 1_795_035_600

    init(seed: UInt64, store: any TicketStore, catalogue: MappingCatalogue, password: String) throws {
        var random = SeededGenerator(seed: seed)
        self.seed = seed
        self.store = store
        self.catalogue = catalogue
        // Every version meets every kind of scope within 33 seeds in a row.
        kind = Kind.allCases[Int(seed % 3)]
        let text = Self.versions[Int(seed / 3) % Self.versions.count]
        version = ServerVersion(text) ?? ServerVersion(2, 28, 4)
        let level = random.chance(50) ? "manager" : "updater"
        let scenario = try Scenario.load(yaml: Self.scenario(text, level: level, &random), name: "seed \(seed)")
        server = MantisServer(scenario: scenario, clock: .fixed(Self.start))
        people = People(server, issues: Self.issues, seed: seed)
        configuration = try Configuration.load(
            text: Self.configuration(kind, password: password),
            file: FileManager.default.temporaryDirectory.appending(path: "mantis-bridge.yaml").path
        )
    }

    /// Lives through it and returns what is wrong in the end; nothing when the bridge has everything.
    func run() async throws -> [String] {
        var random = SeededGenerator(seed: seed &* 31)
        for _ in 0..<Self.passes {
            people.work(true)
            for _ in 0..<random.below(6) { await people.act(&random) }
            try await pass(after: Int64(30 + random.below(400)))
        }
        people.work(false)
        // Everything has come to rest: what is young settles, what is gone is missing twice, and sweeps come round.
        try await pass(after: 300)
        let before = swept.withLock(\.count)
        try await pass(after: 7 * 3_600)
        var faults = whatChangesMissed(since: before)
        try await pass(after: 300)
        faults += try await differences()
        let last = try await pass(after: 60)
        if last.pulled.created + last.pulled.updated + last.pulled.left > 0 {
            faults.append("the pass that follows still changes something: \(last.pulled)")
        }
        let sweep = try await pass(after: 7 * 3_600)
        if sweep.pulled.differences != 0 { faults.append("the last sweep still finds differences: \(sweep.pulled)") }
        return faults
    }

    /// Since 1.3 whatever bears a new stamp is found by reading changes alone; sweeps are for the rest.
    private func whatChangesMissed(since count: Int) -> [String] {
        guard ServerProfile(version).has(.search) else { return [] }
        return swept.withLock { Array($0[count...]) }.compactMap { result in
            let missed = (result.differences[.unknown] ?? 0) + (result.differences[.stamp] ?? 0)
            return missed == 0 ? nil : "reading changes had missed some: \(result)"
        }
    }

    @discardableResult
    private func pass(after seconds: Int64) async throws -> LaneReport {
        server.clock.advance(by: seconds)
        var options = Sync.Options()
        options.writes = false
        let sync = Sync(
            configuration: configuration,
            catalogue: catalogue,
            store: store,
            environment: environment(InProcessTransport(server))
        )
        let reports = try await sync.run(options)
        guard let report = reports.first else { throw BridgeError(.misconfigured, "no lane ran") }
        if let stopped = report.stopped { throw stopped }
        return report
    }

    private func environment(_ inner: InProcessTransport) -> BridgeEnvironment {
        var environment = BridgeEnvironment(
            now: { [clock = server.clock] in Instant(epochSeconds: clock.now) },
            sleep: { [clock = server.clock] in clock.advance(by: $0) },
            chance: { 0.5 },
            transport: { [people] _ in BusyTransport(inner: inner, people: people) },
            observe: { [swept] event in
                if case .swept(_, let result) = event { swept.withLock { $0.append(result) } }
            }
        )
        // Small enough that there is much to go wrong between two pages.
        environment.pageSizes.headers = Self.rowsPerPage
        environment.pageSizes.ids = Self.rowsPerPage
        environment.pageSizes.issues = Self.rowsPerPage
        return environment
    }

    // MARK: Truth

    /// Where ledger and server disagree: in what is in the scope, or in any field of a ticket.
    private func differences() async throws -> [String] {
        let probe = Probe(
            configuration: configuration.instances[0],
            store: store,
            catalogue: catalogue,
            environment: environment(InProcessTransport(server)),
            skew: Locked(ClockSkew())
        )
        let lane = try await probe.lane()
        guard let scope = lane.scopes.first else { return ["the scope does not resolve"] }
        var faults: [String] = []
        // More numbers than were ever given out.
        for number in 1...(Self.issues + people.deeds) {
            let id = lane.ticketID(IssueID(rawValue: number))
            let stored = try await store.ticket(id)
            let reading: IssueReading?
            do throws(MantisError) {
                reading = try await lane.read(IssueID(rawValue: number))
            } catch {
                reading = nil
                // What left the scope in sight and vanished afterwards is not followed.
                if let stored, stored.standing == .inScope {
                    faults.append("\(id) is in the ledger and the server says: \(error.faultText ?? error.message)")
                }
            }
            guard let reading else { continue }
            let truth = scope.ticket(from: reading)
            // Before 1.3 no list shows closed issues: one that was closed before it was seen cannot be known (§3.5).
            let isListed = lane.profile.has(.search) || reading.issue.status.id < 90
            if truth.standing == .inScope, stored != truth, isListed || stored?.standing == .inScope {
                faults.append("\(id) is not as on the server: \(Self.difference(stored, truth))")
            } else if truth.standing != .inScope, stored?.standing == .inScope {
                faults.append("\(id) has left (\(truth.standing)) and is still in the ledger's scope")
            }
        }
        return faults
    }

    private static func difference(_ stored: Ticket?, _ truth: Ticket) -> String {
        guard let stored else { return "missing" }
        let pairs = zip(Mirror(reflecting: stored).children, Mirror(reflecting: truth).children)
        return pairs.compactMap { left, right in
            let (have, want) = ("\(left.value)", "\(right.value)")
            return have == want ? nil : "\(left.label ?? "?"): has \(have), should have \(want)"
        }.joined(separator: "; ")
    }

    // MARK: Set-up

    private static func scenario(_ version: String, level: String, _ random: inout SeededGenerator) -> String {
        var text = """
            version: \(version)
            settings:
              default_timezone: America/Bogota
            users:
              - {id: 1, name: administrator, level: administrator}
              - {id: 2, name: alanMantis, level: developer}
              - {id: 3, name: puente, password: puente, level: \(level)}
              - {id: 4, name: ing0, level: developer}
              - {id: 5, name: ing1, level: developer}
              - {id: 9, name: dev01, level: reporter}
            custom_fields:
              - {name: NIT}
              - {name: Razón social}
            projects:

            """
        let categories = People.categories.joined(separator: ", ")
        for project in People.projects { text += "  - {name: \(project), categories: [\(categories)]}\n" }
        text += "issues:\n"
        for number in 1...issues {
            let handler = ["alanMantis", "alanMantis", "ing0"][random.below(3)]
            text += """
                  - id: \(number)
                    project: \(People.projects[random.below(3)])
                    category: \(People.categories[random.below(3)])
                    reporter: dev01
                    handler: \(handler)
                    status: \(["assigned", "feedback", "resolved", "closed"][random.below(4)])
                    summary: Caso \(number)
                    description: Descripción \(number)
                    at: "2026-11-18T\(10 + random.below(5)):00:0\(random.below(3))-05:00"

                """
        }
        return text
    }

    private static func configuration(_ kind: Kind, password: String) -> String {
        let narrowing =
            switch kind {
            case .queue: "\n        handler: alanMantis"
            case .project: ""
            case .category: "\n        category: [Credenciales, General]"
            }
        return """
            database: unused.sqlite
            mappings: unused
            instances:
              mantis:
                url: http://127.0.0.1:9/api/soap/mantisconnect.php
                username: puente
                password: {file: \(password)}
                server-time-zone: America/Bogota
                scopes:
                  - name: ws
                    policy: facturatech-ws
                    projects: [Web Service, Amazonas ERP]\(narrowing)
                    acknowledge-from: never

            """
    }
}
