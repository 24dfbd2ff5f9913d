/// The attributes of one start tag, valid during its event. libxml2 passes five pointers for each: local name, prefix,
/// namespace, and the value's start and end.
struct Attributes: Sequence, IteratorProtocol {
    typealias Pointers = UnsafeMutablePointer<UnsafePointer<UInt8>?>

    private var upcoming: Pointers?
    private var left: Int

    init(_ pointers: Pointers?, count: Int) {
        upcoming = pointers
        left = pointers == nil ? 0 : count
    }

    var underestimatedCount: Int { left }

    mutating func next() -> Attribute? {
        guard left > 0, let pointers = upcoming else { return nil }
        upcoming = pointers + 5
        left &-= 1
        return Attribute(pointers: pointers)
    }
}

/// One attribute.
struct Attribute {
    fileprivate let pointers: Attributes.Pointers

    /// The local name in the parser's dictionary.
    var name: UnsafePointer<UInt8>? { pointers[0] }

    /// The namespace in the parser's dictionary; nil without a prefix.
    var uri: UnsafePointer<UInt8>? { pointers[2] }

    var string: String { Attribute.value(String(decoding: bytes, as: UTF8.self)) }

    /// The parser, which expands no entities, leaves every `&` of a value as `&#38;`, also in namespaces.
    static func value(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
    }

    var isTrue: Bool { bytes.elementsEqual("true".utf8) || bytes.elementsEqual("1".utf8) }

    /// What follows the `#` of a reference into the same document.
    var fragment: String? {
        guard bytes.first == UInt8(ascii: "#") else { return nil }
        return String(string.dropFirst())
    }

    private var bytes: UnsafeBufferPointer<UInt8> {
        guard let start = pointers[3], let end = pointers[4] else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: end - start)
    }
}
