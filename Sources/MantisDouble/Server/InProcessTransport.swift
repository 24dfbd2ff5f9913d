package import SOAP

/// Calls a ``MantisServer`` without sockets. What a disturbance does to a connection comes out as the error a client on
/// the wire would see: a dropped one as `interrupted`, a slow one as a time-out, at once and without waiting.
package struct InProcessTransport: Transport {
    private let server: MantisServer
    /// Answers later than this count as timed out.
    private let patience: Duration

    package init(_ server: MantisServer, patience: Duration = .seconds(60)) {
        self.server = server
        self.patience = patience
    }

    package func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        if Task.isCancelled { throw TransportError(.cancelled, "\(endpoint): the call was cancelled") }
        let answer = await server.answer(body)
        if answer.delay > patience {
            throw TransportError(
                .timedOut(.answer),
                "\(endpoint): connected, but no answer within \(patience); the server may have acted",
                outcomeIsUnknown: true
            )
        }
        let sent = answer.bytesBeforeDrop ?? answer.body.count
        var start = 0
        while start < sent {
            let end = min(start + 16_384, sent)
            do {
                try answer.body[start..<end].withUnsafeBytes { bytes in try sink.receive(bytes) }
            } catch {
                throw TransportError(
                    .refusedBySink,
                    "\(endpoint): the answer was not accepted: \(error)",
                    outcomeIsUnknown: true,
                    cause: error
                )
            }
            start = end
        }
        if answer.bytesBeforeDrop != nil {
            throw TransportError(
                .interrupted,
                "\(endpoint): the connection broke after \(sent) bytes; the server may have acted",
                outcomeIsUnknown: true
            )
        }
        return ResponseHead(status: answer.status, contentType: answer.contentType, serverDate: server.clock.now)
    }
}
