/// The rules of one exchange, apart from libcurl: when it may go on, why it was stopped, and what its end means.
struct ExchangeState {
    /// Why this side ended the exchange.
    enum Stop {
        case cancelled
        /// libcurl was about to send the request a second time.
        case replay
        case silence
        case sinkRefusal(any Error)
        case tooLarge
    }

    /// What to do with bytes of the body.
    enum Handling: Hashable {
        case deliver, discard, stop
    }

    let byteCap: Int
    let answerTimeout: Duration

    /// The first reason wins.
    private(set) var stop: Stop?

    /// When to look at the clock next; nil until the connection stands.
    private(set) var nextLook: ContinuousClock.Instant?

    /// When something last moved, as far as it was seen.
    private var lastSign: ContinuousClock.Instant?

    /// Body bytes received, inflated.
    private(set) var received = 0

    /// True when the blank line that ends the answer's headers came; libcurl takes a connection that ends before it for an
    /// empty answer.
    private(set) var headIsComplete = false

    /// Bytes sent on the connection before the request itself (a proxy's CONNECT); nil until the request is due.
    private var sentBefore: Int?

    /// Bytes moved in either direction when the clock was last looked at.
    private var moved = 0

    init(byteCap: Int, answerTimeout: Duration) {
        self.byteCap = byteCap
        self.answerTimeout = answerTimeout
    }

    /// True once the connection stood and the request was due.
    var isConnected: Bool { sentBefore != nil }

    /// A connection stands and the request is about to go out; `sent` counts bytes sent so far. False forbids it.
    ///
    /// libcurl comes here again when a kept connection died before the first byte of the answer: it would then repeat the
    /// request on a new one. The server may have acted on the first, so that is allowed only if nothing had gone out.
    mutating func requestIsDue(sent: Int, at now: ContinuousClock.Instant) -> Bool {
        if let sentBefore, sent > sentBefore {
            end(.replay)
            return false
        }
        sentBefore = sent
        signOfLife(at: now)
        return true
    }

    /// A line of the headers came in, line end included. Interim answers (1xx) bring a head of their own.
    mutating func headLineArrived(_ line: UnsafeRawBufferPointer, at now: ContinuousClock.Instant) {
        headIsComplete = !line.starts(with: "HTTP/".utf8) && (headIsComplete || line.first == UInt8(ascii: "\r"))
        signOfLife(at: now)
    }

    /// `count` bytes of the body of an answer with `status` came in.
    mutating func bodyArrived(_ count: Int, status: Int) -> Handling {
        received += count
        if received > byteCap {
            end(.tooLarge)
            return .stop
        }
        return Self.isRedirection(status) ? .discard : .deliver
    }

    /// The sink is through with them.
    mutating func bodyTaken(at now: ContinuousClock.Instant) {
        signOfLife(at: now)
    }

    mutating func sinkRefused(_ error: any Error) {
        end(.sinkRefusal(error))
    }

    mutating func cancel() {
        end(.cancelled)
    }

    /// Looks at the clock; `total` counts bytes moved in either direction, since a long upload is no silence.
    /// True when the exchange must end.
    mutating func isSilent(at now: ContinuousClock.Instant, moved total: Int) -> Bool {
        guard let nextLook, now >= nextLook else { return false }
        if total > moved {
            moved = total
            lastSign = now
        }
        let limit = (lastSign ?? now) + answerTimeout
        guard now < limit else {
            end(.silence)
            return true
        }
        self.nextLook = min(limit, now + lookInterval)
        return false
    }

    /// Bytes are seen to have moved only at a look, so that the patience is longer than it should be by up to this.
    private var lookInterval: Duration { answerTimeout / 8 }

    private mutating func signOfLife(at now: ContinuousClock.Instant) {
        lastSign = now
        nextLook = now + lookInterval
    }

    /// True when part of the request left this machine; `sent` counts all bytes sent.
    func requestLeft(sent: Int) -> Bool {
        sentBefore.map { sent > $0 } ?? false
    }

    static func isRedirection(_ status: Int) -> Bool {
        (300..<400).contains(status)
    }

    private mutating func end(_ reason: Stop) {
        if stop == nil { stop = reason }
    }
}
