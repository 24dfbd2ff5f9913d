import Glibc

/// Standard output for results, standard error for everything about the run.
enum Terminal {
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Prints for people: what servers put into a text does not reach the terminal as a command.
    static func say(_ text: String) {
        write(harmless(text) + "\n", to: STDOUT_FILENO)
    }

    /// Prints for programs: the text as it is, without a line end.
    static func put(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    static func complain(_ text: String) {
        guard !text.isEmpty else { return }
        write("mantis-bridge: " + harmless(text) + "\n", to: STDERR_FILENO)
    }

    /// Writes without a line end, for a progress bar.
    static func show(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    private static func harmless(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Table.onOneLine(String($0)) }
            .joined(separator: "\n")
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // A reader that went away, such as `head`, has had enough; a full disk has not.
            if count < 0 && errno != EPIPE && descriptor == STDOUT_FILENO { ExitStatus.problem.exit() }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(max(count, 0))
        }
    }
}
