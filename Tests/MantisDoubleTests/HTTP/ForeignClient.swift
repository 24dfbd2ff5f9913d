import Foundation

/// A SOAP library of another language, with the script that uses it.
struct ForeignClient {
    /// What starts the script: a program and its first arguments.
    let command: [String]
    let script: String

    /// Python's zeep, in whichever Python here has it.
    static let zeep: ForeignClient? = {
        for python in ["python3", "/usr/bin/python3"] where succeeds([python, "-c", "import zeep"]) {
            return ForeignClient(command: [python], script: "zeep_client.py")
        }
        return nil
    }()

    /// PHP's own SoapClient.
    static let php: ForeignClient? = {
        let check = "exit(extension_loaded('soap') ? 0 : 1);"
        return succeeds(["php", "-r", check]) ? ForeignClient(command: ["php"], script: "soap_client.php") : nil
    }()

    /// Lets the script talk to the service described at a URL.
    ///
    /// - Returns: what it printed, then what it complained of.
    func talk(to description: String) async throws -> String {
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures/clients")
        let process = Self.process(command + [folder.appending(path: script).path, description])
        // A file, since a pipe that nobody reads would stop a script that has much to say.
        let heard = FileManager.default.temporaryDirectory.appending(path: "heard-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: heard.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: heard) }
        let output = try FileHandle(forWritingTo: heard)
        process.standardOutput = output
        process.standardError = output
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        try output.close()
        return try String(contentsOf: heard, encoding: .utf8)
    }

    private static func succeeds(_ command: [String]) -> Bool {
        let process = process(command)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    private static func process(_ command: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        return process
    }
}
