import Foundation
import SOAP
import Testing

@Suite("Failures of the transport", .timeLimit(.minutes(5)))
struct TransportFailureTests {
    private let request = Array("<password>s3cr3t</password>".utf8)

    /// Posts and hands back the error, having checked what all of them share.
    private func failure(
        of transport: CurlTransport? = nil,
        at endpoint: Endpoint,
        into sink: CollectingSink = CollectingSink()
    ) async throws -> TransportError {
        let transport = try transport ?? CurlTransport()
        let error = await #expect(throws: TransportError.self) {
            try await transport.post(request, to: endpoint, into: sink)
        }
        let failure = try #require(error)
        #expect(failure.message.hasPrefix("\(endpoint): "))
        #expect(!"\(failure) \(String(reflecting: failure))".contains("s3cr3t"))
        #expect(failure.message.contains("may have acted") == failure.outcomeIsUnknown)
        return failure
    }

    private func policy(_ change: (inout TransportPolicy) -> Void) -> TransportPolicy {
        var policy = TransportPolicy()
        change(&policy)
        return policy
    }

    // MARK: No connection

    @Test func `nobody listens`() async throws {
        let server = try TestServer(accepting: false)
        let failure = try await failure(at: server.endpoint())
        #expect(failure.code == .couldNotConnect)
        #expect(!failure.outcomeIsUnknown)
    }

    @Test func `a name without address`() async throws {
        // A label of more than 63 bytes is refused on this machine, before any name server is asked.
        let endpoint = try Endpoint("https://user:s3cr3t@\(String(repeating: "a", count: 64)).invalid/")
        let failure = try await failure(at: endpoint)
        #expect(failure.code == .couldNotResolve)
        #expect(!failure.outcomeIsUnknown)
    }

    @Test func `a handshake that goes nowhere is no connection`() async throws {
        let server = try TestServer { try $0.awaitHangUp() }
        let transport = try CurlTransport(policy: policy { $0.connectTimeout = .milliseconds(100) })
        let failure = try await failure(of: transport, at: server.endpoint(scheme: "https"))
        #expect(failure.code == .timedOut(.connection))
        #expect(failure.message.contains("no connection within 0.1 s"))
        #expect(!failure.outcomeIsUnknown)
    }

    @Test func `a port that does not speak TLS`() async throws {
        let server = try TestServer { connection in try connection.send("SSH-2.0-OpenSSH_9.2\r\n") }
        let failure = try await failure(at: server.endpoint(scheme: "https"))
        #expect(failure.code == .tlsFailed(.handshake))
        #expect(!failure.outcomeIsUnknown)
    }

    // MARK: No answer, or half of one

    @Test func `a server that never answers`() async throws {
        let server = try TestServer { try $0.awaitHangUp() }
        let transport = try CurlTransport(policy: policy { $0.answerTimeout = .milliseconds(100) })
        let failure = try await failure(of: transport, at: server.endpoint())
        #expect(failure.code == .timedOut(.answer))
        #expect(failure.message.contains("connected, but no answer for 0.1 s"))
        #expect(failure.outcomeIsUnknown)
    }

    @Test func `a server that falls silent half way`() async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789")
            try connection.awaitHangUp()
        }
        let transport = try CurlTransport(policy: policy { $0.answerTimeout = .seconds(1) })
        let sink = CollectingSink()
        let failure = try await failure(of: transport, at: server.endpoint(), into: sink)
        #expect(failure.code == .timedOut(.answer))
        #expect(failure.message.contains("status 200, 10 bytes"))
        #expect(failure.outcomeIsUnknown)
        #expect(sink.text == "0123456789")
    }

    @Test func `an answer that is not complete when the call may take no longer`() async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789")
            try connection.awaitHangUp()
        }
        let transport = try CurlTransport(policy: policy { $0.requestTimeout = .seconds(1) })
        let failure = try await failure(of: transport, at: server.endpoint())
        #expect(failure.code == .timedOut(.answer))
        #expect(failure.message.contains("only part of an answer (status 200, 10 bytes) within 1 s"))
        #expect(failure.outcomeIsUnknown)
    }

    @Test(arguments: [
        "",
        "HTTP/1.1 200",
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<half",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<half",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<half\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789",
        "Hello, this is no HTTP at all.\r\n",
    ])
    func `a connection that ends too soon leaves the outcome unknown`(answer: String) async throws {
        for isReset in [false, true] {
            let server = try TestServer { connection in
                _ = try connection.readRequest()
                try connection.send(answer)
                if isReset { connection.reset() }
            }
            let failure = try await failure(at: server.endpoint())
            #expect(failure.code == .interrupted, "\(failure)")
            #expect(failure.outcomeIsUnknown)
        }
    }

    @Test func `a request is never repeated on a new connection`() async throws {
        let requests = Locked(0)
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer(Array("fine".utf8))
            // On the kept connection the second request arrives, is acted on, and the server dies.
            if try connection.readRequest() != nil { requests.withLock { $0 += 1 } }
        }
        let transport = try CurlTransport(policy: .keepingConnections)
        _ = try await transport.post(request, to: server.endpoint(), into: CollectingSink())
        let failure = try await failure(of: transport, at: server.endpoint())
        #expect(failure.code == .interrupted)
        #expect(failure.outcomeIsUnknown)
        #expect(requests.withLock { $0 } == 1)
        // The transport has not lost its way.
        let sink = CollectingSink()
        _ = try await transport.post(request, to: server.endpoint(), into: sink)
        #expect(sink.text == "fine")
    }

    // MARK: Answers that are not wanted

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirection is an error that names its host`(status: Int) async throws {
        let target = try TestServer { try $0.answer(Array("trap".utf8)) }
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            let location = "Location: http://user:s3cr3t@127.0.0.1:\(target.port)/elsewhere?token=s3cr3t"
            try connection.answer(Array("<html>moved</html>".utf8), status: "\(status) Moved", headers: [location])
        }
        let sink = CollectingSink()
        let failure = try await failure(at: server.endpoint(), into: sink)
        #expect(failure.code == .redirected(toHost: "127.0.0.1"))
        #expect(failure.message.contains("to http://127.0.0.1:\(target.port)/elsewhere (status \(status))"))
        #expect(!failure.outcomeIsUnknown)
        #expect(sink.bytes.isEmpty)
        #expect(target.connectionCount == 0)
    }

    @Test(arguments: [
        ("Location: https://tracker.example/api", "tracker.example", "https://tracker.example/api"),
        ("Location: admin/install.php", "127.0.0.1", "Mantis is not installed"),
        ("X-Nothing: to see", nil, "nowhere"),
    ])
    func `a redirection tells where it points`(header: String, host: String?, words: String) async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer([], status: "302 Found", headers: [header])
        }
        let failure = try await failure(at: server.endpoint(path: "/"))
        #expect(failure.code == .redirected(toHost: host))
        #expect(failure.message.contains(words))
    }

    @Test func `an answer of exactly the longest length passes`() async throws {
        let server = try TestServer { connection in
            while let request = try connection.readRequest() {
                try connection.answer(
                    [UInt8](repeating: 32, count: Int(String(decoding: request.body, as: UTF8.self))!)
                )
            }
        }
        let transport = try CurlTransport(policy: policy { $0.byteCap = 100_000 })
        let sink = CollectingSink()
        _ = try await transport.post(Array("100000".utf8), to: server.endpoint(), into: sink)
        #expect(sink.bytes.count == 100_000)
        let error = await #expect(throws: TransportError.self) {
            try await transport.post(Array("100001".utf8), to: server.endpoint(), into: CollectingSink())
        }
        #expect(error?.code == .tooLarge)
        #expect(error?.outcomeIsUnknown == true)
    }

    @Test func `a small answer that inflates without end is cut off`() async throws {
        // 8 MB of zeros, compressed twice.
        let bomb = try #require(Data(base64Encoded: Self.bomb))
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer(Array(bomb), headers: ["Content-Encoding: gzip, gzip"])
        }
        let sink = CollectingSink()
        let transport = try CurlTransport(policy: policy { $0.byteCap = 1_000_000 })
        let failure = try await failure(of: transport, at: server.endpoint(), into: sink)
        #expect(failure.code == .tooLarge)
        #expect(failure.message.contains("1000000 bytes"))
        #expect((1...1_000_000).contains(sink.bytes.count))
    }

    @Test func `a sink that throws ends the call and gets nothing more`() async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer([UInt8](repeating: 32, count: 10_000_000))
        }
        let sink = CollectingSink(limit: 0)
        let failure = try await failure(at: server.endpoint(), into: sink)
        #expect(failure.code == .refusedBySink)
        #expect(failure.cause is CollectingSink.Full)
        #expect(failure.outcomeIsUnknown)
        #expect(sink.calls == 1)
    }

    private static let bomb =
        "H4sIAAAAAAACA+3QrQ2AMBQA4feoaZBdAIFnBzZgAyQ7IJomSAxD4JFo5sCAJ4zAT0fAkvvU6ct6K1FijkX1jTBc02lTAQAAAAAAPxfWzrgY5V3PeaUcAQAAAAB8sBWj3xtxrTznfpXTdx4AAA=="
}
