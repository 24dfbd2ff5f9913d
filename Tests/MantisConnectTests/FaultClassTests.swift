import MantisConnect
import SOAP
import Testing

@Suite struct FaultClassTests {
    /// The texts of every version, as the reference lists them.
    static let texts: [(FaultClass, [String])] = [
        (.accessDenied, ["Access denied"]),
        (
            .noRights,
            [
                "Access denied for user puente.", "Access denied for user puente. Reason: Not enough.",
                "Access denied to override reporter", "Reporter can't add notes",
                "User does not have access right to report issues", "User not allowed to assign issues",
                "User '7' can't be assigned issues.", "Not allowed to change Issue status",
                "Access to 'db_password' is denied", "Access Denied.",
                "Active user does not have access level required to specify a different issue reporter",
                "Error Type: APPLICATION ERROR #13,\nError Description: Access Denied.",
            ]
        ),
        (
            .issueMissing,
            [
                "Issue #0 not found", "Issue #99999999 not found", "Issue does not exist", "Issue does not exist.",
                "Issue '5' does not exist", "Issue '5' does not exist.",
                "Error Type: APPLICATION ERROR #1100,\nError Description: Issue 5 not found.",
            ]
        ),
        (.readOnly, ["Issue '2001' is readonly", "Issue '2001' is read-only."]),
        (
            .noteMissing,
            ["Issue note '12' does not exist.", "Issue note '12' does not exist", "Issue note #12 not found"]
        ),
        (
            .badInput,
            [
                "Mandatory field 'summary' is missing.", "Summary not specified", "Description not specified",
                "Project not specified", "Project '9' not found", "Project '9' does not exist.",
                "Category field must be supplied.", "Category 'Café' not found.",
                "Version '1' does not exist in project 'P'.",
                "Invalid value for custom field 'NIT'", "Custom field 'NIT' not found.", "Issue note not specified.",
                "Issue note text must not be blank.", "Invalid view state id '7'.", "Invalid view state",
                "time tracking disabled", "Tag 'x' not found.", "Duplicate filename.", "File type not allowed.",
                "File is too big. Maximum 5 MB.", "Long text field \"bugnote\" must be shorter than 65535 characters.",
                "Unresolved child issues.", "Relationship already exists.",
                "Error Type: APPLICATION WARNING #300,\nError Description: String \"nada_enum_string\" not found.",
            ]
        ),
        (
            .unknownOperation,
            [
                "Procedure 'mc_x' not present", "Function 'mc_issue_checkin' doesn't exist",
                "Operation 'mc_x' is not defined in the WSDL for this service", "method 'mc_x' not defined in service",
            ]
        ),
        (
            .malformedRequest,
            [
                "Bad Request", "Missing parameter", "SOAP-ERROR: Encoding: Violation of encoding rules",
                "DTD are not supported by SOAP",
            ]
        ),
        (
            .database,
            [
                "Error Type: APPLICATION ERROR #401,\nError Description: Database query failed. … UPDATE t SET x='secret'",
                "Error Type: APPLICATION ERROR #400,\nError Description: Database connection failed.",
                "SQLSTATE[42S02]: Base table or view not found",
            ]
        ),
        (
            .phpIncompatible,
            [
                "Error Type: SYSTEM WARNING,\nError Description: Array to string conversion",
                "Error Type: SYSTEM NOTICE,\nError Description: Undefined property",
                "Creation of dynamic property DbQuery::$x is deprecated",
                "Cannot use object of type stdClass as array",
                "count(): Argument #1 ($value) must be of type Countable|array, null given",
            ]
        ),
        (
            .damagedData, ["SOAP-ERROR: Encoding: string 'Caf\u{FFFD}' is not a valid utf-8 string"]
        ),
        (
            .rateLimited,
            [
                "You have hit the allowed activity limit of 10 events within the last 3600 seconds; please try later.",
                "Error Type: APPLICATION ERROR #27,\nError Description: You have hit the allowed activity limit.",
            ]
        ),
        (.other, ["Internal Service Error", "", "Something new"]),
    ]

    @Test(arguments: texts)
    func `each known text has its class`(kind: FaultClass, texts: [String]) {
        for text in texts { #expect(FaultClass(SOAPFault(code: .client, text: text)) == kind, "\(text)") }
    }

    @Test func `every class has a text`() {
        #expect(Set(FaultClassTests.texts.map(\.0)) == Set(FaultClass.allCases))
    }

    @Test(arguments: [
        ("Category 'Access denied' not found.", FaultClass.badInput),
        ("Category 'Issue #5 not found' not found.", .badInput),
        ("Category 'Database query failed' not found.", .badInput),
        ("Tag 'Bad Request' not found.", .badInput),
        ("Access denied for user Issue '5' does not exist.", .noRights),
        ("Issue note 'Issue #5 not found' does not exist.", .noteMissing),
        ("Access denied ", .noRights),
        ("Access denied for user puente. Reason: none given", .noRights),
    ])
    func `what a user typed into a text does not change its class`(text: String, kind: FaultClass) {
        #expect(FaultClass(SOAPFault(code: .client, text: text)) == kind)
    }
}
