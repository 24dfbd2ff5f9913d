import Foundation

/// `openssl s_server` on a free loopback port, with its decrypted side in this process's hands.
final class TLSServer: Sendable {
    enum Behaviour {
        case answer, hangUp
    }

    let port: UInt16
    private let process: ChildProcess

    /// Behaves as told when a request that ends with `end` has come in.
    init(certificate: String, key: String, end: String, _ behaviour: Behaviour = .answer) async throws {
        let input = Pipe()
        let output = Pipe()
        process = try ChildProcess(
            [Certificates.openssl ?? "", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key],
            input: input.fileHandleForReading,
            output: output.fileHandleForWriting
        )
        // The process has its own; with this one open, its end would never show.
        try output.fileHandleForWriting.close()
        let (ports, found) = AsyncStream.makeStream(of: UInt16.self)
        Thread.detachNewThread { [process] in
            var seen = ""
            // The pipe ends with the process.
            while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
                seen += String(decoding: data, as: UTF8.self)
                if let accept = seen.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/), let port = UInt16(accept.1) {
                    found.yield(port)
                }
                guard seen.contains(end) else { continue }
                seen = ""
                switch behaviour {
                case .answer:
                    input.fileHandleForWriting.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe".utf8))
                case .hangUp: process.kill()
                }
            }
            found.finish()
        }
        guard let port = await ports.first(where: { _ in true }) else { throw TestServerError("no TLS server") }
        self.port = port
    }

    deinit {
        process.kill()
        process.wait()
    }
}
