import MantisConnect
import SOAP
import Testing

@Suite struct FaultClassTests {
    /// The texts of reference §1.6, and those of older releases that it stands for.
    static let texts: [(FaultClass, [String])] = [
        (.accessDenied, ["Access denied", "Access denied.", "Access Denied"]),
        (.noRights, noRights),
        (
            .issueMissing,
            [
                "Issue #0 not found", "Issue #99999999 not found", "Issue does not exist", "Issue does not exist.",
                "Issue '5' does not exist", "Issue '5' does not exist.", "Issue '5' not found", "Issue '5' not found.",
                "Error Type: APPLICATION ERROR #1100,\nError Description: Issue 5 not found.",
                "Error Type: APPLICATION ERROR #1100,\nError Description:\nIssue 5 not found.,",
            ]
        ),
        (
            .readOnly,
            [
                "Issue '2001' is readonly", "Issue '2001' is readonly.", "Issue '2001' is read-only.",
                "Issue 2001 is read-only", "Master issue '2001' is read-only",
                "Access denied for user puente. Reason: Issue '2001' is readonly.",
                "Access denied for user puente. Reason: Issue '2001' is readonly..",
                "Access denied for user puente. Reason: Issue ' . 2001 . ' is readonly.",
                "Error Type: APPLICATION ERROR #1103,\nError Description: The action cannot be performed.",
            ]
        ),
        (
            .noteMissing,
            [
                "Issue note '12' does not exist.", "Issue note '12' does not exist", "Issue note #12 not found",
                "Error Type: APPLICATION ERROR #600,\nError Description: Note not found.",
            ]
        ),
        (.badInput, badInput),
        (
            .unknownOperation,
            [
                "Procedure 'mc_x' not present", "Function 'mc_issue_checkin' doesn't exist",
                "Operation 'mc_x' is not defined in the WSDL for this service",
                "Operation 'mc_x' not defined in service.",
                "method 'mc_x'('mc_x') not defined in service('' '')",
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
                "Error Type: APPLICATION ERROR #401,\nError Description:\nDatabase query failed. Error received…",
                "Error Type: APPLICATION ERROR #1,\nError Description: SQL error detected.",
                "SQLSTATE[42S02]: Base table or view not found",
            ]
        ),
        (
            .phpIncompatible,
            [
                "Error Type: SYSTEM WARNING,\nError Description: Array to string conversion",
                "Error Type: SYSTEM NOTICE,\nError Description: Undefined property",
                "Creation of dynamic property DbQuery::$x is deprecated",
                "Cannot use object of type stdClass as array", "Call to undefined function create_function()",
                "count(): Argument #1 ($value) must be of type Countable|array, null given",
            ]
        ),
        (
            .damagedData, ["SOAP-ERROR: Encoding: string 'Caf\u{FFFD}' is not a valid utf-8 string"]
        ),
        (
            .rateLimited,
            [
                "You have reached the allowed activity limit of 10 events within the last 3600 seconds; please try later.",
                "Hit rate limit threshold",
                "Error Type: APPLICATION ERROR #27,\nError Description: You have reached the allowed activity limit.",
            ]
        ),
        (
            .other,
            [
                "Internal Service Error", "", "Something new",
                "Error Type: APPLICATION ERROR #2400,\nError Description: An event has not yet been declared.",
                "Error Type: APPLICATION ERROR #,\nError Description: ?", "Error Type: DEBUG,\nError Description: x",
            ]
        ),
    ]

