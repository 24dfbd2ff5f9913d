/// Why the client does not send a call, decided before anything goes out.
enum Refusal: Hashable, Sendable {
    /// The version does not have the operation.
    case lacking(ServerVersion, VersionRange?)
    /// The server said before that it does not have the operation.
    case withdrawn(answer: String)
    /// The version is too old to be written to.
    case readOnlyServer(ServerVersion)
    /// The dates of this version cannot be read without the server's zone.
    case serverZoneUnknown(ServerVersion)
    case noIdentity(Identity)
    /// An update that would change fields it does not own.
    case incompleteUpdate([IssueField])
    /// A value that the server would take for something else.
    case unsendable(String)
}

extension ServerProfile {
    /// Why `operation` must not be sent to this server; nil when it may.
    func refusal(of operation: String) -> Refusal? {
        if isReadOnly, OperationCatalogue.writes(operation) { return .readOnlyServer(version) }
        return has(operation: operation)
            ? nil : .lacking(version, OperationCatalogue.releases(answering: operation))
    }
}

extension Refusal {
    var code: MantisError.Code {
        switch self {
        case .lacking, .withdrawn: .fault(.unknownOperation)
        case .readOnlyServer: .notSent(.readOnlyServer)
        case .serverZoneUnknown: .notSent(.serverZoneUnknown)
        case .noIdentity, .unsendable: .notSent(.invalidValue)
        case .incompleteUpdate: .notSent(.incompleteUpdate)
        }
    }

    /// What stands behind "was not sent: ".
    var explanation: String {
        switch self {
        case .lacking(let version, let releases):
            "MantisBT \(version) does not have this operation"
                + (releases.map { ", which needs a release \($0)" } ?? "") + ". Upgrade the server to use it."
        case .withdrawn(let answer):
            "the operation is switched off since this server answered “\(answer)”. If the server was just upgraded, PHP"
                + " may keep its old interface for a day (soap.wsdl_cache_dir): empty that, then restart the bridge."
        case .readOnlyServer(let version):
            "MantisBT \(version) is only read. Before 1.2.9 its dates are not true and its updates blank what they do not"
                + " name, so a lost write could not be found again. Upgrade it to 1.2.9 or later to write to it."
        case .serverZoneUnknown(let version):
            "MantisBT \(version) prints its local time as if it were UTC, so its dates cannot be read without its zone."
                + " Set server-time-zone of this instance in the configuration, such as America/Bogota, or upgrade the"
                + " server to 1.2.9 or later."
        case .noIdentity(let identity):
            "\(identity.argument) is \(identity.number), which names nothing: Mantis takes such a number for any, none or"
                + " the caller. Look the number up first."
        case .incompleteUpdate(let fields):
            "it would change \(fields.map(\.rawValue).joined(separator: ", ")), which nobody asked for: this server"
                + " blanks or replaces what an update leaves out. Read the issue first and send its values back."
        case .unsendable(let reason):
            reason
        }
    }
}

extension MantisError {
    init(_ refusal: Refusal, _ context: Context) {
        self.init(
            code: refusal.code,
            operation: context.operation,
            issue: context.issue,
            faultText: nil,
            message: context.redacted(
                "\(context.call) at \(context.endpoint) was not sent: \(refusal.explanation)"
            )
        )
    }
}
