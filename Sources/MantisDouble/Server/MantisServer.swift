package import MantisConnect
import SOAP

/// A Mantis of any version in memory: it answers MantisConnect requests as that version does, and as a 2.28.4 was recorded
/// to.
///
///     let server = MantisServer(scenario: try .bundled("demo"), clock: .system)
///     let answer = await server.answer(requestBody, query: nil)
///
/// One call is carried out at a time, in the order of arrival.
package actor MantisServer {
    package nonisolated let clock: ServerClock
    private var instance: Instance
    private var disturbances = DisturbanceScript()
    private var records: [CallRecord] = []
    /// A server that runs for weeks forgets its oldest calls beyond this.
    private static let rememberedCalls = 100_000
    private var isOffline = false
    private let wire: WireDisguise

    /// Brings the scenario to life as of the clock's now.
    package init(scenario: Scenario, clock: ServerClock = .system) {
        self.clock = clock
        wire = scenario.wire
        instance = scenario.instance(at: clock.now)
    }

    /// Answers one request.
    ///
    /// - Parameter query: the URL's query. One that holds `wsdl` asks for the description of the service, whatever the
    ///   body says (reference §1.1).
    package func answer(_ body: [UInt8], query: String? = nil) async -> ServerAnswer {
        if let query, query.contains("wsdl") { return description }
        let started = ContinuousClock.now
        let request: IncomingRequest
        do {
            request = try IncomingRequest(body)
        } catch {
            let fault = ServerFault(error, in: body)
            record("?", [], since: started, .fault(fault.text))
            return fault.answer(of: instance.behaviour)
        }
        let effect = disturbances.effect(on: request.operation)
        if let answer = effect?.answerInstead(of: request.operation, behaviour: instance.behaviour) {
            record(request.operation, request.parameters, since: started, .disturbed)
            return answer
        }
        let answer = carryOut(request, since: started)
        if case .meanwhile(let deed, let person)? = effect {
            do { try perform(deed, as: person) } catch { return error.answer(of: instance.behaviour) }
        }
        return effect.map { $0.disturb(answer) } ?? answer
    }

    /// The service in WSDL, with the address that the configured `path` makes.
    private var description: ServerAnswer {
        let address = instance.settings["path"] + "api/soap/mantisconnect.php"
        let document = ServiceDescription.document(of: instance.behaviour.version, at: address)
        return ServerAnswer(status: 200, contentType: "text/xml;charset=UTF-8", body: document)
    }

    /// Answers a GET: the description of the service, or nothing at all (reference §1.1).
    package func answerGet(query: String?) -> ServerAnswer {
        if let query, query.contains("wsdl") { return description }
        return ServerAnswer(status: 200, contentType: "text/html; charset=UTF-8", body: [])
    }

    private func carryOut(_ request: IncomingRequest, since started: ContinuousClock.Instant) -> ServerAnswer {
        do {
            let body = try dispatch(request)
            record(request.operation, request.parameters, since: started, .answered)
            let isOlder = instance.behaviour.engine == .nusoap
            let type = isOlder ? "text/xml; charset=UTF-8" : "text/xml; charset=utf-8"
            return ServerAnswer(status: 200, contentType: type, body: wire.disguise(body))
        } catch {
            record(request.operation, request.parameters, since: started, .fault(error.text))
            return error.answer(of: instance.behaviour)
        }
    }

    private func dispatch(_ request: IncomingRequest) throws(ServerFault) -> [UInt8] {
        let behaviour = instance.behaviour
        guard let operation = OperationTable.operations[request.operation],
            OperationHistory.has(operation.name, behaviour.version)
        else {
            throw behaviour.engine == .nusoap ? .notInDescription(request.operation) : .notPresent(request.operation)
        }
        guard OperationHistory.isImplemented(operation.name, behaviour.version) else {
            throw .notImplemented(operation.name)
        }
        let storable = behaviour.replacesAstral ? request.parameters : request.parameters.map { $0.cutAtAstral() }
        let parameters = try operation.bind(storable, byOrder: behaviour.engine == .nusoap)
        let caller: UserRow
        if operation.needsLogin {
            caller = try logIn(parameters["username"]?.text ?? "", parameters["password"]?.text ?? "")
        } else {
            caller = UserRow(id: 0, name: "", level: AccessLevel.nothing, timeZone: "")
        }
        let call = Call(operation: operation.name, caller: caller, now: clock.now, parameters: parameters)
        var writer = AnswerWriter(operation: operation.name, zone: instance.zone, behaviour: behaviour)
        try operation.body(&instance, call, &writer)
        if let text = writer.brokenText { throw .notUTF8(after: text) }
        return writer.finish()
    }

    /// Maintenance, a disabled account and a wrong password all look the same (reference §1.8).
    private func logIn(_ name: String, _ password: String) throws(ServerFault) -> UserRow {
        let rules = instance.behaviour.accounts
        if isOffline, rules.isClosedOffline { throw .loginFailed }
        if name.isEmpty {
            guard instance.settings.isOn("allow_anonymous_login"),
                let user = instance.user(named: instance.settings["anonymous_account"]), user.enabled
            else { throw .loginFailed }
            return user
        }
        guard let user = instance.user(named: name), user.enabled else { throw .loginFailed }
        if let own = user.password, own.exposed == password { return user }
        if rules.takesTokens, user.tokens.contains(where: { $0.exposed == password }) { return user }
        if rules.takesCookies {
            let owners = rules.bindsCookies ? [user] : Array(instance.users.values)
            if owners.contains(where: { $0.enabled && $0.cookie?.exposed == password }) { return user }
        }
        throw .loginFailed
    }

    private func record(
        _ operation: String,
        _ parameters: [RequestElement],
        since started: ContinuousClock.Instant,
        _ outcome: CallRecord.Outcome
    ) {
        if records.count == Self.rememberedCalls { records.removeFirst(Self.rememberedCalls / 2) }
        let issue = parameters.first { $0.name == "issue_id" || $0.name == "issueId" }
        records.append(
            CallRecord(
                operation: operation,
                user: parameters.first { $0.name == "username" }?.text,
                issue: issue.flatMap { Int($0.text) },
                duration: started.duration(to: .now),
                outcome: outcome
            )
        )
    }
}

