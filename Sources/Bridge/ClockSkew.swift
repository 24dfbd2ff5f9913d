import SOAP
import Tickets

/// How far a server's clock is ahead of ours, from the `Date` headers of its answers.
///
/// A header names the second in which the answer was written, and that was between the moment the request went out and the
/// moment the answer was complete. So every answer bounds the skew from both sides, the quickest ones most tightly.
struct ClockSkew: Hashable, Sendable {
    /// In seconds; nil before the first answer.
    private(set) var bounds: ClosedRange<Int64>?
    /// Seconds by which answers contradict each other: there are several front ends, and their clocks differ.
    private(set) var spread: Int64 = 0

    /// The best guess, in seconds, 0 when both clocks may well agree; nil when no answer told.
    var seconds: Int64? {
        bounds.map { bounds in
            bounds.contains(0) ? 0 : bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) / 2
        }
    }

    /// - Parameters:
    ///   - date: the header, in seconds since 1970.
    ///   - sent: by our clock, before the first byte went out.
    ///   - received: by our clock, after the last byte came in.
    mutating func observe(date: Int64, sent: Instant, received: Instant) {
        // All three are whole seconds: each stands for any moment of its second.
        let lowest = date - received.epochSeconds - 1
        let highest = max(date - sent.epochSeconds + 1, lowest)
        guard let known = bounds else {
            bounds = lowest...highest
            return
        }
        let low = max(known.lowerBound, lowest)
        let high = min(known.upperBound, highest)
        if low <= high {
            bounds = low...high
        } else {
            spread = max(spread, low - high)
        }
    }
}

/// Carries calls for another transport and reads the server's clock off the answers.
struct ClockReadingTransport: Transport {
    let transport: any Transport
    let now: @Sendable () -> Instant
    let skew: Locked<ClockSkew>

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        let sent = now()
        let head = try await transport.post(body, to: endpoint, into: sink)
        if let date = head.serverDate {
            let received = now()
            skew.withLock { $0.observe(date: date, sent: sent, received: received) }
        }
        return head
    }
}
