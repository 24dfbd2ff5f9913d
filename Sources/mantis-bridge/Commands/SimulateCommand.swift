import ArgumentParser
import Logging
import MantisConnect
import MantisDouble
import ServiceLifecycle
import UnixSignals

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run a Mantis-compatible server on this machine, to try the bridge against.",
        discussion: "It keeps everything in memory and listens on 127.0.0.1 only. End it with Ctrl-C."
    )

    @Option(help: "The port; 0 takes a free one.") var port: Int
    @Option(help: ArgumentHelp("A scenario in YAML instead of the built-in one.", valueName: "file"))
    var scenario: String?
    @Option(help: ArgumentHelp("This many invented issues instead of a scenario's, for measuring.", valueName: "count"))
    var issues: Int?
    @Option(help: ArgumentHelp("The version of Mantis it is, from 1.2.0 on.", valueName: "version")) var mantis: String?

    func validate() throws {
        if scenario != nil && issues != nil { throw ValidationError("--scenario and --issues exclude each other") }
        if !(0...65_535).contains(port) { throw ValidationError("--port must be from 0 to 65535") }
        if let issues, issues < 1 { throw ValidationError("--issues must be at least 1") }
        if let mantis, Scenario.version(named: mantis) == nil {
            let known = Scenario.testedVersions.map(\.description).joined(separator: ", ")
            throw ValidationError("--mantis must be a version from 1.2.0 on; tested are \(known)")
        }
    }

    func run() async throws {
        var scenario = try chosenScenario()
        if let version = mantis.flatMap(Scenario.version(named:)) { scenario.version = version }
        let logger = Logger(label: "simulate") { _ in LineLogHandler(logLevel: .warning) }
        let server = MantisHTTPServer(MantisServer(scenario: scenario), port: port, logger: logger)
        let group = ServiceGroup(services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                Terminal.say("http://127.0.0.1:\(try await server.boundPort())\(MantisHTTPServer.path)")
            } catch {
                throw CommandFailure(.problem, "cannot listen on 127.0.0.1:\(port); take another port, or 0 for any")
            }
            try await tasks.waitForAll()
        }
    }

    private func chosenScenario() throws -> Scenario {
        if let scenario {
            do { return try Scenario.load(file: scenario) } catch { throw CommandFailure(.usage, "\(error)") }
        }
        if let issues { return try Scenario.generated(issues: issues) }
        return try Scenario.bundled("demo")
    }
}
