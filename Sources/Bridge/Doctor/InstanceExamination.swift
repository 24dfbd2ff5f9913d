import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Looks at one Mantis server and at what the ledger knows of it.
struct InstanceExamination: Sendable {
    let instance: Configuration.Instance
    let catalogue: MappingCatalogue
    let environment: DoctorEnvironment
    let store: (any TicketStore)?

    func observe() async -> InstanceObservations {
        var seen = await observeServer()
        guard let store else { return seen }
        do {
            seen.runs = .known(try await store.lastRuns(of: instance.name, limit: 20))
            let waiting = try await store.outbox(of: instance.name, states: OutboxEntry.State.open).count
            let planner = Planner(store: store, catalogue: catalogue, instance: instance, now: environment.now())
            seen.waitingNotes = try await waiting + planner.preview().count
        } catch {
            seen.runs = .unknown("\(error)")
        }
        return seen
    }

    private func observeServer() async -> InstanceObservations {
        var passwordProblem: String?
        var password = Secret("")
        do { password = try instance.password.resolve() } catch { passwordProblem = error.message }

        let serverDate = Locked<Int64?>(nil)
        let client: MantisClient
        do {
            client = MantisClient(
                endpoint: instance.endpoint,
                username: instance.username,
                password: password,
                transport: try environment.transport(instance),
                localToUTC: instance.serverTimeZone?.localToUTC,
                report: { report in serverDate.withLock { $0 = report.serverDate } }
            )
        } catch {
            let trouble = (error as? TransportError).map { Trouble($0) } ?? Trouble(.unreachable, "\(error)")
            var seen = InstanceObservations(configuration: instance, version: .failure(trouble))
            seen.passwordProblem = passwordProblem
            return seen
        }

        var interview = Interview(client: client)
        let before = environment.now().epochSeconds
        // It takes no credentials, so it is asked even without a password.
        var seen = InstanceObservations(
            configuration: instance,
            version: await interview.must { client async throws(MantisError) in try await client.version() }
        )
        let after = environment.now().epochSeconds
        seen.passwordProblem = passwordProblem
        if let date = serverDate.withLock({ $0 }) {
            // All three are cut to whole seconds, so that each side may be off by one.
            seen.clock = ClockReading(atLeast: date - after - 1, atMost: date - before + 1)
        }
        guard case .success(let version) = seen.version, passwordProblem == nil else { return seen }
        let login = await logIn(&interview)
        seen.login = login
        if case .success(let identity) = login { await examine(identity, version, &interview, &seen) }
        return seen
    }

    private func logIn(_ interview: inout Interview) async -> Result<LoginIdentity, Trouble> {
        if interview.serverHas(.login) {
            let session = await interview.must { client async throws(MantisError) in try await client.login() }
            // The answer may be that there is no such call.
            if interview.serverHas(.login) {
                return session.map { session in
                    LoginIdentity(
                        name: session.account.name ?? instance.username,
                        id: session.account.id,
                        globalLevel: AccessLevel(rawValue: session.accessLevel)
                    )
                }
            }
        }
        // The oldest servers have no login; any call with credentials tells as well (reference §2.1).
        return await interview.must { client async throws(MantisError) in _ = try await client.projects() }
            .map { LoginIdentity(name: instance.username) }
    }

    private func examine(
        _ identity: LoginIdentity,
        _ version: ServerVersion,
        _ interview: inout Interview,
        _ seen: inout InstanceObservations
    ) async {
        for option in MantisOption.allCases {
            let name = option.name(on: version)
            seen.options[option] = await interview.ask { client async throws(MantisError) in
                try await client.configuration(name)
            }
        }
        for enumeration in [Enumeration.status, .viewStates, .priorities, .severities] {
            seen.enumerations[enumeration] = await interview.ask { client async throws(MantisError) in
                try await client.enumeration(enumeration)
            }
        }
        let projects = await interview.ask { client async throws(MantisError) in try await client.projects() }
        switch projects {
        case .unknown(let reason): seen.projects = .unknown(reason)
        case .known(let projects):
            let examination = ProjectExamination(identity: identity, options: seen.options)
            let tree = projects.flatMap(\.withSubprojects)
            var found: [ProjectObservations] = []
            for name in instance.projectNames {
                let handlers = instance.scopes.filter { $0.projects.contains(name) }.compactMap(\.handler)
                found.append(await examination.observe(name, handlers: handlers, among: tree, &interview))
            }
            seen.projects = .known(found)
            seen.date = await anyDate(in: found.compactMap(\.found?.id), &interview)
        }
    }

    /// A date as the server writes it, of the first issue there is.
    private func anyDate(
        in projects: [ProjectID],
        _ interview: inout Interview
    ) async -> DateTime? {
        for project in projects {
            let headers = await interview.ask { client async throws(MantisError) in
                client.profile?.has(.search) == true
                    ? try await client.searchIssueHeaders(IssueFilter(projects: [project]), page: 1, perPage: 1)
                    : try await client.projectIssueHeaders(project, page: 1, perPage: 1)
            }
            if let date = headers.value?.first?.lastUpdated { return date }
        }
        return nil
    }
}

extension Configuration.Instance {
    /// The projects of all scopes, each once, in the file's order.
    var projectNames: [String] {
        var seen: Set<String> = []
        return scopes.flatMap(\.projects).filter { seen.insert($0).inserted }
    }
}
