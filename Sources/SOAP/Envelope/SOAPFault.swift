/// A fault as the server put it. Whether an answer is one is decided by its body, never by the HTTP status: since 2.11
/// Mantis sends many faults as `200` (reference §1.6).
package struct SOAPFault: Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The request was at fault, by the server's account.
        case client
        /// The server was at fault.
        case server
    }

    package var code: Code
    /// For people; the only thing that tells one fault from another. It can contain SQL with values.
    package var text: String

    package init(code: Code, text: String) {
        self.code = code
        self.text = text
    }
}
