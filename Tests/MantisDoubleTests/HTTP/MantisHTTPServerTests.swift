import MantisDouble
import SOAP
import Testing

/// The server over a real socket of this machine, called by the project's own client.
@Suite struct MantisHTTPServerTests {
    private func withServer(
        _ body: (TestCaller, Endpoint, CurlTransport) async throws -> Void
    ) async throws {
        let caller = try TestCaller.small()
        let http = MantisHTTPServer(caller.server)
        let transport = try CurlTransport()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await http.run() }
            let port = try await http.boundPort()
            try await body(caller, Endpoint("http://127.0.0.1:\(port)\(MantisHTTPServer.path)"), transport)
            group.cancelAll()
        }
    }

    @Test func anAnswerOverTheWireIsTheServersOwn() async throws {
        try await withServer { caller, endpoint, transport in
            let sink = Collector()
            let request = caller.request("mc_issue_get") { $0.integer("issue_id", 1) }
            let head = try await transport.post(request, to: endpoint, into: sink)
            #expect(head.status == 200)
            #expect(head.contentType == "text/xml; charset=utf-8")
            #expect(sink.text == String(decoding: await caller.server.answer(request).body, as: UTF8.self))
        }
    }

    @Test func bothShapesOfFaultsKeepTheirStatusAndType() async throws {
        try await withServer { caller, endpoint, transport in
            let thrown = caller.request("mc_issue_get") { $0.integer("issue_id", 99) }
            let head = try await transport.post(thrown, to: endpoint, into: Collector())
            #expect(head.status == 200)
            #expect(head.contentType == "text/html; charset=UTF-8")
            let returned = try await transport.post(caller.request("mc_nada"), to: endpoint, into: Collector())
            #expect(returned.status == 500)
            #expect(returned.contentType == "text/xml; charset=utf-8")
        }
    }

    @Test(arguments: [Disturbance.Effect.dropAfterCommit, .dropBeforeCommit, .truncated(bytes: 60)])
    func aDroppedConnectionIsSeenAsOne(effect: Disturbance.Effect) async throws {
        try await withServer { caller, endpoint, transport in
            await caller.server.disturb(Disturbance(effect))
            let error = await #expect(throws: TransportError.self) {
                try await transport.post(caller.request("mc_login"), to: endpoint, into: Collector())
            }
            #expect(error?.code == .interrupted)
            #expect(error?.outcomeIsUnknown == true)
            // The next call is served as if nothing had been.
            let next = try await transport.post(caller.request("mc_login"), to: endpoint, into: Collector())
            #expect(next.status == 200)
        }
    }

    @Test func aGatewaysPageKeepsItsStatus() async throws {
        try await withServer { caller, endpoint, transport in
            await caller.server.disturb(Disturbance(.badGateway))
            let sink = Collector()
            let head = try await transport.post(caller.request("mc_login"), to: endpoint, into: sink)
            #expect(head.status == 502)
            #expect(sink.text.contains("502 Bad Gateway"))
        }
    }

    @Test func manyCallsAtOnceAreAllAnswered() async throws {
        try await withServer { caller, endpoint, transport in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await transport.post(caller.request("mc_version"), to: endpoint, into: Collector()).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(await caller.server.calls.count == 40)
        }
    }
}
