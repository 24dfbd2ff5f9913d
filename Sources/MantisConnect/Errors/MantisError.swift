package import SOAP

/// Why an operation brought no value.
package struct MantisError: Error, Sendable {
    package enum Code: Sendable {
        /// Mantis refused.
        case fault(FaultClass)
        /// No complete answer came back.
        case transport(TransportError)
        /// An answer came back and could not be decoded.
        case undecodable(DecodingFailure)
        /// Something answered that is not Mantis's SOAP interface: a login page, a proxy, a captive portal.
        case notMantis
        /// The client itself refused, and sent nothing. (An operation that the server lacks is a
        /// ``FaultClass/unknownOperation`` whether it was sent or not.)
        case notSent(NotSent)
    }

    /// Why the client did not send a call.
    package enum NotSent: Hashable, Sendable {
        /// The server is too old to be written to.
        case readOnlyServer
        /// The dates of an old server cannot be read without its zone.
        case serverZoneUnknown
        /// A number or a value that the server would take for something else.
        case invalidValue
        /// The update would change fields that nobody asked to change.
        case incompleteUpdate
    }

    package let code: Code
    package let operation: String
    package let issue: IssueID?
    /// The fault as the server put it, for a log or a person; nil when it was no fault, and when the text could hold
    /// data or SQL.
    package let faultText: String?
    /// What went wrong, where, and what to do. No password, and no text of the database.
    package let message: String

    /// True when the server may have acted although no usable answer came. A call that creates something must look for
    /// it before it is sent again.
    package var outcomeIsUnknown: Bool {
        switch code {
        case .fault, .notSent: false
        case .transport(let error): error.outcomeIsUnknown
        case .undecodable, .notMantis: true
        }
    }

    /// The kind of fault; nil when it was none.
    package var faultClass: FaultClass? {
        if case .fault(let kind) = code { kind } else { nil }
    }
}

extension MantisError: CustomStringConvertible {
    package var description: String { message }
}

extension MantisError {
    /// Which call it was, for the message.
    struct Context {
        var operation: String
        var issue: IssueID?
        var endpoint: Endpoint
        var username: String
        var password: Secret

        /// `mc_issue_get of issue 2001`
        var call: String {
            operation + (issue.map { " of issue \($0)" } ?? "")
        }

        /// Lists of which the account may read nothing are refused in the words of a login that failed.
        var isList: Bool {
            ["mc_filter_", "mc_project_get_", "mc_enum_"].contains { operation.hasPrefix($0) }
        }

        /// PHP can print a call's arguments, cut at 15 characters, into any text. Shorter passwords than 4 characters
        /// are not looked for, as they would be found everywhere.
        func redacted(_ text: String) -> String {
            [password.exposed, String(password.exposed.prefix(15))]
                .filter { $0.count >= 4 }
                .reduce(text) { text, secret in
                    text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
                }
        }
    }

    init(_ error: TransportError, _ context: Context) {
        self.init(
            code: .transport(error),
            operation: context.operation,
            issue: context.issue,
            faultText: nil,
            message: "\(context.call): \(error.message)"
        )
    }

    /// `status` is the HTTP status, as a hint for a person; nil when the decoder gave up before the answer's end.
    init(_ failure: DecodingFailure, status: Int?, _ context: Context) {
        let place = "\(context.call) at \(context.endpoint)"
        let answered = status.map { " (HTTP \($0))" } ?? ""
        let code: Code
        let text: String
        if case .notAnEnvelope(let title) = failure.code {
            code = .notMantis
            let page = title.map { " but a page that says “\($0)”" } ?? ""
            let advice =
                if let status, status >= 500 {
                    "The web server or a proxy answers, and Mantis behind it does not: see their error logs."
                } else {
                    "Check that the URL ends in /api/soap/mantisconnect.php, and that no login page, proxy or maintenance"
                        + " page stands before it."
                }
            text = "\(place): the answer\(answered) is not from Mantis's SOAP interface\(page). \(advice)"
        } else {
            code = .undecodable(failure)
            text = "\(place): the answer\(answered) cannot be read: \(failure). \(MantisError.advice(for: failure))"
        }
        self.init(
            code: code,
            operation: context.operation,
            issue: context.issue,
            faultText: nil,
            message: context.redacted(text)
        )
    }

    /// `status` is the HTTP status; nil when it is not known.
    init(_ fault: SOAPFault, status: Int?, _ context: Context) {
        let kind = FaultClass(fault, status: status)
        let text = kind == .database ? nil : context.redacted(MantisError.withoutStackTrace(fault.text))
        let said = text.map { " answered “\($0)”" } ?? "'s database refused the call"
        self.init(
            code: .fault(kind),
            operation: context.operation,
            issue: context.issue,
            faultText: text,
            message: "\(context.call) at \(context.endpoint): Mantis\(said). \(kind.advice(for: context))"
        )
    }

    /// Servers before 1.2.13 append how they got there, with the arguments of every function.
    private static func withoutStackTrace(_ text: String) -> String {
        guard text.hasPrefix("Error Type: "), let trace = text.firstRange(of: "\nStack Trace:") else { return text }
        return String(text[..<trace.lowerBound])
    }

    /// The server answered `false`, and not why.
    init(unsuccessful context: Context) {
        self.init(
            code: .fault(.other),
            operation: context.operation,
            issue: context.issue,
            faultText: nil,
            message:
                "\(context.call) at \(context.endpoint): Mantis answered that it did nothing. See the server's log."
        )
    }

    private static func advice(for failure: DecodingFailure) -> String {
        switch failure.code {
        case .truncated:
            "The server or a proxy gave up half-way; see its PHP error log."
        case .tooLarge, .dtdRefused, .tooDeep:
            "Mantis never sends this; check what answers at that URL."
        case .malformed, .notAnEnvelope, .unexpectedShape:
            "See the server's PHP error log; a plugin or a PHP warning may have spoilt the answer."
        }
    }
}

extension FaultClass {
    /// What an operator can do about it.
    fileprivate func advice(for context: MantisError.Context) -> String {
        let account = "account “\(context.username)”"
        switch self {
        case .accessDenied:
            return
                "The password or token of \(account) is wrong, the account is disabled, or the server is in maintenance"
                + " (mantis_offline.php): log in to its web pages with the same name, and correct the configured password"
                + " if that fails."
                + (context.isList ? " If it does not, the account may not read the projects of this list." : "")
        case .noRights:
            return "Give \(account) the access level this needs in the project, or leave it out."
        case .issueMissing:
            return "It was deleted, or its project is gone or closed to \(account)."
        case .readOnly:
            return "Its status locks it: give \(account) the level of update_readonly_bug_threshold (MANAGER) in the"
                + " project, or reopen the issue."
        case .noteMissing:
            return "It was deleted; read the issue again."
        case .badInput:
            return "Correct the value that the text names; a category, version, project or field may have been renamed."
        case .unknownOperation:
            return
                "This Mantis version does not have the operation; if it was just upgraded, its WSDL cache lasts a day."
        case .malformedRequest:
            return "The request did not fit this server's WSDL; please report it with the Mantis version."
        case .database:
            return "See the server's log; a text may be longer than its column."
        case .phpIncompatible:
            return "This Mantis version does not fit its PHP version, or the value is not one that SOAP can carry; the"
                + " server's operator has to see to it."
        case .damagedData:
            return "Something stored there is not UTF-8: ask for smaller pages to find the issue, and save it anew."
        case .rateLimited:
            return "\(account) changed too much in a short time: raise its access level above REPORTER, or"
                + " antispam_max_event_count, and try later."
        case .other:
            return "See the server's log."
        }
    }
}
