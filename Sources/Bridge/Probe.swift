import Ledger
import MantisConnect
import Mappings
import SOAP
import ServiceLevels
import Tickets

/// Asks a server who it is, who we are there, and where the configured scopes are, as far as a sync needs it.
struct Probe {
    let configuration: Configuration.Instance
    let store: any TicketStore
    let catalogue: MappingCatalogue
    let environment: BridgeEnvironment
    let skew: Locked<ClockSkew>

    /// Earlier servers speak another MantisConnect.
    private static let oldestVersion = ServerVersion(1, 2, 0)

    /// A scope that names a project, handler or category the server lacks is in ``InstanceLane/unresolved``.
    ///
    /// - Throws: ``BridgeError`` when the server is not reachable or does not accept the account.
    func lane() async throws(BridgeError) -> InstanceLane {
        let client = try client()
        let version = try await environment.asking(configuration.name) { () async throws(MantisError) in
            try await client.version()
        }
        let profile = client.profile ?? ServerProfile(version)
        try check(profile)
        let account = try await account(of: client, profile)
        let projects = try await environment.asking(configuration.name) { () async throws(MantisError) in
            try await client.projects()
        }
        let lookup = ScopeLookup(
            instance: configuration,
            catalogue: catalogue,
            tree: projects,
            client: client,
            environment: environment,
            bridge: account
        )
        var scopes: [ScopeResolution] = []
        var unresolved: [BridgeError] = []
        for scope in configuration.scopes {
            do throws(BridgeError) {
                scopes.append(try await lookup.resolve(scope))
            } catch {
                // One wrong name must not stop the other scopes; a server that is gone must.
                guard error.code == .misconfigured else { throw error }
                unresolved.append(error)
            }
        }
        environment.observe(
            .connected(configuration.name, version: version, account: account?.name ?? configuration.username)
        )
        return InstanceLane(
            name: configuration.name,
            client: client,
            version: version,
            account: account ?? Account(id: scopes.first?.translation.bridge ?? AccountID(rawValue: 0)),
            serverZone: try await serverZone(client, profile),
            skew: skew,
            scopes: scopes,
            unresolved: unresolved,
            serverTimeLimit: Int64(configuration.serverTimeLimit),
            store: store,
            catalogue: catalogue,
            environment: environment
        )
    }

    private func check(_ profile: ServerProfile) throws(BridgeError) {
        guard profile.version >= Self.oldestVersion else {
            throw BridgeError(
                .unsupportedServer,
                """
                instance \(configuration.name): MantisBT \(profile.version) is too old to be read; upgrade it to 1.2.9 or \
                later
                """
            )
        }
        guard !profile.writesBogusZ || configuration.serverTimeZone != nil else {
            throw BridgeError(
                .misconfigured,
                """
                instance \(configuration.name): MantisBT \(profile.version) prints its local time as if it were UTC, so its \
                dates cannot be read without its zone. Set server-time-zone of the instance, such as America/Bogota, or \
                upgrade the server to 1.2.9 or later
                """
            )
        }
    }

    private func client() throws(BridgeError) -> MantisClient {
        do {
            let transport = ClockReadingTransport(
                transport: try environment.transport(configuration),
                now: environment.now,
                skew: skew
            )
            return MantisClient(
                endpoint: configuration.endpoint,
                username: configuration.username,
                password: try configuration.password.resolve(),
                transport: transport,
                localToUTC: configuration.serverTimeZone?.localToUTC,
                report: missingOperations()
            )
        } catch {
            throw BridgeError(.misconfigured, "instance \(configuration.name): \(error)")
        }
    }

    /// Tells of each operation that the server turns out to lack, once: calls under way at the same time may all find out.
    private func missingOperations() -> @Sendable (CallReport) -> Void {
        let told = Locked<Set<String>>([])
        return { [environment, instance = configuration.name] call in
            guard call.fault == .unknownOperation, told.withLock({ $0.insert(call.operation).inserted }) else { return }
            environment.observe(.operationMissing(instance, operation: call.operation))
        }
    }

    /// Who the bridge is; nil where the server cannot tell, because of its version or because it says so.
    private func account(of client: MantisClient, _ profile: ServerProfile) async throws(BridgeError) -> Account? {
        guard profile.has(.login) else { return nil }
        do {
            return try await RetrySchedule().asking(environment) { () async throws(MantisError) in
                try await client.login().account
            }
        } catch {
            if error.faultClass == .unknownOperation { return nil }
            throw BridgeError(stopping: configuration.name, because: error)
        }
    }

    /// Asked for only where searches are narrowed to days; a server may hide it, and then the operator's word counts.
    private func serverZone(_ client: MantisClient, _ profile: ServerProfile) async throws(BridgeError)
        -> TimeZoneRules?
    {
        guard profile.has(.updatedRange) else { return configuration.serverTimeZone }
        do {
            let name = try await RetrySchedule().asking(environment) { () async throws(MantisError) in
                try await client.configuration("default_timezone")
            }
            return (try? TimeZoneRules(identifier: name)) ?? configuration.serverTimeZone
        } catch {
            guard error.meetsEveryCall else { return configuration.serverTimeZone }
            throw BridgeError(stopping: configuration.name, because: error)
        }
    }
}

extension BridgeEnvironment {
    /// Asks what all work on an instance depends on, and again after a pause when it fails in a way that may pass by itself.
    func asking<Answer: Sendable>(
        _ instance: InstanceName,
        _ question: () async throws(MantisError) -> Answer
    ) async throws(BridgeError) -> Answer {
        do {
            return try await RetrySchedule().asking(self, question)
        } catch {
            throw BridgeError(stopping: instance, because: error)
        }
    }
}

extension TimeZoneRules {
    /// ``utc(ofLocal:)``, for a client.
    var localToUTC: @Sendable (Int64) -> Int64 { { utc(ofLocal: $0) } }

    /// The instant, in seconds since 1970, at which clocks in the zone had counted `local` seconds since 1970.
    func utc(ofLocal local: Int64) -> Int64 {
        let (day, second) = Int(local).flooredDivision(by: 86_400)
        guard let time = LocalTime(secondOfDay: second) else { return local }
        return instant(of: CivilDate(dayNumber: day), at: time).epochSeconds
    }
}

extension BridgeError {
    /// The error that stops all work on an instance, made from what one call said.
    init(stopping instance: InstanceName, because error: MantisError) {
        let code: Code =
            switch error.code {
            case .transport(let transport) where transport.code == .cancelled: .cancelled
            case .fault(.accessDenied): .accessDenied
            case .fault: .fault
            case .transport, .undecodable, .notMantis: .unreachable
            case .notSent(.readOnlyServer): .unsupportedServer
            case .notSent: .misconfigured
            }
        self.init(code, "instance \(instance): \(error)")
    }
}
