/// What is remembered of a call. Neither password nor texts are.
package struct CallRecord: Hashable, Sendable {
    /// As sent; `?` when the request could not be read.
    package var operation: String
    /// The user name sent; nil when none was.
    package var user: String?
    /// The issue the call names, when it names one.
    package var issue: Int?
    package var duration: Duration
    package var outcome: Outcome

    package enum Outcome: Hashable, Sendable {
        case answered
        case fault(String)
        /// Struck by a disturbance.
        case disturbed
    }
}
