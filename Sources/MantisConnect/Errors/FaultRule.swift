/// A pattern of fault texts and the class of those that match.
///
/// Texts repeat what a user typed, so a pattern is anchored at a text's start or end or both, and the kinds that would do
/// harm come first.
struct FaultRule {
    let pattern: TextPattern
    let kind: FaultClass

    private init(_ pattern: TextPattern, _ kind: FaultClass) {
        self.pattern = pattern
        self.kind = kind
    }

    /// The first that matches decides.
    static let all = database + environment + access + missing + request + input

    private static let database: [FaultRule] = [
        FaultRule(.prefix("Database query failed"), .database),
        FaultRule(.prefix("SQLSTATE["), .database),
    ]

    private static let environment: [FaultRule] = [
        FaultRule(.prefix("You have reached the allowed activity limit"), .rateLimited),
        FaultRule(.exact("Hit rate limit threshold"), .rateLimited),
        FaultRule(.prefix("Error Type: SYSTEM "), .phpIncompatible),
        FaultRule(.suffix("is deprecated"), .phpIncompatible),
        FaultRule(.prefix("Cannot use object of type "), .phpIncompatible),
        FaultRule(.prefix("Call to undefined "), .phpIncompatible),
        FaultRule(.suffix(", null given"), .phpIncompatible),
        FaultRule(.suffix(", array given"), .phpIncompatible),
        FaultRule(.suffix(", string given"), .phpIncompatible),
        FaultRule(.between("SOAP-ERROR: Encoding: string '", "' is not a valid utf-8 string"), .damagedData),
    ]

    private static let access: [FaultRule] = [
        FaultRule(.exact("Access denied"), .accessDenied),
        // 1.2
        FaultRule(.exact("Access denied."), .accessDenied),
        FaultRule(.exact("Access Denied"), .accessDenied),
        // A reason ends with one point more than it was given.
        FaultRule(.around("Access denied for user ", " Reason: Issue '", "' is readonly."), .readOnly),
        FaultRule(.around("Access denied for user ", " Reason: Issue '", "' is readonly.."), .readOnly),
        FaultRule(.prefix("Access denied"), .noRights),
        FaultRule(.prefix("access denied"), .noRights),
        FaultRule(.exact("Access Denied."), .noRights),
        FaultRule(.between("Access to '", "' is denied"), .noRights),
        FaultRule(.prefix("Active user does not have access"), .noRights),
        FaultRule(.prefix("User does not have access"), .noRights),
        FaultRule(.prefix("User doesn't have access"), .noRights),
        FaultRule(.around("User '", "' does not have access right to ", "."), .noRights),
        FaultRule(.prefix("User not allowed to "), .noRights),
        FaultRule(.between("User '", "' can't be assigned issues."), .noRights),
        FaultRule(.around("User '", "' can't create tag '", "'."), .noRights),
        FaultRule(.between("Tag '", "' not found. Access denied to auto-create tag."), .noRights),
        FaultRule(.prefix("Reporter can't add "), .noRights),
        FaultRule(.prefix("Not allowed to "), .noRights),
        FaultRule(.exact("Issue handlers are not visible to user."), .noRights),
        FaultRule(.between("The issue '", "' requires higher access level."), .noRights),
    ]

    private static let missing: [FaultRule] = [
        FaultRule(.between("Issue note '", "' does not exist"), .noteMissing),
        FaultRule(.between("Issue note '", "' does not exist."), .noteMissing),
        FaultRule(.between("Issue note ", " not found"), .noteMissing),
        FaultRule(.between("Issue note ", " not found."), .noteMissing),
        FaultRule(.between("Issue #", " not found"), .issueMissing),
        FaultRule(.exact("Issue does not exist"), .issueMissing),
        FaultRule(.exact("Issue does not exist."), .issueMissing),
        FaultRule(.between("Issue '", "' does not exist"), .issueMissing),
        FaultRule(.between("Issue '", "' does not exist."), .issueMissing),
        FaultRule(.between("Issue '", "' not found"), .issueMissing),
        FaultRule(.between("Issue '", "' not found."), .issueMissing),
        FaultRule(.between("Issue '", "' is readonly"), .readOnly),
        FaultRule(.between("Issue '", "' is readonly."), .readOnly),
        FaultRule(.between("Issue ", " is read-only"), .readOnly),
        FaultRule(.between("Issue ", " is read-only."), .readOnly),
        FaultRule(.between("Master issue '", "' is read-only"), .readOnly),
    ]

