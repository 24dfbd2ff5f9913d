/// How one transport behaves: whom it trusts, how long it waits, how much it takes. A proxy is not part of it: libcurl
/// reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` from the environment.
package struct TransportPolicy: Hashable, Sendable {
    /// A PEM file of certificate authorities, trusted instead of the system's; nil trusts the system's.
    package var caFile: String?

    /// The longest time to resolve the name, connect and shake hands.
    package var connectTimeout: Duration = .seconds(10)

    /// The longest silence of the server once the request is on its way (reference §3.9: 60 s, full pages 120 s).
    package var answerTimeout: Duration = .seconds(60)

    /// The longest time for the whole call, however lively.
    package var requestTimeout: Duration = .seconds(300)

    /// The longest body accepted, in bytes after inflation (reference §6).
    package var byteCap = 64 << 20

    /// Calls under way at once to one endpoint; further calls wait in order (reference §3.9).
    package var parallelCalls = 2

    /// How long an unused connection is kept for the next call. Apache closes its side after five seconds by default, and a
    /// call that meets the closing is lost.
    package var idleLimit: Duration = .seconds(4)

    /// The `SOAPAction` header, sent quoted. SOAP 1.1 §6.1.1 demands the header; empty means "the URL says it all".
    /// Visible ASCII without quotes.
    package var soapAction = ""

    package init() {}
}
