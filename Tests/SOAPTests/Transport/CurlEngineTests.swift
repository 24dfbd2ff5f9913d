import Testing

@testable import SOAP

@Suite("Engine of the transport", .timeLimit(.minutes(5)))
struct CurlEngineTests {
    @Test func `the thread and its connections end with the transport`() async throws {
        let hungUp = Signal()
        let server = try TestServer { connection in
            while let request = try connection.readRequest() { try connection.answer(request.body) }
            hungUp.send()
        }
        // The thread holds this handle until it ends.
        weak var multi: MultiHandle?
        do {
            let transport = try CurlTransport()
            multi = transport.engine.multi
            _ = try await transport.post([1], to: server.endpoint(), into: CollectingSink())
            #expect(multi != nil)
        }
        #expect(multi == nil)
        await hungUp.received()
    }

    @Test func `an exchange takes nothing along`() async throws {
        let server = try TestServer { connection in
            while let request = try connection.readRequest() { try connection.answer(request.body) }
        }
        let transport = try CurlTransport()
        weak var sink: CollectingSink?
        do {
            let strong = CollectingSink()
            sink = strong
            _ = try await transport.post([1], to: server.endpoint(), into: strong)
        }
        #expect(sink == nil)
    }
}
