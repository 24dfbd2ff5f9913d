import Glibc

/// Standard output for results, standard error for everything about the run.
enum Terminal {
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func say(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Like ``say(_:)``, without a line end.
    static func put(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    static func complain(_ text: String) {
        guard !text.isEmpty else { return }
        write("mantis-bridge: " + text + "\n", to: STDERR_FILENO)
    }

    /// Writes without a line end, for a progress bar.
    static func show(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that went away, such as `head`, has had enough.
            guard count > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(count, 0))
        }
    }
}
