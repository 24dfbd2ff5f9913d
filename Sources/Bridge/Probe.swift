import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Asks a server who it is, who we are there, and where the configured scopes are. Names are resolved to numbers here and
/// nowhere else, because an unknown name means something else to Mantis than "none" (reference §2.4, §2.5).
struct Probe {
    let configuration: Configuration.Instance
    let store: any TicketStore
    let catalogue: MappingCatalogue
    let environment: BridgeEnvironment

    /// A scope that names a project or handler the server lacks is in ``InstanceLane/unresolved``.
    ///
    /// - Throws: ``BridgeError`` when the server is not reachable or does not accept the account.
    func lane() async throws(BridgeError) -> InstanceLane {
        let client = try client()
        let version = try await asking { () async throws(MantisError) in try await client.version() }
        guard version >= .withSearch else {
            throw BridgeError(
                .unsupportedServer,
                "instance \(configuration.name): MantisBT \(version) has no search calls; 1.3.0 or later is needed"
            )
        }
        let session = try await asking { () async throws(MantisError) in try await client.login() }
        let projects = try await asking { () async throws(MantisError) in try await client.projects() }
        var scopes: [ScopeResolution] = []
        var unresolved: [BridgeError] = []
        for scope in configuration.scopes {
            do throws(BridgeError) {
                scopes.append(
                    try await resolve(
                        scope,
                        among: projects.flatMap(\.withSubprojects),
                        bridge: session.account.id,
                        client
                    )
                )
            } catch {
                // One wrong name must not stop the other scopes; a server that is gone must.
                guard error.code == .misconfigured else { throw error }
                unresolved.append(error)
            }
        }
        environment.observe(
            .connected(configuration.name, version: version, account: session.account.name ?? configuration.username)
        )
        return InstanceLane(
            name: configuration.name,
            client: client,
            version: version,
            account: session.account,
            scopes: scopes,
            unresolved: unresolved,
            serverTimeLimit: Int64(configuration.serverTimeLimit),
            store: store,
            catalogue: catalogue,
            environment: environment
        )
    }

    private func client() throws(BridgeError) -> MantisClient {
        do {
            return MantisClient(
                endpoint: configuration.endpoint,
                username: configuration.username,
                password: try configuration.password.resolve(),
                transport: try environment.transport(configuration)
            )
        } catch {
            throw BridgeError(.misconfigured, "instance \(configuration.name): \(error)")
        }
    }

    private func asking<Answer>(
        _ question: () async throws(MantisError) -> Answer
    ) async throws(BridgeError) -> Answer {
        do {
            return try await question()
        } catch {
            throw BridgeError(stopping: configuration.name, because: error)
        }
    }

    private func resolve(
        _ scope: Configuration.Scope,
        among projects: [Project],
        bridge: AccountID,
        _ client: MantisClient
    ) async throws(BridgeError) -> ScopeResolution {
        var ids: [ProjectID] = []
        for name in scope.projects {
            guard let project = projects.first(where: { $0.name == name }) else {
                throw BridgeError(
                    .misconfigured,
                    """
                    instance \(configuration.name), scope \(scope.name): there is no project “\(name)” that account \
                    “\(configuration.username)” may see; it sees \(Self.list(projects.map(\.name))). \
                    Correct the name in the configuration, or give the account access to the project
                    """
                )
            }
            ids.append(project.id)
        }
        let handler: AccountID? =
            if let name = scope.handler {
                try await account(named: name, scope: scope, projects: ids, client: client)
            } else { nil }
        let translation = Translation(
            instance: configuration.name,
            scope: scope.name,
            policy: scope.policy,
            queue: handler,
            bridge: bridge,
            catalogue: catalogue
        )
        guard let translation else {
            throw BridgeError(
                .misconfigured,
                "instance \(configuration.name), scope \(scope.name): there is no policy “\(scope.policy)”"
            )
        }
        return ScopeResolution(
            key: ScopeKey(instance: configuration.name, scope: scope.name),
            projects: ids,
            handler: handler,
            digest: digest(of: scope, projects: ids, handler: handler),
            translation: translation
        )
    }

    /// The queue's account among those an issue can be assigned to (access ≥ DEVELOPER), by its exact name.
    private func account(
        named name: String,
        scope: Configuration.Scope,
        projects: [ProjectID],
        client: MantisClient
    ) async throws(BridgeError) -> AccountID {
        var found: AccountID?
        for (project, projectName) in zip(projects, scope.projects) {
            let accounts = try await asking { () async throws(MantisError) in
                try await client.users(of: project, access: 55)
            }
            guard let account = accounts.first(where: { $0.name == name }) else {
                throw BridgeError(
                    .misconfigured,
                    """
                    instance \(configuration.name), scope \(scope.name): project “\(projectName)” has no account \
                    “\(name)” to assign issues to, so there is no queue to read. Its accounts with access DEVELOPER or \
                    above are \(Self.list(accounts.compactMap(\.name))). Correct “handler” in the configuration \
                    (capitals count), or give the account access DEVELOPER in that project
                    """
                )
            }
            found = account.id
        }
        guard let found else {
            throw BridgeError(
                .misconfigured,
                "instance \(configuration.name), scope \(scope.name): it names no project"
            )
        }
        return found
    }

    private func digest(of scope: Configuration.Scope, projects: [ProjectID], handler: AccountID?) -> String {
        let parts = [
            projects.map(\.description).joined(separator: ","), handler?.description ?? "-", scope.policy.rawValue,
            "\(scope.acknowledgement)", catalogue.translationDigest.hexadecimal,
        ]
        return ContentDigest(parts.joined(separator: "\n")).shortCode
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.map { "“\($0)”" }.joined(separator: ", ")
    }
}

extension Project {
    /// The project itself and all below it.
    fileprivate var withSubprojects: [Project] { [self] + subprojects.flatMap(\.withSubprojects) }
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
            }
        self.init(code, "instance \(instance): \(error)")
    }
}
