/// One answer of the server, and how the wire is to treat it.
package struct ServerAnswer: Hashable, Sendable {
    package var status: Int
    package var contentType: String
    package var body: [UInt8]
    /// How long the answer is held back.
    package var delay: Duration
    /// How many bytes of the body go out before the connection is dropped; nil sends everything.
    package var bytesBeforeDrop: Int?

    package init(
        status: Int,
        contentType: String,
        body: [UInt8],
        delay: Duration = .zero,
        bytesBeforeDrop: Int? = nil
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.delay = delay
        self.bytesBeforeDrop = bytesBeforeDrop
    }
}
