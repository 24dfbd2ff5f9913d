import ArgumentParser
import Bridge

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Pull what changed in Mantis, then write what is due. Run it from a timer."
    )

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Only this instance; may be repeated.") var instance: [String] = []
    @Flag(help: "Read every issue again, whatever is known.") var full = false
    @Flag(help: "Write nothing to Mantis.") var pullOnly = false

    func run() async throws {
        let workspace = try options.load()
        var job = Sync.Options()
        job.instances = try workspace.instances(instance)
        job.full = full
        job.writes = !pullOnly
        try await workspace.run(job)
    }
}

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Write to Mantis what is due, without pulling first."
    )

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Only this instance; may be repeated.") var instance: [String] = []

    func run() async throws {
        let workspace = try options.load()
        var job = Sync.Options()
        job.instances = try workspace.instances(instance)
        job.pulls = false
        try await workspace.run(job)
    }
}

extension Workspace {
    /// Runs a sync under the run lock, prints what it came to, and turns that into the exit code.
    fileprivate func run(_ job: Sync.Options) async throws {
        try await withRunLock {
            let ledger = try await openLedger()
            let reporter = SyncReporter()
            let reports = try await sync(store: ledger, reporter: reporter).run(job)
            reporter.finished(using: .ofThisProcess())
            for report in reports { Terminal.say(report.summary) }
            let status = ExitStatus(reports)
            if status != .ok { throw CommandFailure(status) }
        }
    }
}

extension LaneReport {
    fileprivate var summary: String {
        var parts = [
            "\(pulled.created) new", "\(pulled.updated) changed", "\(pulled.left) left", "\(applied.written) written",
        ]
        if applied.dropped > 0 { parts.append("\(applied.dropped) not needed any more") }
        if applied.refused > 0 { parts.append("\(applied.refused) refused") }
        if waiting > 0 { parts.append("\(waiting) waiting (see `mantis-bridge status`)") }
        var lines = ["\(instance): " + parts.joined(separator: ", ")]
        lines += unplanned.sorted { $0.key < $1.key }.map { "\($0.key): no note can be made: \($0.value)" }
        if let stopped { lines.append("stopped: \(stopped.message)") }
        return lines.map(Table.onOneLine).joined(separator: "\n")
    }
}

extension ExitStatus {
    /// The worst that one code can say of all instances together.
    fileprivate init(_ reports: [LaneReport]) {
        let stopped = reports.compactMap(\.stopped)
        if reports.allSatisfy(\.isComplete) {
            self = .ok
        } else if reports.allSatisfy({ $0.isComplete || $0.isRefusedOnly }) {
            self = .conflict
        } else if stopped.count < reports.count {
            self = .partial
        } else if stopped.allSatisfy({ $0.code == .unreachable || $0.code == .accessDenied }) {
            self = .unreachable
        } else {
            self = stopped.contains { $0.code == .misconfigured } ? .usage : .problem
        }
    }
}
