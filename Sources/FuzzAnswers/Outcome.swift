import MantisConnect
import SOAP

/// What the client makes of one answer.
struct Outcome: Equatable, Sendable {
    /// A record, or a list of records.
    struct Value: Equatable, Sendable {
        let record: any Hashable & Sendable

        static func == (one: Value, other: Value) -> Bool {
            AnyHashable(one.record) == AnyHashable(other.record)
        }
    }

    enum Ending: Equatable, Sendable {
        case value(Value)
        case fault(FaultClass, String?)
        case undecodable(DecodingFailure.Code)
        case notMantis
        case unsent
    }

    var ending = Ending.unsent
    /// Of an answer that was read to its end.
    var repairs: BodyRepairs?

    /// Calls `read` with a client that gets `body` as its answer, and waits for what comes of it.
    init(
        of body: [UInt8],
        pieceSize: Int,
        _ read: @escaping @Sendable (MantisClient) async throws(MantisError) -> any Hashable & Sendable
    ) {
        let seen = Locked(self)
        let client = MantisClient(
            endpoint: Outcome.endpoint,
            username: "puente",
            password: Secret("SECRET"),
            transport: Replay(body: body, pieceSize: pieceSize),
            report: { report in seen.withLock { $0.repairs = report.repairs } }
        )
        // Nothing in the call waits for anything, so the task has run when it has been made.
        Task.immediate {
            do throws(MantisError) {
                let value = try await read(client)
                seen.withLock { $0.ending = .value(Outcome.Value(record: value)) }
            } catch {
                seen.withLock { $0.ending = Ending(error) }
            }
        }
        self = seen.withLock { $0 }
        guard ending != .unsent else { fatalError("the call waited for something") }
    }

    private static let endpoint: Endpoint = {
        guard let endpoint = try? Endpoint("https://mantis.example.test/api/soap/mantisconnect.php")
        else {
            fatalError("the URL is good")
        }
        return endpoint
    }()
}

extension Outcome.Ending {
    fileprivate init(_ error: MantisError) {
        switch error.code {
        case .fault(let kind): self = .fault(kind, error.faultText)
        case .undecodable(let failure): self = .undecodable(failure.code)
        // How far a page was read, and so its title, depends on the pieces.
        case .notMantis: self = .notMantis
        default: self = .unsent
        }
    }
}

/// Answers every call with the same body, in pieces.
private struct Replay: Transport {
    let body: [UInt8]
    let pieceSize: Int

    func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink)
        async throws(TransportError)
        -> ResponseHead
    {
        var start = 0
        while start < self.body.count {
            let end = min(start + pieceSize, self.body.count)
            do {
                try self.body[start..<end].withUnsafeBytes { try sink.receive($0) }
            } catch {
                throw TransportError(
                    .refusedBySink,
                    "the sink refused",
                    outcomeIsUnknown: true,
                    cause: error
                )
            }
            start = end
        }
        return ResponseHead(status: 200)
    }
}
