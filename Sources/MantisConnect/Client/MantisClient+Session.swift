import SOAP

extension MantisClient {
    /// The server's version. Needs no credentials, works during maintenance: the probe for "is Mantis there".
    /// The answer decides ``profile``.
    package func version() async throws(MantisError) -> ServerVersion {
        let version = try await value(
            of: Call(
                operation: "mc_version",
                sendsCredentials: false,
                shape: .value,
                read: { element throws(DecodingFailure) in
                    guard let version = ServerVersion(element.string) else { throw element.unexpected("a version") }
                    return version
                }
            )
        )
        adopt(version)
        return version
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
    /// A preference of the account, such as `timezone` or `language`, in a project or in all (0). Since 1.2.6.
    package func preference(_ name: String, in project: ProjectID) async throws(MantisError) -> String {
        try await value(
            of: .text("mc_user_pref_get_pref") { envelope in
                envelope.integer("project_id", project.rawValue)
                envelope.string("pref_name", name)
            }
        )
    }
}
