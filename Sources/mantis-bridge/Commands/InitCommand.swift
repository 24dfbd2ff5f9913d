import ArgumentParser
import Glibc
import Mappings

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented configuration file to start from."
    )

    @OptionGroup var options: ConfigurationOption

    func run() throws {
        let path = options.config
        // O_EXCL: an operator's file is never overwritten, not even in a race.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard descriptor >= 0 else {
            let reason =
                errno == EEXIST ? "it exists already; name another with --config" : String(cString: strerror(errno))
            throw CommandFailure(.problem, "\(path): \(reason)")
        }
        defer { close(descriptor) }
        var bytes = Array(Configuration.template.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw CommandFailure(.problem, "\(path): \(String(cString: strerror(errno)))") }
            bytes = bytes.dropFirst(count)
        }
        Terminal.say(
            """
            Wrote \(path). Edit it, then:
              mantis-bridge mappings check --config \(path)
              mantis-bridge doctor --config \(path)
              mantis-bridge sync --pull-only --config \(path)
            """
        )
    }
}
