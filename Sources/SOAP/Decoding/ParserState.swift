import CXML2

/// Turns the parser's events into a ``Tape`` of nodes. It lives behind the parser's `userData` pointer, and is a struct
/// there because a class's properties cost a quarter of the decoding time in checks.
///
/// Depth 1 is the envelope, 2 its body, 3 the answer (or request) or a fault, 4 the answer's `return`, 5 its items.
struct ParserState {
    var nodes = GrowingBuffer<TapeNode>(capacity: 256)
    var text = GrowingBuffer<UInt8>(capacity: 4096)
    let names: DictionaryNames
    let shape: DocumentShape
    let limits: DecodingLimits

    /// Mantis writes three at most, and an envelope some more. The parser compares each with all before it.
    private static let mostAttributes = 64

    /// The open elements' numbers, `limits.depth` of them.
    private let open: UnsafeMutablePointer<UInt32>
    private var depth = 0
    private let handOverDepth: Int
    private var elements = 0
    /// The current element has had no child yet, so its text counts.
    private var isLeaf = false

    private(set) var body: UInt32?
    /// The first element of the body.
    private(set) var answer: UInt32?
    private(set) var isFault = false
    /// The namespace of the request's operation; that of the answer's is known from the start.
    private(set) var operationNamespace: UnsafePointer<UInt8>?
    private(set) var envelopeEnded = false
    private var returned: UInt32?
    /// How many of the elements still on the tape have been handed over; the first ones.
    private(set) var keptItems = 0

    var references = MultiReferences()
    /// `xsi:type` by element number, for requests only: servers look at it, clients know their types.
    private(set) var types: [UInt32: String] = [:]

    /// What stopped the parse, if anything did.
    var failure: DecodingFailure?
    /// The parser's own first complaint.
    var complaint: DecodingFailure?

    init(names: DictionaryNames, shape: DocumentShape, limits: DecodingLimits) {
        self.names = names
        self.shape = shape
        self.limits = limits
        handOverDepth = shape.handOverDepth
        open = .allocate(capacity: limits.depth)
        operationNamespace = names.operation
    }

    func deallocate() {
        nodes.deallocate()
        text.deallocate()
        names.deallocate()
        open.deallocate()
    }

    var view: TapeView {
        TapeView(nodes: nodes.base, text: text.base, names: names.known)
    }

    // MARK: Events

    /// False when the parse must stop; ``failure`` says why.
    mutating func start(
        _ localName: UnsafePointer<UInt8>,
        prefix: UnsafePointer<UInt8>?,
        uri: UnsafePointer<UInt8>?,
        attributes: Attributes
    ) -> Bool {
        guard depth < limits.depth else { return stop(.tooDeep, "more than \(limits.depth) levels") }
        elements += 1
        guard elements <= limits.elements else { return stop(.tooLarge, "more than \(limits.elements) elements") }

        guard attributes.underestimatedCount <= ParserState.mostAttributes else {
            return stop(.tooLarge, "more than \(ParserState.mostAttributes) attributes in one tag")
        }
        let index = UInt32(truncatingIfNeeded: nodes.count)
        if isLeaf { text.shrink(to: Int(nodes.base[Int(open[depth - 1])].textStart)) }
        open[depth] = index
        depth += 1
        isLeaf = true
        if depth <= 4, !place(index, localName, uri) { return false }
        let isKnown = uri == nil ? prefix == nil : uri == operationNamespace
        let name = isKnown ? localName : names.prefixed(localName, prefix)
        nodes.append(TapeNode(name: name, textStart: UInt32(truncatingIfNeeded: text.count)))
        read(attributes, of: index)
        return true
    }

    mutating func characters(_ bytes: UnsafePointer<UInt8>, count: Int) {
        if isLeaf { text.append(bytes, count: count) }
    }

    /// True when the element that ends is one to hand over now: its number is then ``lastEnded``.
    mutating func end() -> Bool {
        depth -= 1
        let index = open[depth]
        let node = nodes.base + Int(index)
        node.pointee.end = UInt32(truncatingIfNeeded: nodes.count)
        node.pointee.cursor = index + 1
        if isLeaf { node.pointee.textCount = UInt32(truncatingIfNeeded: text.count) &- node.pointee.textStart }
        isLeaf = false
        if depth == 0 { envelopeEnded = true }
        return depth &+ 1 == handOverDepth && isHandedOver(index)
    }

    /// The element that ended last.
    var lastEnded: Int { Int(open[depth]) }

    /// After the element that ended last has been read: forgets it, unless a later reference may need it.
    mutating func didHandOver() {
        if references.hasTargets {
            keptItems += 1
        } else {
            let index = lastEnded
            text.shrink(to: Int(nodes.base[index].textStart))
            nodes.shrink(to: index)
        }
    }

    /// Records why the parse ends here. False, to be returned by an event.
    mutating func stop(_ code: DecodingFailure.Code, _ detail: String = "") -> Bool {
        if failure == nil { failure = DecodingFailure(code, detail: detail) }
        return false
    }

    // MARK: Structure

    /// Checks what stands at the top of the document. False when it cannot be an envelope with the expected answer.
    private mutating func place(_ index: UInt32, _ localName: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?)
        -> Bool
    {
        switch depth {
        case 1:
            if localName == names.envelope, uri == names.envelopeNamespace { return true }
            guard localName == names.envelope else { return stop(.notAnEnvelope(title: nil)) }
            return stop(.unexpectedShape(element: "Envelope", expected: "a SOAP 1.1 envelope"))
        case 2:
            if body == nil, localName == names.body, uri == names.envelopeNamespace { body = index }
            return true
        case 3:
            guard answer == nil, let body, open[1] == body else { return true }
            answer = index
            return placeAnswer(localName, uri)
        default:
            if returned == nil, open[2] == answer { returned = index }
            return true
        }
    }

    private mutating func placeAnswer(_ localName: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> Bool {
        if localName == names.fault, uri == names.envelopeNamespace {
            isFault = true
            return true
        }
        guard let response = names.response else {
            operationNamespace = uri
            return true
        }
        if localName == response, uri == names.operation { return true }
        let expected = "<\(String(cString: response))> or a fault"
        return stop(.unexpectedShape(element: String(cString: localName), expected: expected))
    }

    private func isHandedOver(_ index: UInt32) -> Bool {
        guard !isFault, !references.hasReferences, let returned, open[3] == returned else { return false }
        return shape == .items || index == returned
    }

    private mutating func read(_ attributes: Attributes, of index: UInt32) {
        for attribute in attributes {
            if attribute.uri == names.instanceNamespace {
                // Nearly every element has a type, so it comes first.
                if attribute.name == names.type {
                    if shape == .whole { types[index] = attribute.string }
                } else if attribute.name == names.null, attribute.isTrue {
                    nodes.base[Int(index)].flags.insert(.null)
                }
            } else if attribute.uri == nil, attribute.name == names.id {
                references.target(attribute.string, index)
            } else if attribute.uri == nil, attribute.name == names.href, let target = attribute.fragment {
                references.reference(target, index)
            }
        }
    }
}

/// Which parts of a document are handed over, and when.
enum DocumentShape {
    /// An answer whose `return` is one value.
    case value
    /// An answer whose `return` is an array: each item as soon as it ends.
    case items
    /// Nothing before the end.
    case whole

    var handOverDepth: Int {
        switch self {
        case .value: 4
        case .items: 5
        case .whole: -1
        }
    }
}
