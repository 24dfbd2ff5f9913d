import Bridge
import Ledger
import Logging
import MantisConnect
import SOAP
import Tickets

/// Shows a run on standard error: a line that rewrites itself on a terminal, structured log lines anywhere else.
final class SyncReporter: Sendable {
    private let isTerminal: Bool
    private let logger: Logger
    private let stored = Locked(0)

    init(isTerminal: Bool = Terminal.errorIsTerminal) {
        self.isTerminal = isTerminal
        logger = Logger(label: "mantis-bridge") { _ in LineLogHandler() }
    }

    func report(_ event: SyncEvent) {
        isTerminal ? draw(event) : log(event)
    }

    private func draw(_ event: SyncEvent) {
        switch event {
        case .stored(let scope, let count):
            let total = stored.withLock { total in
                total += count
                return total
            }
            if count > 0 { Terminal.show("\r\u{1B}[K\(scope): \(total) issues read") }
        case .listed, .planned, .connected:
            break
        default:
            let line = Self.line(event)
            Terminal.show("\r\u{1B}[K\(line.message) \(line.fields.map { "\($0)=\($1)" }.joined(separator: " "))\n")
        }
    }

    private func log(_ event: SyncEvent) {
        let line = Self.line(event)
        let metadata = Dictionary(line.fields.map { ($0, Logger.MetadataValue.string($1)) }) { first, _ in first }
        logger.log(level: line.level, "\(line.message)", metadata: metadata)
    }

    private struct Line {
        var level: Logger.Level = .info
        var message: String
        var fields: [(String, String)]
    }

    private static func line(_ event: SyncEvent) -> Line {
        switch event {
        case .connected(let instance, let version, let account):
            return Line(
                message: "connected",
                fields: [("instance", instance.rawValue), ("version", "\(version)"), ("account", account)]
            )
        case .listingAll(let scope, let reason):
            return Line(message: "listing everything", fields: [("scope", "\(scope)"), ("reason", reason)])
        case .listed(let scope, let count):
            return Line(level: .debug, message: "listed", fields: [("scope", "\(scope)"), ("issues", "\(count)")])
        case .stored(let scope, let count):
            return Line(level: .debug, message: "stored", fields: [("scope", "\(scope)"), ("issues", "\(count)")])
        case .setAside(let ticket, let reason):
            return Line(level: .warning, message: "set aside", fields: [("ticket", "\(ticket)"), ("reason", reason)])
        case .standingChanged(let ticket, let standing):
            return Line(message: "standing", fields: [("ticket", "\(ticket)"), ("now", standing.rawValue)])
        case .pulled(let scope, let tally):
            return Line(
                message: "pulled",
                fields: [
                    ("scope", "\(scope)"), ("created", "\(tally.created)"), ("updated", "\(tally.updated)"),
                    ("unchanged", "\(tally.unchanged)"), ("left", "\(tally.left)"), ("set_aside", "\(tally.setAside)"),
                ]
            )
        case .planned(let instance, let count):
            return Line(message: "planned", fields: [("instance", instance.rawValue), ("intents", "\(count)")])
        case .applied(let intent, let outcome):
            return line(intent, outcome)
        case .failed(let instance, let message):
            return Line(
                level: .error,
                message: "stopped",
                fields: [("instance", instance.rawValue), ("reason", message)]
            )
        }
    }

    private static func line(_ intent: Intent, _ outcome: ApplyOutcome) -> Line {
        var fields = [("ticket", "\(intent.ticket)"), ("intent", intent.kind.rawValue), ("clause", "\(intent.clause)")]
        switch outcome {
        case .done(let note, let found):
            fields += [("note", "\(note)"), ("found", "\(found)")]
            return Line(message: "written", fields: fields)
        case .dropped(let reason):
            return Line(message: "not needed any more", fields: fields + [("reason", reason)])
        case .refused(let reason):
            return Line(level: .error, message: "refused", fields: fields + [("reason", reason)])
        case .unknown(let reason):
            return Line(level: .warning, message: "in doubt", fields: fields + [("reason", reason)])
        case .postponed(let until, let reason):
            return Line(
                level: .warning,
                message: "postponed",
                fields: fields + [("until", "\(until)"), ("reason", reason)]
            )
        case .parked(let reason):
            return Line(level: .error, message: "waits for a person", fields: fields + [("reason", reason)])
        }
    }
}
