import Ledger
import MantisConnect
import Mappings
import SOAP
import ServiceLevels
import Tickets

// The server's clock and zone, and the bridge's own regularity.

extension InstanceDiagnosis {
    // MARK: Clock

    /// Beyond this, a note whose fate is unknown could be looked for in the wrong stretch of time (reference §5).
    private static let greatestSkew: Int64 = 120

    var clock: Finding? {
        guard case .success = seen.version else { return nil }
        guard let reading = seen.clock else {
            return finding(
                .clock,
                .note,
                "the server's answers have no Date, so that its clock cannot be compared with ours"
            )
        }
        let skew = reading.skew
        guard skew.magnitude > 5 else {
            return finding(.clock, .ok, "the server's clock agrees with ours")
        }
        let severity: Finding.Severity =
            switch skew.magnitude {
            case ...30: .note
            case ...UInt64(Self.greatestSkew): .warning
            default: .failure
            }
        return finding(
            .clock,
            severity,
            """
            the server's clock is \(Self.span(Int64(skew.magnitude))) \(skew > 0 ? "ahead of" : "behind") ours, and every \
            date of an issue is off by as much
            """,
            setting: "clock of both machines",
            remedy: "Let both machines keep time by NTP: compare `timedatectl` here and there.",
            clauses: clauses[.exactTimes]
        )
    }

    // MARK: Zone

    var zone: Finding? {
        guard let profile else { return nil }
        let configured = seen.configuration.serverTimeZone
        if profile.writesBogusZ { return zoneOfWallClock(configured) }
        guard let name = seen.options[.zone]?.value, !name.isEmpty else {
            let written = seen.date.map { "; its dates carry \(Self.offset($0.offsetSeconds))" } ?? ""
            return finding(
                .zone,
                .note,
                "Mantis does not tell its time zone\(written)",
                setting: "default_timezone",
                remedy: "Set $g_default_timezone in config/config_inc.php, so that an upgrade of PHP cannot change it."
            )
        }
        guard let rules = try? TimeZoneRules(identifier: name) else {
            return finding(
                .zone,
                .warning,
                "Mantis's time zone “\(name)” is unknown on this machine",
                setting: "default_timezone",
                remedy: "Install or update the package tzdata here, or correct the name in Mantis.",
                clauses: clauses[.exactTimes]
            )
        }
        if let finding = contradiction(of: configured, rules) { return finding }
        if let date = seen.date {
            let expected = rules.offset(at: Instant(epochSeconds: date.epochSeconds))
            guard expected == Int(date.offsetSeconds) else {
                return finding(
                    .zone,
                    .warning,
                    """
                    Mantis says that its zone is \(name), and writes a date with \(Self.offset(date.offsetSeconds)) where \
                    that zone has \(Self.offset(Int32(expected)))
                    """,
                    setting: "default_timezone",
                    remedy: "Set $g_default_timezone to the server's real zone, and update tzdata on both machines.",
                    clauses: clauses[.exactTimes]
                )
            }
        }
        return finding(.zone, .ok, "Mantis's time zone is \(name)")
    }

    private func zoneOfWallClock(_ configured: TimeZoneRules?) -> Finding {
        if let configured {
            return finding(.zone, .ok, "dates are read as wall time of \(configured.identifier)")
        }
        return finding(
            .zone,
            .failure,
            "this Mantis writes its local time as if it were UTC, so that its dates cannot be read without its zone",
            setting: "server-time-zone",
            remedy: "Set `server-time-zone` of this instance in the configuration, such as America/Bogota.",
            clauses: clauses[.exactTimes]
        )
    }

    private func contradiction(of configured: TimeZoneRules?, _ rules: TimeZoneRules) -> Finding? {
        guard let configured, configured.identifier != rules.identifier,
            configured.offset(at: at) != rules.offset(at: at)
        else { return nil }
        return finding(
            .zone,
            .warning,
            "the configuration says that the server's zone is \(configured.identifier), and Mantis says \(rules.identifier)",
            setting: "server-time-zone",
            remedy: "Correct or remove `server-time-zone` of this instance in the configuration.",
            clauses: clauses[.exactTimes]
        )
    }

