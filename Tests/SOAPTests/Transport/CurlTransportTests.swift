import Foundation
import SOAP
import Testing

@Suite("Transport over libcurl", .timeLimit(.minutes(5)))
struct CurlTransportTests {
    private let request = Array("<request/>".utf8)

    @Test func `the answer comes back with its status, type and date`() async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer(
                Array("<answer/>".utf8),
                status: "500 Internal Server Error",
                headers: ["Content-Type: text/xml; charset=utf-8", "Date: Sun, 06 Nov 1994 08:49:37 GMT"]
            )
        }
        let sink = CollectingSink()
        let head = try await CurlTransport().post(request, to: server.endpoint(), into: sink)
        #expect(head == ResponseHead(status: 500, contentType: "text/xml; charset=utf-8", serverDate: 784_111_777))
        #expect(sink.text == "<answer/>")
    }

    @Test func `an answer without type, date and body is an answer`() async throws {
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer([], headers: [])
        }
        let sink = CollectingSink()
        let head = try await CurlTransport().post(request, to: server.endpoint(), into: sink)
        #expect(head == ResponseHead(status: 200))
        #expect(sink.bytes.isEmpty)
    }

    @Test func `the request is a plain SOAP 1.1 POST`() async throws {
        let seen = Locked<[TestConnection.Request]>([])
        let server = try TestServer { connection in
            while let request = try connection.readRequest() {
                seen.withLock { $0.append(request) }
                try connection.answer([])
            }
        }
        var policy = TransportPolicy()
        policy.soapAction = "http://tracker.example/api"
        _ = try await CurlTransport().post(request, to: server.endpoint(path: "/a/b.php?c=d"), into: CollectingSink())
        _ = try await CurlTransport(policy: policy).post(request, to: server.endpoint(), into: CollectingSink())
        let requests = seen.withLock { $0 }
        try #require(requests.count == 2)
        #expect(requests[0].line == "POST /a/b.php?c=d HTTP/1.1")
        #expect(requests[0].body == request)
        #expect(requests[0].headers["content-type"] == "text/xml; charset=utf-8")
        #expect(requests[0].headers["user-agent"] == "mantis-bridge")
        #expect(requests[0].headers["accept-encoding"]?.contains("gzip") == true)
        #expect(requests[0].headers["expect"] == nil)
        #expect(requests[0].headers["soapaction"] == "\"\"")
        #expect(requests[1].headers["soapaction"] == "\"http://tracker.example/api\"")
    }

    @Test func `an empty request is sent as one`() async throws {
        let server = try TestServer { connection in
            guard let request = try connection.readRequest() else { return }
            try connection.answer(Array("\(request.headers["content-length"] ?? "none")".utf8))
        }
        let sink = CollectingSink()
        _ = try await CurlTransport().post([], to: server.endpoint(), into: sink)
        #expect(sink.text == "0")
    }

    @Test func `a long request goes out whole and without asking first`() async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let server = try TestServer { connection in
            guard let request = try connection.readRequest() else { return }
            try connection.answer(Array("\(request.body == body) \(request.headers["expect"] ?? "none")".utf8))
        }
        let sink = CollectingSink()
        _ = try await CurlTransport().post(body, to: server.endpoint(), into: sink)
        #expect(sink.text == "true none")
    }

    @Test func `a compressed answer is inflated`() async throws {
        // gzip of "<café/>"
        let gzip = try #require(Data(base64Encoded: "H4sIAAAAAAACA7NJTkw7vFLfDgDwk+i5CAAAAA=="))
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer(Array(gzip), headers: ["Content-Encoding: gzip"])
        }
        let sink = CollectingSink()
        _ = try await CurlTransport().post(request, to: server.endpoint(), into: sink)
        #expect(sink.text == "<café/>")
    }

    @Test func `calls one after another share a connection`() async throws {
        let server = try TestServer { connection in
            while let request = try connection.readRequest() { try connection.answer(request.body) }
        }
        let transport = try CurlTransport(policy: .keepingConnections)
        for number in 0..<20 {
            let sink = CollectingSink()
            _ = try await transport.post(Array("\(number)".utf8), to: server.endpoint(), into: sink)
            #expect(sink.text == "\(number)")
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a kept connection that the server closed is replaced`() async throws {
        let closed = Signal()
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.answer(Array("fine".utf8))
            connection.hangUp()
            closed.send()
        }
        let transport = try CurlTransport()
        for _ in 0..<5 {
            let sink = CollectingSink()
            _ = try await transport.post(request, to: server.endpoint(), into: sink)
            await closed.received()
            #expect(sink.text == "fine")
        }
        #expect(server.connectionCount == 5)
    }

    @Test func `a cookie never goes back`() async throws {
        let cookies = Locked<[String?]>([])
        let server = try TestServer { connection in
            while let request = try connection.readRequest() {
                cookies.withLock { $0.append(request.headers["cookie"]) }
                try connection.answer([], headers: ["Set-Cookie: PHPSESSID=0123456789abcdef; path=/"])
            }
        }
        let transport = try CurlTransport()
        for _ in 0..<3 { _ = try await transport.post(request, to: server.endpoint(), into: CollectingSink()) }
        #expect(cookies.withLock { $0 } == [nil, nil, nil])
    }

    @Test func `at most two calls to one endpoint are under way`() async throws {
        struct Gauge {
            var now = 0
            var most = 0
        }
        let gauge = Locked(Gauge())
        let meeting = NSCondition()
        let server = try TestServer { connection in
            while let request = try connection.readRequest() {
                let now = gauge.withLock { gauge in
                    gauge.now += 1
                    gauge.most = max(gauge.most, gauge.now)
                    return gauge.now
                }
                // The first call waits for a second, to show that two places are used.
                meeting.lock()
                if now == 2 { meeting.broadcast() }
                if now == 1, gauge.withLock({ $0.most }) < 2 { _ = meeting.wait(until: Date(timeIntervalSinceNow: 20)) }
                meeting.unlock()
                gauge.withLock { $0.now -= 1 }
                try connection.answer(request.body)
            }
        }
        let transport = try CurlTransport(policy: .keepingConnections)
        let endpoint = try server.endpoint()
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let sink = CollectingSink()
                    _ = try await transport.post(Array("\(number)".utf8), to: endpoint, into: sink)
                    return sink.text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(answers == Set((0..<100).map { "\($0)" }))
        #expect(gauge.withLock { $0.most } == 2)
        #expect(server.connectionCount == 2)
    }
}
