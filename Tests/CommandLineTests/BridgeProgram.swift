import Foundation
import Logging
import MantisDouble

/// The built program, run as an operator runs it: as a process of its own, in a folder of its own.
struct BridgeProgram {
    let folder: URL

    struct Outcome: Sendable {
        /// The exit code, or minus the signal that ended it.
        var status: Int32
        var output: String
        var errors: String
    }

    /// - Parameter url: the endpoint for the configuration; nil writes none.
    init(url: String? = nil, password: String = "puente", edit: (String) -> String = { $0 }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "bridge-program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard let url else { return }
        try write(edit(Self.configuration(url: url)), to: "mantis-bridge.yaml")
        try write(password + "\n", to: "mantis.password", mode: 0o600)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, to name: String, mode: Int = 0o644) throws {
        let path = folder.appending(path: name).path
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Runs the program to its end; it is killed after `seconds`.
    @concurrent
    func run(
        _ arguments: String...,
        environment: [String: String] = [:],
        killedAfter seconds: Int = 60
    ) async throws -> Outcome {
        try await runAll(arguments, environment: environment, killedAfter: seconds)
    }

    @concurrent
    func runAll(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        killedAfter seconds: Int = 60
    ) async throws -> Outcome {
        let process = Process()
        // It dies of the signal that the program died of, so that a killed program can be told from a failed one.
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["--signal=KILL", "\(seconds)", Self.executable.path] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        // Files, because a pipe nobody reads would hold the program up.
        let output = folder.appending(path: "output-\(UUID().uuidString)")
        let errors = folder.appending(path: "errors-\(UUID().uuidString)")
        for file in [output, errors] { try Data().write(to: file) }
        let given = folder.appending(path: "input-\(UUID().uuidString)")
        try Data(input.utf8).write(to: given)
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                let isExit = ended.terminationReason == .exit
                continuation.resume(returning: isExit ? ended.terminationStatus : -ended.terminationStatus)
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Outcome(
            status: status,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// Beside the test bundle, which is an executable of the same build.
    private static var executable: URL {
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: test).deletingLastPathComponent().appending(path: "mantis-bridge")
    }

    static let project = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func configuration(url: String) -> String {
        """
        database: ledger.sqlite
        mappings: \(project.appending(path: "mappings").path)
        instances:
          demo:
            url: \(url)
            username: puente
            password: {file: mantis.password}
            server-time-limit: 0
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [Web Service]
                handler: alanMantis
                acknowledge-from: 2020-01-01T00:00:00-05:00
              - name: amazonas
                policy: amazonas
                projects: [Amazonas ERP]
                acknowledge-from: 2020-01-01T00:00:00-05:00

        """
    }
}

/// Runs a Mantis-compatible server over real HTTP while `body` runs.
func withServer<Result: Sendable>(
    _ scenario: Scenario,
    _ body: @Sendable (MantisServer, _ url: String) async throws -> Result
) async throws -> Result {
    let server = MantisServer(scenario: scenario)
    let http = MantisHTTPServer(server, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await http.run() }
        let port = try await http.boundPort()
        let result = try await body(server, "http://127.0.0.1:\(port)\(MantisHTTPServer.path)")
        group.cancelAll()
        return result
    }
}
