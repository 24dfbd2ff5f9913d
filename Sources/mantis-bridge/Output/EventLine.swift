import Bridge
import Ledger
import Logging
import MantisConnect
import Tickets

/// What is said of one event of a run: a message that never changes, and fields.
struct EventLine {
    var level = Logger.Level.info
    var message: String
    var fields: [(String, String)]

    private init(level: Logger.Level = .info, message: String, fields: [(String, String)]) {
        self.level = level
        self.message = message
        self.fields = fields
    }

    init(_ event: SyncEvent) {
        switch event {
        case .connected(let instance, let version, let account):
            self.init(
                message: "connected",
                fields: [("instance", instance.rawValue), ("version", "\(version)"), ("account", account)]
            )
        case .readOnly(let instance, let reason):
            self.init(
                level: .warning,
                message: "read only",
                fields: [("instance", instance.rawValue), ("reason", reason)]
            )
        case .operationMissing(let instance, let operation):
            self.init(
                level: .warning,
                message: "operation missing",
                fields: [
                    ("instance", instance.rawValue), ("operation", operation),
                    (
                        "advice",
                        """
                        the bridge does without it where it can; if Mantis was just upgraded, PHP may keep its old interface \
                        for a day (soap.wsdl_cache_dir): empty that
                        """
                    ),
                ]
            )
        case .listingAll(let scope, let count, let reason):
            self.init(
                message: "listing everything",
                fields: [("scope", "\(scope)"), ("issues", "\(count)"), ("reason", reason)]
            )
        case .stored(let scope, let count):
            self.init(message: "stored", fields: [("scope", "\(scope)"), ("issues", "\(count)")])
        case .unmapped(let scope, let gap, let count):
            self.init(
                level: .warning,
                message: "no word in the mapping",
                fields: [("scope", "\(scope)"), ("field", gap.field), ("value", gap.value), ("tickets", "\(count)")]
            )
        case .setAside(let ticket, let reason):
            self.init(level: .warning, message: "set aside", fields: [("ticket", "\(ticket)"), ("reason", reason)])
        case .unreadableRow(let scope, let reason):
            self.init(
                level: .warning,
                message: "a row cannot be read",
                fields: [("scope", "\(scope)"), ("reason", reason)]
            )
        case .historyWithheld(let scope):
            self.init(
                level: .warning,
                message: "the server shows no histories; give the account view_history_threshold",
                fields: [("scope", "\(scope)")]
            )
        case .swept(let scope, let result):
            self.init(
                message: "swept",
                fields: [
                    ("scope", "\(scope)"), ("compared", "\(result.compared)"), ("verified", "\(result.verified)"),
                    ("differences", "\(result.differenceCount)"),
                ]
                    + SweepResult.Difference.allCases.compactMap { kind in
                        result.differences[kind].map { (kind.rawValue, "\($0)") }
                    }
            )
        case .clockSkew(let instance, let seconds, let spread):
            // Deadlines are counted by the server's stamps; a minute is what an operator should look into.
            self.init(
                level: abs(seconds) >= 60 || spread >= 60 ? .warning : .info,
                message: "clock",
                fields: [("instance", instance.rawValue), ("ahead_s", "\(seconds)"), ("spread_s", "\(spread)")]
            )
        case .standingChanged(let ticket, let standing):
            self.init(message: "standing", fields: [("ticket", "\(ticket)"), ("now", standing.rawValue)])
        case .pulled(let scope, let tally):
            self.init(
                message: "pulled",
                fields: [
                    ("scope", "\(scope)"), ("created", "\(tally.created)"), ("updated", "\(tally.updated)"),
                    ("unchanged", "\(tally.unchanged)"), ("left", "\(tally.left)"), ("set_aside", "\(tally.setAside)"),
                ]
            )
        case .planned(let instance, let count):
            self.init(message: "planned", fields: [("instance", instance.rawValue), ("intents", "\(count)")])
        case .applied(let intent, let outcome):
            self.init(intent, outcome)
        case .failed(let instance, let message):
            self.init(
                level: .error,
                message: "stopped",
                fields: [("instance", instance.rawValue), ("reason", message)]
            )
        }
    }

    private init(_ intent: Intent, _ outcome: ApplyOutcome) {
        var fields = [("ticket", "\(intent.ticket)"), ("intent", intent.title), ("clause", "\(intent.clause)")]
        switch outcome {
        case .done(let note, let found):
            fields += [("note", "\(note)"), ("found", "\(found)")]
            self.init(message: "written", fields: fields)
        case .dropped(let reason):
            self.init(message: "not needed any more", fields: fields + [("reason", reason)])
        case .refused(let reason):
            self.init(level: .error, message: "refused", fields: fields + [("reason", reason)])
        case .denied(let until, let reason):
            self.init(level: .error, message: "refused", fields: fields + [("until", "\(until)"), ("reason", reason)])
        case .unknown(let reason):
            self.init(level: .warning, message: "in doubt", fields: fields + [("reason", reason)])
        case .postponed(let until, let reason):
            self.init(
                level: .warning,
                message: "postponed",
                fields: fields + [("until", "\(until)"), ("reason", reason)]
            )
        case .parked(let reason):
            self.init(level: .error, message: "waits for a person", fields: fields + [("reason", reason)])
        }
    }
}
