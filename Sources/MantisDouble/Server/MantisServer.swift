package import MantisConnect
import SOAP

/// A Mantis 2.28.4 in memory: it answers MantisConnect requests as the recorded server did.
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

    /// Brings the scenario to life as of the clock's now.
    package init(scenario: Scenario, clock: ServerClock = .system) {
        self.clock = clock
        instance = scenario.instance(at: clock.now)
    }

    /// Answers one request.
    ///
    /// - Parameter query: the URL's query. One that holds `wsdl` asks for the WSDL, which this server does not have.
    package func answer(_ body: [UInt8], query: String? = nil) async -> ServerAnswer {
        if let query, query.lowercased().contains("wsdl") {
            return ServerAnswer(status: 404, contentType: "text/html; charset=UTF-8", body: [])
        }
        let started = ContinuousClock.now
        let request: IncomingRequest
        do {
            request = try IncomingRequest(body)
        } catch {
            let fault = ServerFault(error, in: body)
            record("?", [], since: started, .fault(fault.text))
            return fault.answer
        }
        let effect = disturbances.effect(on: request.operation)
        if let answer = effect?.answerInstead(of: request.operation) {
            record(request.operation, request.parameters, since: started, .disturbed)
            return answer
        }
        let answer = carryOut(request, since: started)
        if case .meanwhile(let deed, let person)? = effect {
            do { try perform(deed, as: person) } catch { return error.answer }
        }
        return effect.map { $0.disturb(answer) } ?? answer
    }

    private func carryOut(_ request: IncomingRequest, since started: ContinuousClock.Instant) -> ServerAnswer {
        do {
            let body = try dispatch(request)
            record(request.operation, request.parameters, since: started, .answered)
            return ServerAnswer(status: 200, contentType: "text/xml; charset=utf-8", body: body)
        } catch {
            record(request.operation, request.parameters, since: started, .fault(error.text))
            return error.answer
        }
    }

    private func dispatch(_ request: IncomingRequest) throws(ServerFault) -> [UInt8] {
        guard let operation = OperationTable.operations[request.operation] else {
            if OperationTable.withoutCode.contains(request.operation) { throw .notImplemented(request.operation) }
            throw .notPresent(request.operation)
        }
        let parameters = try operation.bind(request.parameters)
        let caller: UserRow
        if operation.needsLogin {
            caller = try logIn(parameters["username"]?.text ?? "", parameters["password"]?.text ?? "")
        } else {
            caller = UserRow(id: 0, name: "", level: AccessLevel.nothing, timeZone: "")
        }
        let call = Call(operation: operation.name, caller: caller, now: clock.now, parameters: parameters)
        var writer = AnswerWriter(operation: operation.name, zone: instance.zone)
        try operation.body(&instance, call, &writer)
        return writer.finish()
    }

    /// Maintenance, a disabled account and a wrong password all look the same (reference §1.8).
    private func logIn(_ name: String, _ password: String) throws(ServerFault) -> UserRow {
        guard !isOffline, let user = instance.user(named: name), user.enabled,
            user.password?.exposed == password
        else {
            throw .loginFailed
        }
        return user
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

    /// Maintenance: every call but `mc_version` is denied until it ends.
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
