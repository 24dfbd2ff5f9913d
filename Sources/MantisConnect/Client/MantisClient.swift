package import SOAP

/// Calls the operations of one Mantis instance in one account's name.
///
/// Any number of tasks may use it at once, for between calls it keeps nothing but what it learnt of the server: its
/// version, and operations that it lacks. How many calls run at a time is the transport's policy. Nothing is sent twice by
/// itself. Every method throws ``MantisError``.
package struct MantisClient: Sendable {
    package let endpoint: Endpoint
    package let username: String
    private let password: Secret
    private let transport: any Transport
    private let report: @Sendable (CallReport) -> Void
    private let localToUTC: (@Sendable (Int64) -> Int64)?
    private let memory = ClientMemory()

    /// `report` is told of every complete answer, for logs and metrics; it is called on the caller's task.
    ///
    /// `localToUTC` makes a count of seconds on the server's wall clock one since 1970-01-01T00:00:00Z. Only servers
    /// before 1.2.9 need it: their dates cannot be read otherwise (reference §1.5).
    package init(
        endpoint: Endpoint,
        username: String,
        password: Secret,
        transport: any Transport,
        localToUTC: (@Sendable (Int64) -> Int64)? = nil,
        report: @escaping @Sendable (CallReport) -> Void = { _ in }
    ) {
        self.endpoint = endpoint
        self.username = username
        self.password = password
        self.transport = transport
        self.localToUTC = localToUTC
        self.report = report
    }

    /// What the server can do, known once ``version()`` has been asked; without what it turned out to lack. Copies of a
    /// client share it.
    package var profile: ServerProfile? { memory.profile }

    /// The operations the server said it does not have, with its words, for as long as the client lives. They are not
    /// sent again.
    package var withdrawnOperations: [String: String] { memory.withdrawn }

    /// Takes the server for one of that version from now on.
    func adopt(_ version: ServerVersion) { memory.adopt(version) }

    /// The namespace of Mantis's operations and types, which the envelope's prefix `t` stands for.
    package static let namespace = "http://futureware.biz/mantisconnect"
}

/// What is known of a call whose answer was complete.
package struct CallReport: Hashable, Sendable {
    package var operation: String
    package var issue: IssueID?
    package var repairs: BodyRepairs
    /// The server's clock; seconds since 1970-01-01T00:00:00Z.
    package var serverDate: Int64?
    /// Nil when the answer was a value.
    package var fault: FaultClass?

    package init(
        operation: String,
        issue: IssueID? = nil,
        repairs: BodyRepairs = BodyRepairs(),
        serverDate: Int64? = nil,
        fault: FaultClass? = nil
    ) {
        self.operation = operation
        self.issue = issue
        self.repairs = repairs
        self.serverDate = serverDate
        self.fault = fault
    }
}

extension MantisClient {
    /// The answer's items, or its single value.
    func items<Item>(of call: Call<Item>) async throws(MantisError) -> [Item] {
        let context = context(of: call)
        if let refusal = refusal(of: call) { throw MantisError(refusal, context) }
        let decoder = AnswerDecoder<Item>(
            operation: call.operation,
            namespace: MantisClient.namespace,
            vocabulary: Member.vocabulary,
            shape: call.shape,
            read: read(of: call)
        )
        let head: ResponseHead?
        do throws(TransportError) {
            head = try await transport.post(body(of: call), to: endpoint, into: decoder)
        } catch {
            guard error.code == .refusedBySink else { throw MantisError(error, context) }
            head = nil
        }
        let answer: Answer<Item>
        do throws(DecodingFailure) {
            answer = try decoder.finish()
        } catch {
            throw MantisError(error, status: head?.status, context)
        }
        return try items(of: answer, head, context)
    }

    private func items<Item>(
        of answer: Answer<Item>,
        _ head: ResponseHead?,
        _ context: MantisError.Context
    ) throws(MantisError) -> [Item] {
        var told = CallReport(
            operation: context.operation,
            issue: context.issue,
            repairs: answer.repairs,
            serverDate: head?.serverDate
        )
        switch answer.outcome {
        case .items(let items):
            report(told)
            return items
        case .fault(let fault):
            let error = MantisError(fault, status: head?.status, context)
            told.fault = error.faultClass
            report(told)
            if error.faultClass == .unknownOperation {
                memory.withdraw(context.operation, because: error.faultText ?? fault.text)
            }
            throw error
        }
    }

    /// The single value of an answer that must have one.
    func value<Item>(of call: Call<Item>) async throws(MantisError) -> Item {
        let items = try await items(of: call)
        guard let value = items.first else {
            let failure = DecodingFailure(
                .unexpectedShape(element: call.operation + "Response", expected: "an element with <return>")
            )
            throw MantisError(failure, status: nil, context(of: call))
        }
        return value
    }

    /// Does what answers nothing but that it was done.
    func perform(_ call: Call<Bool>) async throws(MantisError) {
        guard try await items(of: call).first ?? true else { throw MantisError(unsuccessful: context(of: call)) }
    }

    private func context<Item>(of call: Call<Item>) -> MantisError.Context {
        MantisError.Context(
            operation: call.operation,
            issue: call.issue,
            endpoint: endpoint,
            username: username,
            password: password
        )
    }

    /// Why `call` must not be sent; nil when it may.
    private func refusal<Item>(of call: Call<Item>) -> Refusal? {
        if let identity = call.identities.first(where: { !$0.isValid }) { return .noIdentity(identity) }
        if let refusal = call.refusal { return refusal }
        if let text = memory.withdrawn[call.operation] { return .withdrawn(answer: text) }
        guard let profile = memory.profile else { return nil }
        if let refusal = profile.refusal(of: call.operation) { return refusal }
        if case .dated = call.reader, profile.writesBogusZ, localToUTC == nil {
            return .serverZoneUnknown(profile.version)
        }
        return nil
    }

    private func read<Item>(of call: Call<Item>) -> AnswerDecoder<Item>.Read {
        switch call.reader {
        case .dateless(let read):
            return read
        case .dated(let read):
            let dates = dates
            return { element throws(DecodingFailure) in try read(element, dates) }
        }
    }

    private var dates: DateReading {
        guard let localToUTC, memory.profile?.writesBogusZ == true else { return .asWritten }
        return .wallClock(localToUTC)
    }

    private func body<Item>(of call: Call<Item>) -> [UInt8] {
        var envelope = EnvelopeWriter(operation: call.operation, namespace: MantisClient.namespace)
        if call.sendsCredentials {
            envelope.string("username", username)
            envelope.string("password", password.exposed)
        }
        call.arguments(&envelope)
        return envelope.finish()
    }
}
