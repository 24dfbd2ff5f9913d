/// Why work on one instance stopped. The message says what, where and what to do.
package struct BridgeError: Error, Sendable {
    package enum Code: Hashable, Sendable {
        /// The server could not be reached or gave no usable answer.
        case unreachable
        /// The server does not take the account's name and password, or is in maintenance.
        case accessDenied
        /// The configuration names something that the server does not have.
        case misconfigured
        /// The server is too old for what was asked of it.
        case unsupportedServer
        /// The server answered with a fault that is about no single issue.
        case fault
        /// So many tickets left at once that rights were probably lost.
        case shrunk
        /// The list of issues kept changing under the reader.
        case restlessList
        /// A task was cancelled.
        case cancelled
    }

    package let code: Code
    /// What, where, and what to do; never a secret.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension BridgeError: CustomStringConvertible {
    package var description: String { message }
}
