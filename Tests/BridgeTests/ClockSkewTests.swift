import Ledger
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

@Suite struct ClockSkewTests {
    private func observe(_ skew: inout ClockSkew, _ date: Int64, _ sent: Int64, _ received: Int64) {
        skew.observe(date: date, sent: Instant(epochSeconds: sent), received: Instant(epochSeconds: received))
    }

    @Test func `the quickest answer bounds it best`() {
        var skew = ClockSkew()
        #expect(skew.seconds == nil)
        observe(&skew, 1_600, 1_000, 1_060)
        #expect(skew.bounds == 539...601)
        observe(&skew, 1_700, 1_100, 1_100)
        #expect(skew.bounds == 599...601)
        #expect(skew.seconds == 600)
        #expect(skew.spread == 0)
    }

    @Test func `clocks that may agree count as agreeing`() {
        var skew = ClockSkew()
        observe(&skew, 1_000, 1_000, 1_004)
        #expect(skew.seconds == 0)
    }

    @Test func `answers that contradict each other come from several front ends`() {
        var skew = ClockSkew()
        observe(&skew, 1_000, 1_000, 1_000)
        observe(&skew, 1_310, 1_010, 1_010)
        #expect(skew.seconds == 0)
        #expect(skew.spread == 298)
    }

    @Test func `a sync measures it, tells it and keeps it with the run`() async throws {
        let harness = try await SyncHarness(transport: { _, server in
            AheadTransport(inner: InProcessTransport(server), seconds: 95)
        })
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.clockSkew == 95)
        #expect(try await harness.store.lastRuns(of: nil, limit: 1).first?.clockSkew == 95)
        let told = harness.events.withLock { events in
            events.contains { if case .clockSkew(_, 95, 0) = $0 { true } else { false } }
        }
        #expect(told)
    }
}

/// A server whose `Date` is ahead.
private struct AheadTransport: Transport {
    let inner: InProcessTransport
    let seconds: Int64

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        var head = try await inner.post(body, to: endpoint, into: sink)
        head.serverDate = head.serverDate.map { $0 + seconds }
        return head
    }
}
