/// One element of a document, in document order on a ``Tape``. Its children follow it up to `end`.
///
/// Numbers have 32 bits: the limits keep nodes and text below 2^32.
struct TapeNode: BitwiseCopyable {
    /// The local name in the parser's dictionary, so that equal names have equal addresses. An element of a foreign
    /// namespace has its prefixed name here, which equals no known one.
    var name: UnsafePointer<UInt8>
    /// Where its text starts; in an element with a reference, the number of the element it stands for.
    var textStart: UInt32
    /// Bytes of text; 0 in an element with children, whose text is only layout.
    var textCount: UInt32 = 0
    /// The number after its last descendant's, which is its next sibling's.
    var end: UInt32 = 0
    /// The child after the one that was looked up last, as members are mostly asked for in their order.
    var cursor: UInt32 = 0
    var flags: TapeFlags = []
}

struct TapeFlags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    /// `xsi:nil`.
    static let null = TapeFlags(rawValue: 1)
    /// Stands for another element; see ``TapeNode/textStart``.
    static let linked = TapeFlags(rawValue: 2)
}

/// What readers of a finished part of a document need: its nodes, its text, and the addresses of the names they know.
struct TapeView: BitwiseCopyable {
    var nodes: UnsafeMutablePointer<TapeNode>
    var text: UnsafePointer<UInt8>
    var names: UnsafePointer<UnsafePointer<UInt8>>
}
