import CXML2

/// libxml2's push parser with events that only count: what no decoder on top of it can be faster than.
enum BareWalk {
    private struct Counts {
        var elements = 0
        var bytes = 0
    }

    /// The decoder gives its parser as many at a time.
    private static let pieceSize = 64 << 10

    /// The document's elements; 0 when it is not well-formed.
    static func elements(of page: [UInt8]) -> Int {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { userData, _, _, _, _, _, _, _, _ in
            userData?.assumingMemoryBound(to: Counts.self).pointee.elements += 1
        }
        handler.endElementNs = { _, _, _, _ in }
        handler.characters = { userData, _, count in
            userData?.assumingMemoryBound(to: Counts.self).pointee.bytes += Int(count)
        }
        var counts = Counts()
        return withUnsafeMutablePointer(to: &counts) { counts in
            guard let parser = xmlCreatePushParserCtxt(&handler, counts, nil, 0, nil) else { return 0 }
            defer { xmlFreeParserCtxt(parser) }
            page.withUnsafeBufferPointer { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let piece = UnsafeBufferPointer(rebasing: rest.prefix(pieceSize))
                    piece.withMemoryRebound(to: CChar.self) { piece in
                        _ = xmlParseChunk(parser, piece.baseAddress, Int32(piece.count), 0)
                    }
                    rest = rest.dropFirst(pieceSize)
                }
            }
            xmlParseChunk(parser, nil, 0, 1)
            return parser.pointee.wellFormed == 0 ? 0 : counts.pointee.elements
        }
    }
}
