package import SOAP

/// Calls the operations of one Mantis instance in one account's name.
///
/// It keeps nothing between calls, so any number of tasks may use it at once; how many calls run at a time is the
/// transport's policy. Nothing is sent twice by itself. Every method throws ``MantisError``.
package struct MantisClient: Sendable {
    package let endpoint: Endpoint
    package let username: String
    private let password: Secret
    private let transport: any Transport
    private let report: @Sendable (CallReport) -> Void

    /// `report` is told of every complete answer, for logs and metrics; it is called on the caller's task.
    package init(
        endpoint: Endpoint,
        username: String,
        password: Secret,
        transport: any Transport,
        report: @escaping @Sendable (CallReport) -> Void = { _ in }
    ) {
        self.endpoint = endpoint
        self.username = username
        self.password = password
        self.transport = transport
        self.report = report
    }

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

/// One operation with its arguments.
struct Call<Item: Sendable> {
    var operation: String
    /// The issue it is about, for messages.
    var issue: IssueID?
    /// `mc_version` alone takes no credentials.
    var sendsCredentials = true
    var shape: AnswerDecoder<Item>.Shape
    var arguments: (inout EnvelopeWriter) -> Void
    var read: AnswerDecoder<Item>.Read
}

extension MantisClient {
    /// The answer's items, or its single value.
    func items<Item>(of call: Call<Item>) async throws(MantisError) -> [Item] {
        let decoder = AnswerDecoder<Item>(
            operation: call.operation,
            namespace: MantisClient.namespace,
            vocabulary: Member.vocabulary,
            shape: call.shape,
            read: call.read
        )
        let context = MantisError.Context(
            operation: call.operation,
            issue: call.issue,
            endpoint: endpoint,
            username: username,
            password: password
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
            told.fault = FaultClass(fault)
            report(told)
            throw MantisError(fault, context)
        }
    }

    /// The single value of an answer that must have one.
    func value<Item>(of call: Call<Item>) async throws(MantisError) -> Item {
        let items = try await items(of: call)
        guard let value = items.first else {
            let failure = DecodingFailure(
                .unexpectedShape(element: call.operation + "Response", expected: "an element with <return>")
            )
            let context = MantisError.Context(
                operation: call.operation,
                issue: call.issue,
                endpoint: endpoint,
                username: username,
                password: password
            )
            throw MantisError(failure, status: nil, context)
        }
        return value
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
