/// Carries one POST to a server and hands back the answer's body as it arrives. Implemented over libcurl by
/// ``CurlTransport``, and in process by test servers.
package protocol Transport: Sendable {
    /// Sends `body` to `endpoint` and feeds the answer's body to `sink` in order, from one thread at a time; returns when
    /// the answer is complete.
    ///
    /// Cancelling the task ends the exchange at once; whether the server acted is then unknown.
    func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink) async throws(TransportError)
        -> ResponseHead
}

/// Takes the bytes of one answer as they come off the wire.
package protocol BodySink: AnyObject, Sendable {
    /// `bytes` is valid during the call only. Throwing ends the exchange; the error comes back as
    /// ``TransportError/Code/refusedBySink``.
    func receive(_ bytes: UnsafeRawBufferPointer) throws
}

/// Status line and the headers a SOAP client needs.
package struct ResponseHead: Hashable, Sendable {
    package var status: Int
    /// As sent, for example `text/xml; charset=utf-8`; nil when absent.
    package var contentType: String?
    /// The server's clock as its `Date` header tells it; seconds since 1970-01-01T00:00:00Z.
    package var serverDate: Int64?

    package init(status: Int, contentType: String? = nil, serverDate: Int64? = nil) {
        self.status = status
        self.contentType = contentType
        self.serverDate = serverDate
    }
}
