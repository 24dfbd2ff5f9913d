import CXML2

/// libxml2's push parser with a ``ParserState`` behind it. All of libxml2 is in this file and in ``DictionaryNames``.
///
/// It is given good UTF-8, whatever a document declares. Entities are never expanded, nothing is ever loaded, and a
/// document type declaration ends the parse. The object belongs to one thread at a time.
final class PushParser {
    /// Reads an element when it is handed over.
    typealias Reader = (Element) throws(DecodingFailure) -> Void

    /// Owned by this object from here to `deinit`; the parser holds the same address as its `userData`.
    private let context: UnsafeMutablePointer<ParserContext>
    /// What has come in since the last whole chunk.
    private var waiting: [UInt8] = []

    /// The parser gets these many bytes at a time, however they come in: what it says of a spoilt document depends on
    /// its pieces. Larger ones do not go faster, and smaller ones find a giant tag sooner.
    private static let chunk = 64 << 10
    /// What may stay unparsed between two chunks. Only a tag or a comment waits for its end.
    private static let longestTag = 128 << 10

    /// Nil in `operation` and `namespace` stands for a request, which brings its own.
    init(
        vocabulary: Vocabulary,
        operation: String?,
        namespace: String?,
        shape: DocumentShape,
        limits: DecodingLimits,
        reader: @escaping Reader
    ) {
        PushParser.libraryIsReady
        context = .allocate(capacity: 1)
        var handler = PushParser.handler
        guard let parser = xmlCreatePushParserCtxt(&handler, context, nil, 0, nil), let dictionary = parser.pointee.dict
        else {
            // It fails only without memory, where an array would trap as well.
            preconditionFailure("no memory for an XML parser")
        }
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
        let names = DictionaryNames(
            in: dictionary,
            vocabulary: vocabulary,
            operation: operation,
            namespace: namespace
        )
        let state = ParserState(names: names, shape: shape, limits: limits)
        context.initialize(to: ParserContext(parser: parser, state: state, reader: reader))
    }

    deinit {
        let parser = context.pointee.parser
        context.pointee.deallocate()
        context.deinitialize(count: 1)
        xmlFreeParserCtxt(parser)
        context.deallocate()
    }

    /// The document's last tag has been read; what follows does not matter.
    var isComplete: Bool { context.pointee.state.envelopeEnded }

    /// Takes the next bytes, as many as there are.
    func feed(_ input: UnsafeRawBufferPointer) throws(DecodingFailure) {
        var rest = input
        if !waiting.isEmpty, !isComplete {
            let missing = min(PushParser.chunk - waiting.count, rest.count)
            waiting.append(contentsOf: rest[..<missing])
            rest = UnsafeRawBufferPointer(rebasing: rest[missing...])
            guard waiting.count == PushParser.chunk else { return }
            try parseWaiting()
        }
        while rest.count >= PushParser.chunk, !isComplete {
            try parse(UnsafeRawBufferPointer(rebasing: rest[..<PushParser.chunk]))
            rest = UnsafeRawBufferPointer(rebasing: rest[PushParser.chunk...])
        }
        if !isComplete { waiting.append(contentsOf: rest) }
    }

    /// Parses what is left and tells the parser that nothing follows. Only here it shows that a document is cut short.
    func finish() throws(DecodingFailure) {
        if !isComplete { try parseWaiting() }
        if !isComplete { try parseEnd() }
        let references = context.pointee.state.references
        guard references.hasReferences else { return }
        let nodes = context.pointee.state.nodes
        try references.resolve(nodes.base, elements: nodes.count, limits: context.pointee.state.limits)
    }

    /// The element with a number of the finished document's state; valid as long as this object.
    func element(_ index: UInt32) -> Element {
        context.pointee.element(Int(index))
    }

    /// What the document turned out to be.
    var state: ParserState { context.pointee.state }

    private func parseWaiting() throws(DecodingFailure) {
        try waiting.withRawBytes { bytes throws(DecodingFailure) in try parse(bytes) }
        waiting.removeAll(keepingCapacity: true)
    }

