/// Decodes one answer while it arrives: give it to a ``Transport`` as the sink, then ask for ``finish()``.
///
/// Bytes go through a ``BodyFilter`` into the parser, and every item into `read` as soon as it is complete; memory holds
/// one item at a time, unless the document has references, which keep it whole.
///
/// The transport calls it from one thread at a time, and is done with it before ``finish()`` is called; that is why it
/// may be sent between threads without a lock.
package final class AnswerDecoder<Item: Sendable>: BodySink, @unchecked Sendable {
    /// What `return` holds.
    package enum Shape: Sendable {
        /// One value, which `read` gets as `return` itself.
        case value
        /// An array, of which `read` gets each item.
        case items
    }

    /// Takes a value out of an element.
    package typealias Read = @Sendable (Element) throws(DecodingFailure) -> Item

    private let parser: PushParser
    private let collector: Collector
    private let shape: Shape
    private let limits: DecodingLimits
    private var filter = BodyFilter()
    private var bytes = 0
    private var failure: DecodingFailure?

    /// The items so far, apart from the decoder so that the parser's reader does not hold on to the decoder.
    private final class Collector {
        var items: [Item] = []
        private let read: Read

        init(_ read: @escaping Read) { self.read = read }

        func take(_ element: Element) throws(DecodingFailure) {
            items.append(try read(element))
        }
    }

    /// A decoder of the answer to `operation` of `namespace`. `read` looks members up by their place in `vocabulary`.
    package init(
        operation: String,
        namespace: String,
        vocabulary: Vocabulary,
        shape: Shape,
        limits: DecodingLimits = .standard,
        read: @escaping Read
    ) {
        self.shape = shape
        self.limits = limits
        let collector = Collector(read)
        self.collector = collector
        parser = PushParser(
            vocabulary: vocabulary,
            operation: operation,
            namespace: namespace,
            shape: shape == .value ? .value : .items,
            limits: limits,
            reader: { element throws(DecodingFailure) in try collector.take(element) }
        )
    }

    package func receive(_ input: UnsafeRawBufferPointer) throws {
        if let failure { throw failure }
        do throws(DecodingFailure) {
            bytes += input.count
            guard bytes <= limits.bytes else {
                throw DecodingFailure(.tooLarge, detail: "more than \(limits.bytes) bytes")
            }
            try filter.push(input) { clean throws(DecodingFailure) in try parser.feed(clean) }
        } catch {
            failure = named(error)
            throw named(error)
        }
    }

    /// The answer, once all its bytes have been received. Throws what ``receive(_:)`` threw, if it did.
    package func finish() throws(DecodingFailure) -> Answer<Item> {
        if let failure { throw failure }
        do throws(DecodingFailure) {
            guard bytes > 0 else { throw DecodingFailure(.truncated, detail: "it is empty") }
            try filter.finish { clean throws(DecodingFailure) in try parser.feed(clean) }
            try parser.finish()
            return Answer(outcome: try outcome(), repairs: filter.repairs)
        } catch {
            throw named(error)
        }
    }

    private func outcome() throws(DecodingFailure) -> Answer<Item>.Outcome {
        let state = parser.state
        guard let answer = state.answer else {
            throw .unexpected("Body", expected: "an answer or a fault")
        }
        if state.isFault { return .fault(SOAPFault(parser.element(answer))) }
        if state.references.hasReferences { try takeDeferred(parser.element(answer), except: state.keptItems) }
        return .items(collector.items)
    }

    /// Reads what could not be handed over before all references were known, in document order.
    private func takeDeferred(_ answer: Element, except kept: Int) throws(DecodingFailure) {
        for returned in answer.children.prefix(1) {
            let items = shape == .value ? [returned] : Array(returned.children)
            for item in items.dropFirst(kept) { try collector.take(item) }
        }
    }

    /// A page that is not an envelope is told by its title.
    private func named(_ failure: DecodingFailure) -> DecodingFailure {
        guard case .notAnEnvelope(nil) = failure.code else { return failure }
        return DecodingFailure(.notAnEnvelope(title: HTMLPage.title(filter.head)))
    }
}

extension SOAPFault {
    /// No more of a text is for people; the rest is SQL, or somebody's way to fill a log.
    private static let longestText = 8 << 10

    /// Members by local name, as some servers qualify them.
    fileprivate init(_ fault: Element) {
        func text(_ name: String) -> String? {
            fault.children.first { $0.name.split(separator: ":").last.map(String.init) == name }?.string
        }
        let code = text("faultcode")?.split(separator: ":").last ?? ""
        let said = text("faultstring") ?? ""
        self.init(
            code: code.hasPrefix("Server") ? .server : .client,
            text: said.utf8.count > SOAPFault.longestText ? said.prefix(SOAPFault.longestText) + "…" : said
        )
    }
}