    // MARK: Last run

    /// The shipped timer starts the bridge this often; taken until the ledger shows another habit.
    private static let shippedInterval: Int64 = 120
    /// A bridge that is run by hand now and then is not late at once.
    private static let leastLateness: Int64 = 900
    /// The unit's TimeoutStartSec: a run that lasts longer is killed.
    private static let longestRun: Int64 = 6 * 3_600

    var lastRun: Finding? {
        guard case .known(let runs) = seen.runs else { return nil }
        guard let newest = runs.first else {
            return finding(
                .lastRun,
                .note,
                "the bridge never ran for this instance",
                remedy: "Run `mantis-bridge sync --pull-only`, then install the timer."
            )
        }
        let age = at - newest.startedAt
        if newest.outcome == nil { return unfinished(newest, age: age) }
        let interval = Self.usualInterval(of: runs)
        if age > max(3 * interval, Self.leastLateness) {
            // Without a timer, waiting for a person is how it is run.
            let isManual =
                if case .unit = timer, timer != .unit(enabled: "enabled", active: "active") { true } else { false }
            return finding(
                .lastRun,
                isManual ? .warning : .failure,
                """
                the last run began \(Self.span(age)) ago (\(newest.startedAt)), and one began every \
                \(Self.span(interval)) before
                """,
                setting: "mantis-bridge.timer",
                remedy: "Look at `systemctl status mantis-bridge.timer` and `journalctl -u mantis-bridge`.",
                clauses: clauses[.regularRuns]
            )
        }
        return outcome(of: newest, age: age)
    }

    private func unfinished(_ run: RunRecord, age: Int64) -> Finding {
        guard age > Self.longestRun else {
            return finding(.lastRun, .note, "a run began \(Self.span(age)) ago and is under way, or was killed")
        }
        return finding(
            .lastRun,
            .failure,
            "a run began \(Self.span(age)) ago (\(run.startedAt)) and never ended, and none began since",
            setting: "mantis-bridge.timer",
            remedy: "Look at `systemctl status mantis-bridge` and `journalctl -u mantis-bridge`.",
            clauses: clauses[.regularRuns]
        )
    }

    private func outcome(of run: RunRecord, age: Int64) -> Finding {
        let when = "\(Self.span(age)) ago"
        let reason = run.message.map { ": \($0)" } ?? ""
        let advice = "Look at `mantis-bridge status`, which names what waits and why."
        return switch run.outcome {
        case .succeeded, nil:
            finding(.lastRun, .ok, "the last run, \(when), did all there was to do")
        case .partial:
            finding(
                .lastRun,
                .warning,
                "the last run, \(when), left something undone that is tried again\(reason)",
                remedy: advice,
                clauses: clauses[.regularRuns]
            )
        case .conflict:
            finding(
                .lastRun,
                .failure,
                "in the last run, \(when), Mantis refused something that was to be written\(reason)",
                remedy: advice,
                clauses: clauses[.notes]
            )
        case .unreachable:
            finding(
                .lastRun,
                .warning,
                "the last run, \(when), did not get through to Mantis\(reason)",
                remedy: "If this examination did get through, the next run will; look again then.",
                clauses: clauses[.regularRuns]
            )
        case .failed:
            finding(
                .lastRun,
                .failure,
                "the last run, \(when), stopped\(reason)",
                remedy: advice,
                clauses: clauses[.regularRuns]
            )
        }
    }

    /// Seconds from one start to the next, the middle one of the last; newest first.
    private static func usualInterval(of runs: [RunRecord]) -> Int64 {
        let gaps = zip(runs, runs.dropFirst()).map { $0.startedAt - $1.startedAt }.sorted()
        return gaps.count < 3 ? shippedInterval : max(gaps[gaps.count / 2], 1)
    }

    /// `45 s`, `12 min`, `5 h`, `3 days`.
    private static func span(_ seconds: Int64) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) days"
        }
    }

    /// `-05:00`
    private static func offset(_ seconds: Int32) -> String {
        let minutes = Int(seconds.magnitude) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (seconds < 0 ? "-" : "+") + digits.joined(separator: ":")
    }
}
