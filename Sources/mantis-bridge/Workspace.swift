import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import SOAP
import Tickets

/// The option every command with a configuration takes.
struct ConfigurationOption: ParsableArguments {
    static let defaultFile = "mantis-bridge.yaml"

    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config = ConfigurationOption.defaultFile

    func load() throws -> Workspace {
        let configuration = try Configuration.load(from: config)
        let catalogue = try MappingCatalogue.load(from: configuration.mappings)
        let problems = catalogue.problems(with: configuration)
        guard problems.isEmpty else { throw MappingError(invalid: problems) }
        return Workspace(configuration: configuration, catalogue: catalogue)
    }
}

/// A checked configuration with its mappings, and what is opened from there.
struct Workspace {
    let configuration: Configuration
    let catalogue: MappingCatalogue

    /// Opens the ledger, creating it on the first run.
    func openLedger() async throws -> SQLiteLedger {
        try await SQLiteLedger.open(at: configuration.database)
    }

    /// Opens the ledger of an earlier run, for commands that only look.
    func openExistingLedger() async throws -> SQLiteLedger {
        guard access(configuration.database, F_OK) == 0 else {
            throw CommandFailure(
                .problem,
                "\(configuration.database): there is no ledger yet; run `mantis-bridge sync` first"
            )
        }
        return try await openLedger()
    }

    /// The ticket that `id` names on the command line, and the ledger it is in.
    func ticket(_ id: String) async throws -> (Ticket, SQLiteLedger) {
        guard let ticketID = TicketID(rawValue: id) else {
            throw CommandFailure(
                .usage,
                "“\(id)” is not a ticket id; write it as INSTANCE-NUMBER, for example mantis-1024"
            )
        }
        let ledger = try await openExistingLedger()
        guard let ticket = try await ledger.ticket(ticketID) else {
            throw CommandFailure(.problem, "ticket \(ticketID) is not in the ledger; it may be outside every scope")
        }
        return (ticket, ledger)
    }

    /// Checks names given on the command line against the configuration.
    func instances(_ names: [String]) throws -> Set<InstanceName> {
        let known = configuration.instances.map(\.name)
        return Set(
            try names.map { text in
                guard let name = InstanceName(rawValue: text), known.contains(name) else {
                    let list = known.map(\.rawValue).joined(separator: ", ")
                    throw CommandFailure(
                        .usage,
                        "there is no instance “\(text)” in \(configuration.file); it has \(list)"
                    )
                }
                return name
            }
        )
    }

    /// Keeps the process to itself while it writes; the second of two exits.
    func withRunLock<Result>(_ work: () async throws -> Result) async throws -> Result {
        try await RunLock.withLock(besides: configuration.database, work)
    }

    func sync(store: any TicketStore, reporter: SyncReporter) -> Sync {
        Sync(
            configuration: configuration,
            catalogue: catalogue,
            store: store,
            environment: BridgeEnvironment(
                now: { Instant(epochSeconds: Int64(time(nil))) },
                sleep: { try await Task.sleep(for: .seconds($0)) },
                transport: { try CurlTransport(policy: $0.transportPolicy) },
                observe: { reporter.report($0) }
            )
        )
    }
}

extension Configuration.Instance {
    var transportPolicy: TransportPolicy {
        var policy = TransportPolicy()
        policy.caFile = certificateAuthorities
        if let connectTimeout { policy.connectTimeout = .seconds(connectTimeout) }
        if let readTimeout { policy.answerTimeout = .seconds(readTimeout) }
        return policy
    }
}
