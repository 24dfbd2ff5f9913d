import Bridge
import Ledger
import Logging
import SOAP

/// Shows a run on standard error: a line that rewrites itself on a terminal, structured log lines anywhere else.
final class SyncReporter: Sendable {
    private let isTerminal: Bool
    private let logger: Logger
    /// Issues between two lines of a log.
    private static let logInterval = 1_000

    private let progress = Locked<[ScopeKey: Progress]>([:])

    /// How far the reading of one scope is.
    private struct Progress {
        var read = 0
        /// Nil when only changes are read, whose number nobody knows before.
        var total: Int?

        /// `1234/20000 [####......]`, or the number alone.
        var bar: String {
            guard let total, total > 0 else { return "\(read)" }
            let width = 30
            let filled = min(read, total) * width / total
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
            return "\(read)/\(total) [\(bar)]"
        }
    }

    init(isTerminal: Bool = Terminal.errorIsTerminal) {
        self.isTerminal = isTerminal
        logger = Logger(label: "mantis-bridge") { _ in LineLogHandler() }
    }

    func report(_ event: SyncEvent) {
        switch event {
        case .stored(let scope, let count):
            let (before, now) = progress.withLock { progress in
                let before = progress[scope] ?? Progress()
                progress[scope] = Progress(read: before.read + count, total: before.total)
                return (before, progress[scope] ?? before)
            }
            show(now, after: before, of: scope)
        case .listingAll(let scope, let total, _):
            progress.withLock { $0[scope] = Progress(total: total) }
            tell(event)
        default:
            tell(event)
        }
    }

    private func show(_ progress: Progress, after before: Progress, of scope: ScopeKey) {
        guard progress.read > before.read else { return }
        if isTerminal {
            Terminal.show("\r\u{1B}[K\(scope): \(progress.bar)")
        } else if progress.read / Self.logInterval > before.read / Self.logInterval {
            let total = progress.total.map { " of \($0)" } ?? ""
            logger.info("reading", metadata: ["scope": "\(scope)", "issues": "\(progress.read)\(total)"])
        }
    }

    private func tell(_ event: SyncEvent) {
        let line = EventLine(event)
        if isTerminal {
            let fields = line.fields.map { "\($0)=\($1)" }.joined(separator: " ")
            // Servers have a say in some fields, and none in what the terminal does.
            Terminal.show("\r\u{1B}[K" + Table.onOneLine("\(line.message) \(fields)") + "\n")
        } else {
            let metadata = Dictionary(line.fields.map { ($0, Logger.MetadataValue.string($1)) }) { first, _ in first }
            logger.log(level: line.level, "\(line.message)", metadata: metadata)
        }
    }

    /// The last line of a log: what the run took.
    func finished(using resources: ResourceUse) {
        guard !isTerminal else { return }
        logger.info(
            "finished",
            metadata: [
                "cpu_ms": "\(resources.cpuMilliseconds)", "peak_memory_kb": "\(resources.peakMemoryKilobytes)",
            ]
        )
    }
}