    private static let request: [FaultRule] = [
        FaultRule(.between("Procedure '", "' not present"), .unknownOperation),
        FaultRule(.between("Function '", "' doesn't exist"), .unknownOperation),
        // nusoap, of old servers.
        FaultRule(.between("Operation '", "' is not defined in the WSDL for this service"), .unknownOperation),
        FaultRule(.between("Operation '", "' not defined in service."), .unknownOperation),
        FaultRule(.around("method '", " not defined in service", ""), .unknownOperation),
        FaultRule(.exact("Bad Request"), .malformedRequest),
        FaultRule(.exact("Missing parameter"), .malformedRequest),
        FaultRule(.exact("DTD are not supported by SOAP"), .malformedRequest),
        FaultRule(.prefix("SOAP-ERROR: "), .malformedRequest),
    ]

    private static let input: [FaultRule] =
        [
            .prefix("Mandatory field "), .prefix("Missing required field "), .prefix("Required field "),
            .suffix(" not specified"), .suffix(" not specified."), .suffix(" must be supplied."),
            .suffix(" must not be blank."), .suffix(" must not be empty."), .prefix("Invalid "),
            .exact("Empty view state"), .prefix("time tracking disabled"),
            .exact("Time tracking not allowed with empty note"),
            .between("Project ", " not found"), .between("Project '", "' does not exist"),
            .between("Project '", "' does not exist."), .between("Project with id '", "' does not exist."),
            .between("Category '", "' not found."), .around("Category '", "' not found for project '", "'."),
            .around("Category '", "' does not exist in project '", "'."),
            .around("Category '", "' not available in project '", "'."), .between("Category Id '", "' not found."),
            .between("Version '", "."), .between("Version with id ", " not found"),
            .between("Custom field ", " not found."), .between("Custom field ", " not found"),
            .prefix("Unable to set custom field value for field id "), .prefix("Custom field has no value specified"),
            .between("Tag ", " not found."), .between("Tag '", "' does not exist"), .prefix("No tag with id "),
            .exact("Tag without id or name."), .prefix("A tag with the same name already exists"),
            .between("User '", "' does not exist."), .between("User '", "' not found"),
            .between("User '", "' not found."), .between("User with id '", "' doesn't exist"),
            .between("User id '", "' not found."),
            .exact("Duplicate filename."), .exact("Duplicate file"), .prefix("File type not allowed"),
            .prefix("File is too big"), .between("File '", "' type not allowed"), .between("File '", "' too big"),
            .prefix("File name too long "), .between("Filename '", "' is too long"),
            .prefix("Unable to find an attachment "), .prefix("Long text field "), .prefix("Unknown relationship"),
            .exact("Unresolved child issues."), .exact("Relationship already exists."),
            .exact("An issue can't be related to itself."), .exact("Issue can't have relationship to itself"),
            .exact("Filter not found"), .prefix("Unknown filter"), .between("Filter id '", "' not found"),
            .exact("Target user id must be specified for 'reported' filter."), .between("Config '", "' is undefined"),
        ]
        .map { FaultRule($0, .badInput) }
}

/// A simple pattern of a text.
enum TextPattern {
    case exact(String)
    case prefix(String)
    case suffix(String)
    case between(String, String)
    /// Starts with the first and ends with the last, and the second is in between.
    case around(String, String, String)

    func matches(_ text: String) -> Bool {
        switch self {
        case .exact(let whole): return text == whole
        case .prefix(let start): return text.hasPrefix(start)
        case .suffix(let end): return text.hasSuffix(end)
        case .between(let start, let end):
            return text.utf8.count >= start.utf8.count + end.utf8.count && text.hasPrefix(start) && text.hasSuffix(end)
        case .around(let start, let middle, let end):
            guard TextPattern.between(start, end).matches(text) else { return false }
            let inner = text.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count)
            return Substring(inner).firstRange(of: middle) != nil
        }
    }
}
