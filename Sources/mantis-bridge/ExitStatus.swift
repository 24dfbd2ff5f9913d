import Glibc

/// The exit codes of the command line; the README explains them to an operator.
enum ExitStatus: Int32 {
    case ok = 0
    /// A problem was found: in mappings, in the ledger, in what waits for a person.
    case problem = 1
    /// Wrong usage or configuration.
    case usage = 2
    /// No Mantis could be reached, or none let us in.
    case unreachable = 3
    /// Something in Mantis stands against what was to be written.
    case conflict = 4
    /// Some of the work was done and some was not.
    case partial = 5
    case alreadyRunning = 6
}

/// Ends a command with a message for the operator and an exit code.
struct CommandFailure: Error {
    let status: ExitStatus
    /// What, where, and what to do. Empty when all was said already.
    let message: String

    init(_ status: ExitStatus, _ message: String = "") {
        self.status = status
        self.message = message
    }
}

extension ExitStatus {
    /// Ends the process.
    func exit() -> Never { Glibc.exit(rawValue) }
}
