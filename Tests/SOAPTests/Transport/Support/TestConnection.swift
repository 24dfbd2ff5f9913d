import Foundation

/// The server's side of one connection. Reads end after 20 seconds at the latest.
///
/// `@unchecked Sendable`: `unread` belongs to the script's thread; the socket may be shut down from any.
final class TestConnection: @unchecked Sendable {
    struct Request {
        var line: String
        /// Names in lower case.
        var headers: [String: String]
        var body: [UInt8]
    }

    private let socket: Int32
    private var unread: [UInt8] = []

    init(_ socket: Int32) {
        self.socket = socket
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// The next request; nil when the client hung up.
    func readRequest() throws -> Request? {
        let separator = Array("\r\n\r\n".utf8)
        guard let head = try readText(through: separator) else { return nil }
        var lines = head.components(separatedBy: "\r\n")
        let line = lines.removeFirst()
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces
            )
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while unread.count < length {
            guard try readMore() else { throw TestServerError("the request broke off") }
        }
        let body = Array(unread.prefix(length))
        unread.removeFirst(length)
        return Request(line: line, headers: headers, body: body)
    }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { throw TestServerError("the client hung up") }
            rest.removeFirst(sent)
        }
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    func answer(_ body: [UInt8], status: String = "200 OK", headers: [String] = ["Content-Type: text/xml"]) throws {
        let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
        try send(Array(lines.joined(separator: "\r\n").utf8) + body)
    }

    /// Waits until the client hangs up.
    func awaitHangUp() throws {
        while try readMore() {}
    }

    func hangUp() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// Hangs up so that the client sees a reset instead of an end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        // Connecting to "nothing" dissolves the association, which sends the reset without giving up the descriptor.
        var nothing = sockaddr()
        nothing.sa_family = sa_family_t(AF_UNSPEC)
        connect(socket, &nothing, socklen_t(MemoryLayout<sockaddr>.size))
    }

    private func readText(through separator: [UInt8]) throws -> String? {
        while true {
            if let range = unread.firstRange(of: separator) {
                let text = String(decoding: unread[..<range.lowerBound], as: UTF8.self)
                unread.removeFirst(range.upperBound)
                return text
            }
            guard try readMore() else { return nil }
        }
    }

    private func readMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count >= 0 else { throw TestServerError("nothing came for 20 seconds") }
        unread += buffer[..<count]
        return count > 0
    }
}
