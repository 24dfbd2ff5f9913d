import Foundation
import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Tickets

@testable import Bridge

/// Observations of a bridge on which nothing is wrong, to spoil one thing at a time.
enum Healthy {
    static let now = Instant(epochSeconds: SyncHarness.start)

    /// A queue and three projects, under policies that between them rely on everything.
    private static let instances = """
          mantis:
            url: https://mantis.example.test/api/soap/mantisconnect.php
            username: puente
            password: {environment: MANTIS_PASSWORD}
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [Web Service]
                handler: alanMantis
                acknowledge-from: 2026-11-01T00:00:00-05:00
              - name: bitam
                policy: bitam
                projects: [BITAM]
                acknowledge-from: never
              - name: coacher
                policy: coacher
                projects: [Coacher]
                acknowledge-from: never

        """

    static func observations() throws -> Observations {
        let configuration = try Configuration.load(
            text: "database: ledger.sqlite\nmappings: mappings\ninstances:\n" + instances,
            file: "mantis-bridge.yaml"
        )
        return Observations(
            at: now,
            machine: MachineObservations(
                database: "ledger.sqlite",
                ledger: .open(LedgerHealth(version: 1, damage: []), .intact(.genesis)),
                file: FileFacts(size: 4 << 20, mode: 0o600, free: 40 << 30),
                timer: .unit(enabled: "enabled", active: "active")
            ),
            instances: [try instance(configuration.instances[0])]
        )
    }

    private static func instance(_ configuration: Configuration.Instance) throws -> InstanceObservations {
        var seen = InstanceObservations(configuration: configuration, version: .success(ServerVersion(2, 28, 4)))
        seen.login = .success(
            LoginIdentity(name: "puente", id: AccountID(rawValue: 3), globalLevel: .updater)
        )
        seen.clock = ClockReading(atLeast: -1, atMost: 1)
        seen.options = options.mapValues { .known($0) }
        let lists: [(Enumeration, MantisOption)] = [
            (.status, .statuses), (.viewStates, .viewStates), (.priorities, .priorities), (.severities, .severities),
        ]
        for (enumeration, option) in lists { seen.enumerations[enumeration] = .known(references(option)) }
        seen.date = DateTime(epochSeconds: now.epochSeconds - 500, offsetSeconds: -18_000)
        seen.projects = .known(configuration.projectNames.map(project))
        seen.runs = .known([run(secondsAgo: 60), run(secondsAgo: 180), run(secondsAgo: 300), run(secondsAgo: 420)])
        return seen
    }

    /// Of a Mantis whose administrator has read what `doctor` said.
    private static let options: [MantisOption: String] = [
        .readThreshold: "10", .writeThreshold: "25", .privateIssueThreshold: "55", .privateNoteThreshold: "55",
        .viewHandlerThreshold: "10", .viewHistoryThreshold: "10", .addNoteThreshold: "25", .updateThreshold: "40",
        .updateStatusThreshold: "55", .assignThreshold: "25", .handleThreshold: "55", .updateReadOnlyThreshold: "70",
        .viewDueDateThreshold: "10", .dueDateThreshold: "55", .targetVersionThreshold: "55", .readOnlyStatus: "90",
        .resolvedStatus: "80", .reporterReopens: "1", .zone: "America/Bogota", .language: "english", .mail: "1",
        .signUp: "1",
        .statuses: "10:new,20:feedback,30:acknowledged,40:confirmed,50:assigned,80:resolved,90:closed",
        .viewStates: "10:public,50:private", .priorities: "10:none,20:low,30:normal,40:high,50:urgent,60:immediate",
        .severities: "10:feature,20:trivial,30:text,40:tweak,50:minor,60:major,70:crash,80:block",
    ]

    static func references(_ option: MantisOption, spanish: [Int: String] = [:]) -> [Reference] {
        (options[option] ?? "").split(separator: ",").map { entry in
            let parts = entry.split(separator: ":")
            let id = Int(parts[0]) ?? 0
            return Reference(id: id, name: spanish[id] ?? String(parts[1]))
        }
    }

    private static func project(_ name: String) -> ProjectObservations {
        let fields = ["NIT", "Razón social", "Contacto", "Celular", "Horario", "Plan SLA"]
        return ProjectObservations(
            name: name,
            found: ProjectObservations.Found(
                id: ProjectID(rawValue: 1),
                level: .known(.manager),
                handlers: name == "Web Service" ? ["alanMantis": .assignable] : [:],
                customFields: .known(
                    fields.enumerated().map {
                        CustomFieldDefinition(field: Reference(id: $0 + 1, name: $1), type: 0)
                    }
                )
            )
        )
    }

    static func run(
        secondsAgo: Int64,
        _ outcome: RunRecord.Outcome? = .succeeded,
        message: String? = nil
    ) -> RunRecord {
        guard let instance = InstanceName(rawValue: "mantis") else { preconditionFailure("this is an instance's name") }
        return RunRecord(
            instance: instance,
            startedAt: now - secondsAgo,
            finishedAt: outcome == nil ? nil : now - secondsAgo + 5,
            outcome: outcome,
            message: message
        )
    }
}

extension Observations {
    var instance: InstanceObservations {
        get { instances[0] }
        set { instances[0] = newValue }
    }
}

extension InstanceObservations {
    /// Spoils one project.
    mutating func change(_ name: String, _ change: (inout ProjectObservations) -> Void) {
        guard case .known(var projects) = projects,
            let index = projects.firstIndex(where: { $0.name == name })
        else { return }
        change(&projects[index])
        self.projects = .known(projects)
    }

    /// The account's level in every project.
    mutating func setLevel(_ level: AccessLevel) {
        for name in configuration.projectNames { change(name) { $0.found?.level = .known(level) } }
    }
}

/// A bridge that `doctor` can be run on: the harness of the sync, with a file system and a timer of its own.
struct DoctorHarness {
    let harness: SyncHarness
    var transport: (@Sendable (Configuration.Instance) throws -> any Transport)?
    var timer = TimerState.unit(enabled: "enabled", active: "active")
    /// Instead of opening the harness's ledger.
    var ledger: (@Sendable () async throws -> (any TicketStore)?)?

    init(_ harness: SyncHarness) { self.harness = harness }

    func examine(_ configuration: Configuration? = nil) async -> [Finding] {
        Diagnosis(catalogue: harness.catalogue).findings(from: await observe(configuration))
    }

    func observe(_ configuration: Configuration? = nil) async -> Observations {
        let server = harness.server
        let store = harness.store
        let ledger = ledger
        let transport = transport
        let timer = timer
        let examination = Examination(
            configuration: configuration ?? harness.configuration,
            catalogue: harness.catalogue,
            environment: DoctorEnvironment(
                now: { [clock = harness.clock] in Instant(epochSeconds: clock.now) },
                transport: { try transport?($0) ?? InProcessTransport(server) },
                ledger: { if let ledger { try await ledger() } else { store } },
                file: { FileFacts(path: $0) },
                timer: { timer }
            )
        )
        return await examination.observe()
    }
}

extension [Finding] {
    /// The worst finding of a check.
    func worst(_ check: Finding.Check, project: String? = nil) -> Finding? {
        filter { $0.check == check && (project == nil || $0.project == project) }.max { $0.severity < $1.severity }
    }
}
