/// Posts over libcurl: one engine thread, kept connections, checked certificates, no redirects, no cookies.
///
/// A request goes out at most once; libcurl's own repeat on a kept connection that died is forbidden.
///
///     let transport = try CurlTransport()
///     let head = try await transport.post(body, to: Endpoint("https://mantis.example/api/soap/mantisconnect.php"), into: sink)
package final class CurlTransport: Transport {
    package let policy: TransportPolicy
    let engine: CurlEngine
    private let limiter: CallLimiter

    /// - Throws: `engineFailed` when memory or threads have run out.
    package init(policy: TransportPolicy = TransportPolicy()) throws(TransportError) {
        self.policy = policy
        engine = try CurlEngine(settings: CurlSettings(policy))
        limiter = CallLimiter(limit: policy.parallelCalls)
    }

    package func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        guard await limiter.enter(endpoint) else { throw .cancelledBeforeStart(endpoint) }
        defer { limiter.leave(endpoint) }
        return try await engine.run(CurlExchange(body: body, endpoint: endpoint, sink: sink, policy: policy)).get()
    }
}