    private static let noRights = [
        "Access denied for user puente.", "Access denied for user puente. Reason: Not enough.",
        "Access denied Reason: No rights to view tags.", "Access denied to override reporter",
        "Access denied to issue 5", "Reporter can't add notes", "Reporter can't add private notes",
        "User does not have access right to report issues", "User does not have access right to report issues.",
        "User '7' does not have access right to report issues.",
        "User '7' does not have access right to add notes to this issue.", "User not allowed to assign issues",
        "User not allowed to assign unreleased versions", "User not allowed to attach files.",
        "User '7' can't be assigned issues.", "User '7' can't create tag 'x'.", "Not allowed to change Issue status",
        "Not allowed to update note 5", "Access to 'db_password' is denied", "Access Denied.", "access denied",
        "access denied for time tracking", "access denied for uploading files",
        "Active user does not have access level required to specify a different issue reporter",
        "Issue handlers are not visible to user.", "The issue '5' requires higher access level.",
        "Tag 'x' not found. Access denied to auto-create tag.",
        "Error Type: APPLICATION ERROR #13,\nError Description: Access Denied.",
        "Error Type: APPLICATION ERROR #1801,\nError Description: The issue requires higher access level.",
    ]

    private static let badInput = [
        "Mandatory field 'summary' is missing.", "Mandatory field \"name\" was missing",
        "Missing required field 'name'.", "Summary not specified", "Description not specified",
        "Project not specified", "Project '9' not found", "Project '9' does not exist.", "Project #9 not found",
        "Project with id '9' does not exist.", "Category field must be supplied.", "Category 'Café' not found.",
        "Category '\"Café\"' not found.", "Category 'Café' not found for project 'P'.",
        "Category '5' not available in project '1'.", "Category Id '5' not found.",
        "Version '1' does not exist in project 'P'.", "Version with id '7' not found",
        "Invalid value for custom field 'NIT'", "Invalid custom field value for field id 5 .",
        "Custom field 'NIT' not found.", "Custom field NIT not found.", "Custom field 'NIT' not found",
        "Unable to set custom field value for field id 5 to issue 7 .", "Issue note not specified.",
        "Issue note text must not be blank.", "Issue note id must not be blank.", "Invalid view state id '7'.",
        "Invalid view state", "Empty view state", "time tracking disabled", "Tag 'x' not found.",
        "Tag with id 7 not found.", "Tag without id or name.", "No tag with id 7", "Invalid tag name : \"\"",
        "Duplicate filename.", "File type not allowed.", "File 'x.exe' type not allowed",
        "File is too big. Maximum 5 MB.", "File is too big.", "File 'x.zip' too big",
        "Unable to find an attachment with type bug and id 7 .",
        "Long text field \"bugnote\" must be shorter than 65535 characters.", "Unresolved child issues.",
        "Relationship already exists.", "An issue can't be related to itself.",
        "Issue can't have relationship to itself", "Unknown filter '9'", "Filter not found", "Invalid Filter",
        "Filter id '9' not found", "Unknown filter type 'mine'.",
        "Target user id must be specified for 'reported' filter.", "User '77' does not exist.",
        "User '77' not found", "User with id '77' doesn't exist", "Invalid reporter.", "Config 'x' is undefined",
        "Error Type: APPLICATION WARNING #300,\nError Description: String \"nada_enum_string\" not found.",
        "Error Type: APPLICATION ERROR #811,\nError Description: User with id \"77\" not found.",
        "Error Type: APPLICATION ERROR #1303,\nError Description: Invalid value for field.",
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
        ("Access denied for user x' is readonly.", .noRights),
        ("Issue note 'Procedure 'x' not present' does not exist.", .noteMissing),
        ("Tag 'Issue '5' is readonly' not found.", .badInput),
        ("Project 'Procedure 'mc_x' not present' not found", .badInput),
    ])
    func `what a user typed into a text does not change its class`(text: String, kind: FaultClass) {
        #expect(FaultClass(SOAPFault(code: .client, text: text)) == kind)
    }

    @Test func `a login that failed is told from a right that lacks by the status`() {
        let fault = SOAPFault(code: .client, text: "Access denied")
        #expect(FaultClass(fault, status: 500) == .accessDenied)
        #expect(FaultClass(fault, status: 200) == .noRights)
        #expect(FaultClass(fault) == .accessDenied)
        #expect(FaultClass(SOAPFault(code: .client, text: "Bad Request"), status: 200) == .malformedRequest)
    }
}
