import SOAP

extension MantisClient {
    /// The server's version. Needs no credentials, works during maintenance: the probe for "is Mantis there".
    package func version() async throws(MantisError) -> ServerVersion {
        try await value(
            of: Call(
                operation: "mc_version",
                sendsCredentials: false,
                shape: .value,
                arguments: { _ in },
                read: { element throws(DecodingFailure) in
                    guard let version = ServerVersion(element.string) else { throw element.unexpected("a version") }
                    return version
                }
            )
        )
    }

    /// Who the credentials belong to. Since 1.2.12.
    package func login() async throws(MantisError) -> LoginSession {
        try await value(of: Call(operation: "mc_login", shape: .value, read: LoginSession.init))
    }

    /// An enumeration's values, names in the account's language.
    package func enumeration(_ enumeration: Enumeration) async throws(MantisError) -> [Reference] {
        try await items(of: Call(operation: enumeration.operation, shape: .items, read: Reference.init))
    }

    /// An enumeration as `10:new,20:feedback,…`, by the configuration's name for it: `status`, `priority`.
    package func enumerationString(_ name: String) async throws(MantisError) -> String {
        try await value(of: .text("mc_enum_get") { $0.string("enumeration", name) })
    }

    /// A configuration option's value for all projects and this account; ``FaultClass/noRights`` when it is unknown or
    /// hidden, ``FaultClass/phpIncompatible`` when it is an array (reference §2.1).
    package func configuration(_ name: String) async throws(MantisError) -> String {
        try await value(of: .text("mc_config_get_string") { $0.string("config_var", name) })
    }
}

extension Call {
    /// A call whose arguments are none but the credentials.
    init(
        operation: String,
        issue: IssueID? = nil,
        shape: AnswerDecoder<Item>.Shape,
        read: @escaping AnswerDecoder<Item>.Read
    ) {
        self.init(operation: operation, issue: issue, shape: shape, arguments: { _ in }, read: read)
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
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
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
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
            arguments: arguments,
            read: { element throws(DecodingFailure) in try element.boolean() }
        )
    }

    /// A call that answers that it succeeded. Nil is true: so answer operations whose result is nothing, whatever the
    /// WSDL says (reference §1.3).
    static func success(
        _ operation: String,
        issue: IssueID? = nil,
        _ arguments: @escaping (inout EnvelopeWriter) -> Void
    ) -> Call {
        Call(
            operation: operation,
            issue: issue,
            shape: .value,
            arguments: arguments,
            read: { element throws(DecodingFailure) in element.isNull ? true : try element.boolean() }
        )
    }
}
