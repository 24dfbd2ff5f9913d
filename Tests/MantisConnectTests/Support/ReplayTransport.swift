import MantisConnect
import SOAP

/// Answers every call with the same body, in pieces of a given size, and keeps what was sent.
final class ReplayTransport: Transport {
    private let body: [UInt8]
    private let status: Int
    private let contentType: String
    private let pieceSize: Int
    private let log = Locked<[[UInt8]]>([])

    init(_ body: [UInt8], status: Int = 200, contentType: String = "text/xml; charset=utf-8", pieceSize: Int = 16384) {
        self.body = body
        self.status = status
        self.contentType = contentType
        self.pieceSize = pieceSize
    }

    convenience init(_ exchange: WireExchange, pieceSize: Int = 16384) {
        self.init(
            exchange.body,
            status: exchange.status,
            contentType: exchange.contentType,
            pieceSize: pieceSize
        )
    }

    var sent: [[UInt8]] { log.withLock { $0 } }

    func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink) async throws(TransportError)
        -> ResponseHead
    {
        log.withLock { $0.append(body) }
        var start = 0
        while start < self.body.count {
            let end = min(start + pieceSize, self.body.count)
            do {
                try self.body[start..<end].withUnsafeBytes { try sink.receive($0) }
            } catch {
                throw TransportError(.refusedBySink, "the sink refused", outcomeIsUnknown: true, cause: error)
            }
            start = end
        }
        return ResponseHead(status: status, contentType: contentType)
    }
}

extension MantisClient {
    /// A client in front of `transport`, with the name and password that the recordings use.
    static func replaying(
        _ transport: any Transport,
        username: String = "puente",
        password: String = "SECRET",
        report: @escaping @Sendable (CallReport) -> Void = { _ in }
    ) -> MantisClient {
        guard let endpoint = try? Endpoint("https://mantis.example.test/api/soap/mantisconnect.php") else {
            preconditionFailure("the URL is good")
        }
        return MantisClient(
            endpoint: endpoint,
            username: username,
            password: Secret(password),
            transport: transport,
            report: report
        )
    }

    static func replaying(_ exchange: WireExchange, pieceSize: Int = 16384) -> MantisClient {
        replaying(ReplayTransport(exchange, pieceSize: pieceSize))
    }
}
