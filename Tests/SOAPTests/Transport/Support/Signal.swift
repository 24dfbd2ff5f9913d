/// Tells a test that something happened on a server's thread.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func send() {
        continuation.yield()
    }

    /// Returns once for each ``send()``.
    func received() async {
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
    }
}
