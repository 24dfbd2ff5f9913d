import CXML2

/// The names and namespaces a decoder compares with, in the dictionary of its parser: the parser passes names out of
/// the same dictionary, so comparing addresses is comparing names.
struct DictionaryNames {
    /// The vocabulary's names in its order; owned by this value.
    let known: UnsafeMutablePointer<UnsafePointer<UInt8>>

    let envelope: UnsafePointer<UInt8>
    let body: UnsafePointer<UInt8>
    let fault: UnsafePointer<UInt8>
    let null: UnsafePointer<UInt8>
    let type: UnsafePointer<UInt8>
    let id: UnsafePointer<UInt8>
    let href: UnsafePointer<UInt8>
    let envelopeNamespace: UnsafePointer<UInt8>
    let instanceNamespace: UnsafePointer<UInt8>
    /// The namespace of the answer's operation; nil for a request, which brings its own.
    let operation: UnsafePointer<UInt8>?
    /// The name of the answer's element; nil for a request.
    let response: UnsafePointer<UInt8>?

    private let blank: UnsafePointer<UInt8>
    private let dictionary: OpaquePointer

    /// `dictionary` belongs to the parser and lives as long as it.
    init(in dictionary: OpaquePointer, vocabulary: Vocabulary, operation: String?, namespace: String?) {
        func intern(_ text: String) -> UnsafePointer<UInt8> {
            var text = text
            return text.withUTF8 { DictionaryNames.intern($0, in: dictionary) }
        }
        let known = UnsafeMutablePointer<UnsafePointer<UInt8>>.allocate(capacity: max(1, vocabulary.names.count))
        vocabulary.forEach { place, name in
            (known + place).initialize(to: DictionaryNames.intern(name, in: dictionary))
        }
        self.known = known
        envelope = intern("Envelope")
        body = intern("Body")
        fault = intern("Fault")
        null = intern("nil")
        type = intern("type")
        id = intern("id")
        href = intern("href")
        envelopeNamespace = intern(Namespaces.envelope)
        instanceNamespace = intern(Namespaces.schemaInstance)
        self.operation = namespace.map(intern)
        response = operation.map { intern($0 + "Response") }
        blank = intern("")
        self.dictionary = dictionary
    }

    func deallocate() {
        known.deallocate()
    }

    /// `prefix:name` as one name, which equals no known one, whether or not there is a prefix; blank when a document's
    /// names fill the dictionary, which ends its parse.
    func prefixed(_ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8> {
        xmlDictQLookup(dictionary, prefix ?? blank, name) ?? blank
    }

    private static func intern(
        _ name: UnsafeBufferPointer<UInt8>,
        in dictionary: OpaquePointer
    ) -> UnsafePointer<UInt8> {
        // A blank name may have no address, which the dictionary would take for an error.
        let interned =
            name.isEmpty
            ? xmlDictLookup(dictionary, [0], 0) : xmlDictLookup(dictionary, name.baseAddress, Int32(name.count))
        guard let interned else {
            // It fails only without memory, where an array would trap as well.
            preconditionFailure("no memory for an XML parser's names")
        }
        return interned
    }
}
