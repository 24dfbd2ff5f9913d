import MantisConnect
import SOAP

/// Answers each request by what it asks, and keeps what was asked.
final class ScriptedServer: Transport {
    /// The content of `<return>`, with its attributes before a `>`: ` xsi:nil="true">`, or a fault.
    enum Reply: Sendable {
        case value(String)
        case fault(String, status: Int)
    }

    private let script: @Sendable (IncomingRequest) -> Reply
    private let log = Locked<[IncomingRequest]>([])
    private let bodies = Locked<[[UInt8]]>([])

    init(_ script: @escaping @Sendable (IncomingRequest) -> Reply) {
        self.script = script
    }

    /// A server of that version, which answers all else with `value`.
    convenience init(version: String, value: String = "1") {
        self.init { .value($0.operation == "mc_version" ? version : value) }
    }

    var requests: [IncomingRequest] { log.withLock { $0 } }
    var operations: [String] { requests.map(\.operation) }
    var sent: [[UInt8]] { bodies.withLock { $0 } }

    func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink) async throws(TransportError)
        -> ResponseHead
    {
        guard let request = try? IncomingRequest(body) else {
            throw TransportError(.interrupted, "the request cannot be read", outcomeIsUnknown: false)
        }
        log.withLock { $0.append(request) }
        bodies.withLock { $0.append(body) }
        let (status, content) =
            switch script(request) {
            case .value(let value):
                (
                    200,
                    "<r:\(request.operation)Response xmlns:r=\"\(MantisClient.namespace)\"><return>\(value)</return>"
                        + "</r:\(request.operation)Response>"
                )
            case .fault(let text, let status):
                (
                    status,
                    "<E:Fault><faultcode>E:Client</faultcode><faultstring>\(text)</faultstring></E:Fault>"
                )
            }
        let answer = """
            <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><E:Body>\(content)</E:Body></E:Envelope>
            """
        do {
            try Array(answer.utf8).withUnsafeBytes { try sink.receive($0) }
        } catch {
            throw TransportError(.refusedBySink, "the sink refused", outcomeIsUnknown: true, cause: error)
        }
        return ResponseHead(status: status, contentType: "text/xml; charset=utf-8")
    }
}
