import Foundation

/// A process started by a test. (Foundation's `Process` hangs when it is waited for from another thread than the one that
/// started it.)
struct ChildProcess: Sendable {
    private let id: pid_t

    /// Starts the program with this input and output, or without.
    init(_ arguments: [String], input: FileHandle = .nullDevice, output: FileHandle = .nullDevice) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.fileDescriptor, 0)
        posix_spawn_file_actions_adddup2(&actions, output.fileDescriptor, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let copies = arguments.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var id = pid_t()
        guard posix_spawn(&id, arguments[0], &actions, nil, copies + [nil], environ) == 0 else {
            throw TestServerError("\(arguments[0]) does not start")
        }
        self.id = id
    }

    func kill() {
        Glibc.kill(id, SIGKILL)
    }

    /// Waits for the end; true when the process was content.
    @discardableResult
    func wait() -> Bool {
        var status: Int32 = 0
        return waitpid(id, &status, 0) == id && status == 0
    }
}
