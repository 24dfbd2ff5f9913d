import SOAP

/// Keeps what it is given; throws once it has more than `limit` bytes.
final class CollectingSink: BodySink {
    struct Full: Error {}

    private let limit: Int
    private let collected = Locked<(bytes: [UInt8], calls: Int)>(([], 0))

    init(limit: Int = .max) {
        self.limit = limit
    }

    var bytes: [UInt8] { collected.withLock { $0.bytes } }
    var calls: Int { collected.withLock { $0.calls } }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        let count = collected.withLock { collected in
            collected.bytes += bytes
            collected.calls += 1
            return collected.bytes.count
        }
        if count > limit { throw Full() }
    }
}
