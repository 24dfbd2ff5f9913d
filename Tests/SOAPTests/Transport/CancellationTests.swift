import SOAP
import Testing

@Suite("Cancelling a call", .timeLimit(.minutes(5)))
struct CancellationTests {
    private let request = Array("<request/>".utf8)

    /// Posts in a task of its own; the task's result is the error.
    private func post(_ transport: CurlTransport, to endpoint: Endpoint, into sink: CollectingSink = CollectingSink())
        -> Task<TransportError?, Never>
    {
        Task {
            do throws(TransportError) {
                _ = try await transport.post(request, to: endpoint, into: sink)
                return nil
            } catch { return error }
        }
    }

    @Test func `a call that waits for its answer ends at once, and the connection with it`() async throws {
        let arrived = Signal()
        let left = Signal()
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            arrived.send()
            try connection.awaitHangUp()
            left.send()
        }
        let call = try post(CurlTransport(), to: server.endpoint())
        await arrived.received()
        let clock = ContinuousClock()
        let start = clock.now
        call.cancel()
        let error = await call.value
        #expect(error?.code == .cancelled)
        #expect(error?.outcomeIsUnknown == true)
        // Measured 0.1 ms; the rest is for machines under load. Without the wake-up it would be an hour.
        #expect(start.duration(to: clock.now) < .seconds(60))
        await left.received()
    }

    @Test func `a call in the middle of its answer ends at once`() async throws {
        let arrived = Signal()
        let server = try TestServer { connection in
            _ = try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            arrived.send()
            try connection.awaitHangUp()
        }
        let call = try post(CurlTransport(), to: server.endpoint())
        await arrived.received()
        call.cancel()
        let error = await call.value
        #expect(error?.code == .cancelled)
        #expect(error?.outcomeIsUnknown == true)
    }

    @Test func `a call cancelled before it starts sends nothing`() async throws {
        let server = try TestServer { try $0.answer([]) }
        let transport = try CurlTransport()
        let endpoint = try server.endpoint()
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await post(transport, inCancelledTaskTo: endpoint)
        }
        let error = await call.value
        #expect(error?.code == .cancelled)
        #expect(error?.outcomeIsUnknown == false)
        #expect(server.connectionCount == 0)
    }

    private func post(_ transport: CurlTransport, inCancelledTaskTo endpoint: Endpoint) async -> TransportError? {
        do throws(TransportError) {
            _ = try await transport.post(request, to: endpoint, into: CollectingSink())
            return nil
        } catch { return error }
    }

    @Test func `a call that waits for a place ends at once, and the others go on`() async throws {
        let arrived = Signal()
        let release = Locked(false)
        let server = try TestServer { connection in
            while let request = try connection.readRequest() {
                arrived.send()
                if release.withLock({ $0 }) {
                    try connection.answer(request.body)
                } else {
                    try connection.awaitHangUp()
                }
            }
        }
        let transport = try CurlTransport()
        let endpoint = try server.endpoint()
        let running = [post(transport, to: endpoint), post(transport, to: endpoint)]
        await arrived.received()
        await arrived.received()
        let waiting = post(transport, to: endpoint)
        waiting.cancel()
        let error = await waiting.value
        #expect(error?.code == .cancelled)
        #expect(error?.outcomeIsUnknown == false)
        #expect(server.connectionCount == 2)
        release.withLock { $0 = true }
        running.forEach { $0.cancel() }
        for call in running { #expect(await call.value?.code == .cancelled) }
        #expect(await post(transport, to: endpoint).value == nil)
    }

    @Test func `calls cancelled at any moment leave the transport in order`() async throws {
        let server = try TestServer { connection in
            while let request = try connection.readRequest() { try connection.answer(request.body) }
        }
        let transport = try CurlTransport()
        let endpoint = try server.endpoint()
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let call = post(transport, to: endpoint)
            for _ in 0..<Int.random(in: 0..<40, using: &generator) { await Task.yield() }
            call.cancel()
            let error = await call.value
            #expect(error == nil || error?.code == .cancelled)
        }
        let sink = CollectingSink()
        _ = try await transport.post(request, to: endpoint, into: sink)
        #expect(sink.text == "<request/>")
    }
}

/// Reproducible choices (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