    private func parse(_ input: UnsafeRawBufferPointer) throws(DecodingFailure) {
        guard !input.isEmpty else { return }
        let parser = context.pointee.parser
        xmlParseChunk(
            parser,
            input.baseAddress?.assumingMemoryBound(to: CChar.self),
            Int32(input.count),
            0
        )
        try checkState()
        if isComplete { return }
        guard parser.pointee.wellFormed != 0 else {
            throw context.pointee.state.complaint ?? DecodingFailure(.malformed)
        }
        if let input = parser.pointee.input, input.pointee.end - input.pointee.cur > PushParser.longestTag {
            throw DecodingFailure(.tooLarge, detail: "a tag of more than \(PushParser.longestTag) bytes")
        }
    }

    /// At the end the parser tells even of half a tag's name as a start, so what the state says is not to be used.
    private func parseEnd() throws(DecodingFailure) {
        xmlParseChunk(context.pointee.parser, nil, 0, 1)
        if isComplete { return try checkState() }
        // Of what the parser complains about at the end, only the place says something.
        throw DecodingFailure(.truncated, line: context.pointee.state.complaint?.line ?? 0)
    }

    private func checkState() throws(DecodingFailure) {
        guard var failure = context.pointee.state.failure else { return }
        if failure.line == 0 { failure.line = Int(xmlSAX2GetLineNumber(context.pointee.parser)) }
        throw failure
    }

    /// Once in a process, before the first parser.
    private static let libraryIsReady: Void = xmlInitParser()
}

/// What the parser's callbacks reach through `userData`.
private struct ParserContext {
    let parser: xmlParserCtxtPtr
    var state: ParserState
    let reader: PushParser.Reader
    /// Elements point here; owned by the context.
    private let view = UnsafeMutablePointer<TapeView>.allocate(capacity: 1)

    init(parser: xmlParserCtxtPtr, state: ParserState, reader: @escaping PushParser.Reader) {
        self.parser = parser
        self.state = state
        self.reader = reader
    }

    func deallocate() {
        state.deallocate()
        view.deallocate()
    }

    /// The tape may have moved since the last element was made, so its address is taken anew.
    func element(_ index: Int) -> Element {
        view.initialize(to: state.view)
        return Element(view: UnsafePointer(view), index: index)
    }

    func stop() {
        xmlStopParser(parser)
    }
}

/// The events. Each gets the context back as an untyped pointer, valid during the parse.
extension PushParser {
    fileprivate static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { userData, name, prefix, uri, _, _, attributeCount, _, attributes in
            guard let userData, let name else { return }
            let context = userData.assumingMemoryBound(to: ParserContext.self)
            let attributes = Attributes(attributes, count: Int(attributeCount))
            if !context.pointee.state.start(name, prefix: prefix, uri: uri, attributes: attributes) {
                context.pointee.stop()
            }
        }
        handler.endElementNs = { userData, _, _, _ in
            guard let userData else { return }
            let context = userData.assumingMemoryBound(to: ParserContext.self)
            if context.pointee.state.end() { PushParser.handOver(context) }
        }
        handler.characters = { userData, bytes, count in
            guard let userData, let bytes else { return }
            let context = userData.assumingMemoryBound(to: ParserContext.self)
            context.pointee.state.characters(bytes, count: Int(count))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.internalSubset = { userData, name, _, _ in
            guard let userData else { return }
            let context = userData.assumingMemoryBound(to: ParserContext.self)
            let isHTML = name.map { String(cString: $0).lowercased() == "html" } ?? false
            _ = context.pointee.state.stop(isHTML ? .notAnEnvelope(title: nil) : .dtdRefused)
            context.pointee.stop()
        }
        handler.serror = { userData, error in
            guard let userData, let error else { return }
            let context = userData.assumingMemoryBound(to: ParserContext.self)
            guard context.pointee.state.complaint == nil, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else {
                return
            }
            context.pointee.state.complaint = DecodingFailure(error.pointee)
        }
        return handler
    }

    /// Outside of any access to the state, because the reader looks at the state's memory.
    private static func handOver(_ context: UnsafeMutablePointer<ParserContext>) {
        let element = context.pointee.element(context.pointee.state.lastEnded)
        let reader = context.pointee.reader
        do throws(DecodingFailure) {
            try reader(element)
            context.pointee.state.didHandOver()
        } catch {
            context.pointee.state.failure = error
            context.pointee.stop()
        }
    }
}

extension DecodingFailure {
    /// The parser's complaint. Its message names tags and entities, not texts.
    fileprivate init(_ error: xmlError) {
        let message = error.message.map { String(cString: $0) } ?? ""
        let line = message.prefix { $0 != "\n" }
        self.init(.malformed, line: Int(error.line), detail: String(line.prefix(200)))
    }
}
