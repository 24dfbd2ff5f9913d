import CCurl

/// One POST under way in libcurl.
///
/// `@unchecked Sendable`: the calling task builds it and hands it to the engine through a lock; from then on only the
/// engine's thread touches it.
final class CurlExchange: @unchecked Sendable {
    let endpoint: Endpoint
    /// Set between ``begin(on:)`` and ``finish(_:)``.
    private(set) var handle: CurlHandle?

    private let body: [UInt8]
    private let policy: TransportPolicy
    private var sink: (any BodySink)?
    private var continuation: CheckedContinuation<Result<ResponseHead, TransportError>, Never>?
    private var state: ExchangeState

    init(body: [UInt8], endpoint: Endpoint, sink: any BodySink, policy: TransportPolicy) {
        self.body = body
        self.endpoint = endpoint
        self.sink = sink
        self.policy = policy
        state = ExchangeState(byteCap: policy.byteCap, answerTimeout: policy.answerTimeout)
    }

    var nextLook: ContinuousClock.Instant? { state.nextLook }

    var cancelledBeforeStart: TransportError { .cancelledBeforeStart(endpoint) }

    func whenFinished(resume continuation: CheckedContinuation<Result<ResponseHead, TransportError>, Never>) {
        self.continuation = continuation
    }

    func cancel() {
        state.cancel()
    }

    /// True when the server has been silent too long.
    func isSilent(at now: ContinuousClock.Instant) -> Bool {
        guard let handle, let nextLook = state.nextLook, now >= nextLook else { return false }
        return state.isSilent(at: now, moved: WireFacts.bytesMoved(handle.pointer))
    }

    /// Takes a handle, which is then ready to be added to the engine's; false when libcurl is out of memory.
    func begin(on handle: CurlHandle) -> Bool {
        self.handle = handle
        // The engine's table keeps `self` until the handle is unloaded, so the pointer needs no reference of its own.
        return handle.load(body, context: Unmanaged.passUnretained(self).toOpaque())
    }

    /// The end as libcurl sees it. Must not be in a multi handle any more. Returns the handle, free for another exchange.
    func finish(_ result: CURLcode) -> CurlHandle? {
        guard let handle = handle.take() else { return nil }
        let facts = WireFacts(handle.pointer, result: result, errorText: handle.errorText)
        handle.unload()
        resume(state.outcome(facts, at: endpoint, policy: policy))
        return handle
    }

    /// The end of an exchange that libcurl never saw.
    func finishUnstarted(_ error: TransportError) {
        resume(.failure(error))
    }

    private func resume(_ result: Result<ResponseHead, TransportError>) {
        // The sink goes first: should it hold the last reference to the transport, the caller is to drop it, not the
        // engine's thread, which cannot wait for itself.
        sink = nil
        let continuation = continuation.take()
        continuation?.resume(returning: result)
    }

    private func requestIsDue() -> Bool {
        guard let handle else { return false }
        return state.requestIsDue(sent: WireFacts.bytesSent(handle.pointer), at: .now)
    }

    /// How many bytes were taken; anything but all of them makes libcurl end the exchange.
    private func bodyArrived(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let handle, let sink else { return 0 }
        switch state.bodyArrived(bytes.count, status: WireFacts.status(handle.pointer)) {
        case .discard: return bytes.count
        case .stop: return 0
        case .deliver:
            do { try sink.receive(bytes) } catch {
                state.sinkRefused(error)
                return 0
            }
            state.bodyTaken(at: .now)
            return bytes.count
        }
    }
}

// MARK: - Callbacks

extension CurlExchange {
    /// The functions that libcurl calls with the exchange a handle was loaded with.
    static func installCallbacks(_ options: EasyOptions) -> Bool {
        let handle = options.handle
        let body = ccurl_set_write(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
            guard let bytes, let this else { return 0 }
            let exchange = Unmanaged<CurlExchange>.fromOpaque(this).takeUnretainedValue()
            return exchange.bodyArrived(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        let head = ccurl_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, this in
            guard let bytes, let this else { return 0 }
            let exchange = Unmanaged<CurlExchange>.fromOpaque(this).takeUnretainedValue()
            exchange.state.headLineArrived(UnsafeRawBufferPointer(start: bytes, count: size * count), at: .now)
            return size * count
        }
        let request = ccurl_set_prereq(handle, CURLOPT_PREREQFUNCTION) { this, _, _, _, _ in
            guard let this else { return Int32(CURL_PREREQFUNC_ABORT) }
            let exchange = Unmanaged<CurlExchange>.fromOpaque(this).takeUnretainedValue()
            return exchange.requestIsDue() ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
        }
        return body == CURLE_OK && head == CURLE_OK && request == CURLE_OK
    }
}
