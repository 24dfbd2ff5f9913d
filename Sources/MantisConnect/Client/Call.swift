import SOAP

/// One operation with its arguments.
struct Call<Item: Sendable> {
    /// Takes an item out of an answer.
    enum Reader {
        /// There is no date in it.
        case dateless(AnswerDecoder<Item>.Read)
        case dated(@Sendable (Element, DateReading) throws(DecodingFailure) -> Item)
    }

    var operation: String
    /// The issue it is about, for messages.
    var issue: IssueID?
    /// `mc_version` alone takes no credentials.
    var sendsCredentials = true
    var shape: AnswerDecoder<Item>.Shape
    /// Numbers that must name something: the server takes 0 and less for "any", "none" or "me" (reference §2.4, §2.5).
    var identities: [Identity] = []
    /// Why it must not be sent, as far as its arguments tell.
    var refusal: Refusal?
    var arguments: (inout EnvelopeWriter) -> Void
    var reader: Reader
}

/// A number that names an issue, an account or another thing on the server.
struct Identity: Hashable, Sendable {
    var argument: String
    var number: Int

    init(_ argument: String, _ number: Int) {
        self.argument = argument
        self.number = number
    }

    var isValid: Bool { number > 0 }
}

extension Call {
    /// A call whose answer has no dates in it.
    init(
        operation: String,
        issue: IssueID? = nil,
        sendsCredentials: Bool = true,
        shape: AnswerDecoder<Item>.Shape,
        identities: [Identity] = [],
        refusal: Refusal? = nil,
        arguments: @escaping (inout EnvelopeWriter) -> Void = { _ in },
        read: @escaping AnswerDecoder<Item>.Read
    ) {
        self.init(
            operation: operation,
            issue: issue,
            sendsCredentials: sendsCredentials,
            shape: shape,
            identities: identities,
            refusal: refusal,
            arguments: arguments,
            reader: .dateless(read)
        )
    }

    /// A call whose answer has dates in it.
    init(
        operation: String,
        issue: IssueID? = nil,
        shape: AnswerDecoder<Item>.Shape,
        identities: [Identity] = [],
        arguments: @escaping (inout EnvelopeWriter) -> Void = { _ in },
        readDated: @escaping @Sendable (Element, DateReading) throws(DecodingFailure) -> Item
    ) {
        self.init(
            operation: operation,
            issue: issue,
            shape: shape,
            identities: identities,
            arguments: arguments,
            reader: .dated(readDated)
        )
    }
}

extension Call where Item == String {
    /// A call that answers a text.
    static func text(_ operation: String, _ arguments: @escaping (inout EnvelopeWriter) -> Void) -> Call {
        Call(operation: operation, shape: .value, arguments: arguments, read: { $0.string })
    }
}

extension Call where Item == Int {
    /// A call that answers a number.
    static func number(
        _ operation: String,
        issue: IssueID? = nil,
        identities: [Identity] = [],
        refusal: Refusal? = nil,
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
            identities: identities,
            refusal: refusal,
            arguments: arguments,
            read: { element throws(DecodingFailure) in try element.integer() }
        )
    }
}

extension Call where Item == Bool {
    /// A call that answers a boolean.
    static func boolean(
        _ operation: String,
        issue: IssueID? = nil,
        identities: [Identity] = [],
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
            identities: identities,
            arguments: arguments,
            read: { element throws(DecodingFailure) in try element.boolean() }
        )
    }

    /// A call that answers that it succeeded. Nil is true: so answer operations whose result is nothing, whatever the
    /// WSDL says (reference §1.3).
    static func success(
        _ operation: String,
        issue: IssueID? = nil,
        identities: [Identity] = [],
        refusal: Refusal? = nil,
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
            identities: identities,
            refusal: refusal,
            arguments: arguments,
            read: { element throws(DecodingFailure) in
                element.isNull || element.isEmpty ? true : try element.boolean()
            }
        )
    }
}
