import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// Serves a ``MantisServer`` over HTTP at the path a real Mantis has, on this machine only.
///
///     let http = MantisHTTPServer(server, port: 0)
///     // run `http` in a ServiceGroup, then:
///     let port = try await http.boundPort()
package final class MantisHTTPServer: Service {
    /// The path of the endpoint.
    package static let path = "/api/soap/mantisconnect.php"

    private let server: MantisServer
    private let host: String
    private let port: Int
    private let logger: Logger
    private let bound = BoundPort()

    /// - Parameters:
    ///   - host: the address to listen on; the default takes nobody else's calls.
    ///   - port: 0 lets the system choose; see ``boundPort()``.
    ///   - logger: where the HTTP server's own remarks go; nowhere unless said.
    package init(
        _ server: MantisServer,
        host: String = "127.0.0.1",
        port: Int = 0,
        logger: Logger = Logger(label: "mantis-double") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.server = server
        self.host = host
        self.port = port
        self.logger = logger
    }

    /// Serves until the task is cancelled or a graceful shutdown is asked for.
    package func run() async throws {
        let bound = bound
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await bound.tell(port) }
            },
            logger: logger
        )
        do {
            try await application.run()
            await bound.end()
        } catch {
            await bound.end()
            throw error
        }
    }

    /// The port it listens on, as soon as it does.
    ///
    /// - Throws: `CancellationError` when it ended without ever listening.
    package func boundPort() async throws -> Int {
        guard let port = await bound.port() else { throw CancellationError() }
        return port
    }

    private func router() -> Router<LargeRequestContext> {
        let router = Router(context: LargeRequestContext.self)
        let server = server
        let path = RouterPath(Self.path)
        router.post(path) { request, context in
            let body = try await request.body.collect(upTo: context.maxUploadSize)
            let answer = await server.answer(Array(body.readableBytesView), query: request.uri.query)
            if answer.delay > .zero { try await Task.sleep(for: answer.delay) }
            return answer.response(to: request)
        }
        router.get(path) { request, _ in await server.answerGet(query: request.uri.query).response(to: request) }
        return router
    }
}

/// Attachments of 5 MB make requests of 7 MB.
private struct LargeRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let maxUploadSize = 16 << 20

    init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}

/// Thrown into a response's body to break the connection.
private struct ConnectionDropped: Error {}

extension ServerAnswer {
    /// Packed when the request asks for it, but for an answer that is cut off: its length is counted in plain bytes.
    fileprivate func response(to request: Request) -> Response {
        var headers: HTTPFields = [
            .contentType: contentType,
            // Sent on every answer, and of no use to a client (reference §1.1).
            .setCookie: "PHPSESSID=\(Self.sessionID()); path=/; HttpOnly",
        ]
        let accepted = request.headers[.acceptEncoding] ?? ""
        let isPacked = bytesBeforeDrop == nil && !body.isEmpty && accepted.contains("gzip")
        if isPacked {
            headers[.contentEncoding] = "gzip"
            headers[.vary] = "Accept-Encoding"
        }
        let status = HTTPResponse.Status(code: status)
        return Response(status: status, headers: headers, body: responseBody(isPacked ? Gzip.wrap(body) : body))
    }

    private func responseBody(_ body: [UInt8]) -> ResponseBody {
        guard let sent = bytesBeforeDrop else { return ResponseBody(byteBuffer: ByteBuffer(bytes: body)) }
        // The length is that of the whole body, so that the client notices what is missing.
        let start = ByteBuffer(bytes: body.prefix(sent))
        return ResponseBody(contentLength: max(body.count, sent + 1)) { writer in
            try await writer.write(start)
            throw ConnectionDropped()
        }
    }

    private static func sessionID() -> String {
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        return String((0..<26).map { _ in letters.randomElement() ?? "a" })
    }
}

/// Hands the port to whoever waits for it.
private actor BoundPort {
    private var state = State.waiting([])

    private enum State {
        case waiting([CheckedContinuation<Int?, Never>])
        case known(Int?)
    }

    func tell(_ port: Int) { settle(port) }

    /// Nobody will come any more.
    func end() { settle(nil) }

    func port() async -> Int? {
        if case .known(let port) = state { return port }
        return await withCheckedContinuation { continuation in
            guard case .waiting(let others) = state else { return continuation.resume(returning: nil) }
            state = .waiting(others + [continuation])
        }
    }

    private func settle(_ port: Int?) {
        guard case .waiting(let waiting) = state else { return }
        state = .known(port)
        for continuation in waiting { continuation.resume(returning: port) }
    }
}
