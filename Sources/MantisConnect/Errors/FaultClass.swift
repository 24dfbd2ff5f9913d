package import SOAP

/// What kind of fault Mantis answered (reference §1.6). There is no code on the wire, so it is told by the text.
package enum FaultClass: String, Hashable, Sendable, CaseIterable {
    /// The credentials are wrong, the account is disabled, or the server is in maintenance: one text for all. Lists of an
    /// instance where the account may read no project at all answer the same.
    case accessDenied
    /// The account is known and may not do this.
    case noRights
    case issueMissing
    /// The issue's status locks it for the account.
    case readOnly
    case noteMissing
    /// A value the server does not take, or the name of something it does not have.
    case badInput
    /// This server does not have the operation.
    case unknownOperation
    /// The server could not read the request.
    case malformedRequest
    /// The server's database refused; the text holds SQL with values and goes nowhere.
    case database
    /// PHP stumbled over this Mantis version or its set-up.
    case phpIncompatible
    /// Something stored is not UTF-8, which spoils every page it is on; smaller pages find it.
    case damagedData
    /// Too many changes in a short time for this account; it may try again later.
    case rateLimited
    case other

    /// `status` is the HTTP status, nil when it is not known. A refused login is always a 500; the same words under a 200
    /// come from behind the login (reference §1.6).
    package init(_ fault: SOAPFault, status: Int? = nil) {
        let kind = FaultClass(text: fault.text)
        self = kind == .accessDenied && status == 200 ? .noRights : kind
    }

    private init(text: String) {
        if let number = ApplicationError(text)?.number {
            self = ApplicationError.classes[number] ?? .other
        } else {
            self = FaultRule.all.first { $0.pattern.matches(text) }?.kind ?? .other
        }
    }
}
