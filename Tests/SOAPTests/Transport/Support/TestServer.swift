import Foundation
import SOAP

/// A server on a free loopback port. Each connection gets a thread that runs the script; the connection closes when the
/// script returns or throws. Everything ends with the server.
final class TestServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let connections = Locked<[TestConnection]>([])

    /// With `accepting` off the port is taken, but nobody listens on it.
    init(accepting: Bool = true, _ script: @escaping @Sendable (TestConnection) throws -> Void = { _ in }) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && (!accepting || listen(listener, 128) == 0)
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw TestServerError("no loopback port") }
        port = UInt16(bigEndian: address.sin_port)
        if accepting { Self.accept(on: listener, into: connections, script) }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        connections.withLock { $0.forEach { $0.hangUp() } }
    }

    var connectionCount: Int { connections.withLock { $0.count } }

    func endpoint(scheme: String = "http", path: String = "/api/soap/mantisconnect.php") throws -> Endpoint {
        try Endpoint("\(scheme)://127.0.0.1:\(port)\(path)")
    }

    private static func accept(
        on listener: Int32,
        into connections: Locked<[TestConnection]>,
        _ script: @escaping @Sendable (TestConnection) throws -> Void
    ) {
        Thread.detachNewThread {
            while case let socket = Glibc.accept(listener, nil, nil), socket >= 0 {
                let connection = TestConnection(socket)
                connections.withLock { $0.append(connection) }
                Thread.detachNewThread {
                    try? script(connection)
                    connection.hangUp()
                }
            }
        }
    }
}

struct TestServerError: Error {
    let text: String

    init(_ text: String) { self.text = text }
}
