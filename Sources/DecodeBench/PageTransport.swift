import SOAP

/// Answers every call with the same page.
struct PageTransport: Transport {
    let page: [UInt8]

    /// As libcurl hands a body over.
    static let pieceSize = 16 << 10

    func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink) async throws(TransportError)
        -> ResponseHead
    {
        do {
            try page.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    try sink.receive(UnsafeRawBufferPointer(rebasing: rest.prefix(PageTransport.pieceSize)))
                    rest = rest.dropFirst(PageTransport.pieceSize)
                }
            }
        } catch {
            throw TransportError(.refusedBySink, "the sink refused", outcomeIsUnknown: true, cause: error)
        }
        return ResponseHead(status: 200)
    }
}