// MARK: For tests

extension MantisServer {
    /// Every call since the start, or since ``clearCalls()``.
    package var calls: [CallRecord] { records }

    package func clearCalls() { records.removeAll() }

    /// Adds disturbances after those still to come.
    package func disturb(_ disturbances: Disturbance...) { self.disturbances.add(disturbances) }

    /// Drops the disturbances still to come.
    package func calm() { disturbances = DisturbanceScript() }

    /// Maintenance: every call but `mc_version` is denied until it ends. Versions before 2.26 do not notice it.
    package func setOffline(_ isOffline: Bool) { self.isOffline = isOffline }

    /// Changes a setting, as an administrator would. False when there is none of that name.
    @discardableResult
    package func set(_ setting: String, to value: String) -> Bool {
        instance.forgetQueries()
        return instance.settings.set(setting, to: value)
    }

    /// Gives a user a level in one project, as an administrator would.
    package func setLevel(_ level: Int, of user: String, in project: ProjectID) throws(ServerFault) {
        guard let id = instance.user(named: user)?.id else { throw ServerFault(.client, "User '\(user)' not found.") }
        instance.forgetQueries()
        instance.updateUser(id) { $0.projectLevels[project.rawValue] = level }
    }

    /// Disables or enables an account.
    package func setEnabled(_ isEnabled: Bool, user: String) throws(ServerFault) {
        guard let id = instance.user(named: user)?.id else { throw ServerFault(.client, "User '\(user)' not found.") }
        instance.forgetQueries()
        instance.updateUser(id) { $0.enabled = isEnabled }
    }

    /// Does what a person would do in the web pages, with the same effects on history and dates as the operations have.
    /// Rights are not checked.
    ///
    /// - Parameter time: seconds since 1970; nil is the clock's now.
    /// - Returns: the number of the note, file or issue it made, if it made one.
    @discardableResult
    package func perform(_ deed: Deed, as user: String, at time: Int64? = nil) throws(ServerFault) -> Int? {
        guard let actor = instance.user(named: user) else { throw ServerFault(.client, "User '\(user)' not found.") }
        return try instance.perform(deed, by: actor.id, at: time ?? clock.now)
    }
}
