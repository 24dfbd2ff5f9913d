package import SOAP

/// What kind of fault Mantis answered (reference §1.6). There is no code on the wire, so it is told by the text.
package enum FaultClass: String, Hashable, Sendable, CaseIterable {
    /// The credentials are wrong, the account is disabled, or the server is in maintenance: one text for all.
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

    package init(_ fault: SOAPFault) {
        self = FaultClass.rules.first { $0.pattern.matches(fault.text) }?.kind ?? .other
    }

    /// The first that matches decides. Texts repeat what a user typed, so a rule matches a text's start or end, or all
    /// of it, and the dangerous kinds come first.
    private static let rules: [(pattern: TextPattern, kind: FaultClass)] =
        databaseRules + environmentRules + accessRules + missingRules + requestRules + inputRules

    private static let databaseRules: [(TextPattern, FaultClass)] = [
        // 400 to 409 are the database's numbers.
        (.prefix("Error Type: APPLICATION ERROR #40"), .database),
        (.prefix("Database query failed"), .database),
        (.prefix("SQLSTATE["), .database),
    ]

    private static let environmentRules: [(TextPattern, FaultClass)] = [
        (.prefix("You have hit the allowed activity limit"), .rateLimited),
        (.prefix("Error Type: APPLICATION ERROR #27,"), .rateLimited),
        (.prefix("Error Type: SYSTEM "), .phpIncompatible),
        (.suffix("is deprecated"), .phpIncompatible),
        (.prefix("Cannot use object of type "), .phpIncompatible),
        (.prefix("Call to undefined "), .phpIncompatible),
        (.suffix(", null given"), .phpIncompatible),
        (.suffix(", array given"), .phpIncompatible),
        (.suffix(", string given"), .phpIncompatible),
        (.between("SOAP-ERROR: Encoding: string '", "' is not a valid utf-8 string"), .damagedData),
    ]

    private static let accessRules: [(TextPattern, FaultClass)] = [
        (.exact("Access denied"), .accessDenied),
        (.prefix("Access denied"), .noRights),
        (.exact("Access Denied."), .noRights),
        (.prefix("Error Type: APPLICATION ERROR #13,"), .noRights),
        (.between("Access to '", "' is denied"), .noRights),
        (.prefix("Active user does not have access"), .noRights),
        (.prefix("User does not have access"), .noRights),
        (.prefix("User not allowed to "), .noRights),
        (.between("User '", "' can't be assigned issues."), .noRights),
        (.prefix("Reporter can't add notes"), .noRights),
        (.prefix("Not allowed to change "), .noRights),
    ]

    private static let missingRules: [(TextPattern, FaultClass)] = [
        (.between("Issue #", " not found"), .issueMissing),
        (.exact("Issue does not exist"), .issueMissing),
        (.exact("Issue does not exist."), .issueMissing),
        (.between("Issue '", "' does not exist"), .issueMissing),
        (.between("Issue '", "' does not exist."), .issueMissing),
        (.prefix("Error Type: APPLICATION ERROR #1100,"), .issueMissing),
        (.between("Issue '", "' is readonly"), .readOnly),
        (.between("Issue '", "' is read-only."), .readOnly),
        (.between("Issue note '", "' does not exist"), .noteMissing),
        (.between("Issue note '", "' does not exist."), .noteMissing),
        (.between("Issue note ", " not found"), .noteMissing),
        (.between("Issue note ", " not found."), .noteMissing),
    ]

    private static let requestRules: [(TextPattern, FaultClass)] = [
        (.between("Procedure '", "' not present"), .unknownOperation),
        (.between("Function '", "' doesn't exist"), .unknownOperation),
        // nusoap, of old servers.
        (.between("Operation '", "' is not defined in the WSDL for this service"), .unknownOperation),
        (.between("method '", "' not defined in service"), .unknownOperation),
        (.exact("Bad Request"), .malformedRequest),
        (.exact("Missing parameter"), .malformedRequest),
        (.exact("DTD are not supported by SOAP"), .malformedRequest),
        (.prefix("SOAP-ERROR: "), .malformedRequest),
    ]

    private static let inputRules: [(TextPattern, FaultClass)] = [
        // An unknown name of an enumeration.
        (.prefix("Error Type: APPLICATION WARNING #300,"), .badInput),
        (.between("Mandatory field ", " is missing."), .badInput),
        (.suffix(" not specified"), .badInput),
        (.suffix(" not specified."), .badInput),
        (.suffix(" must be supplied."), .badInput),
        (.suffix(" must not be blank."), .badInput),
        (.between("Project '", "' not found"), .badInput),
        (.between("Project '", "' does not exist."), .badInput),
        (.between("Category '", "' not found."), .badInput),
        (.between("Version '", "."), .badInput),
        (.prefix("Invalid value for "), .badInput),
        (.between("Custom field '", "' not found."), .badInput),
        (.prefix("Invalid view state"), .badInput),
        (.prefix("time tracking disabled"), .badInput),
        (.between("Tag '", "' not found."), .badInput),
        (.exact("Duplicate filename."), .badInput),
        (.prefix("File type not allowed"), .badInput),
        (.prefix("File is too big"), .badInput),
        (.prefix("Long text field "), .badInput),
        (.exact("Unresolved child issues."), .badInput),
        (.exact("Relationship already exists."), .badInput),
    ]
}

/// A simple pattern of a text.
private enum TextPattern {
    case exact(String)
    case prefix(String)
    case suffix(String)
    case between(String, String)

    func matches(_ text: String) -> Bool {
        switch self {
        case .exact(let whole): text == whole
        case .prefix(let start): text.hasPrefix(start)
        case .suffix(let end): text.hasSuffix(end)
        case .between(let start, let end):
            text.utf8.count >= start.utf8.count + end.utf8.count && text.hasPrefix(start) && text.hasSuffix(end)
        }
    }
}
