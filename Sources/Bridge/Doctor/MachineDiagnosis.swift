import Ledger
import Mappings
import Tickets

/// Judges the bridge's own machine: ledger, disk and timer.
struct MachineDiagnosis {
    let seen: MachineObservations
    let clauses: ClauseLookup

    /// Below this a run may not be able to finish; a batch of tickets with its log fits into it many times.
    private static let leastFreeBytes: Int64 = 50 << 20

    var findings: [Finding] {
        [ledger, mode, auditTrail, disk, timer].compactMap(\.self)
    }

    // MARK: Ledger

    private var ledger: Finding {
        switch seen.ledger {
        case .absent:
            return Finding(
                .ledger,
                .note,
                "there is no ledger at \(seen.database) yet",
                setting: "database",
                remedy: "Run `mantis-bridge sync --pull-only`; the first run makes it."
            )
        case .unusable(let error):
            return Finding(
                .ledger,
                .failure,
                "\(error)",
                setting: "database",
                remedy: "Until it can be used, no run reads or writes anything.",
                clauses: clauses[.regularRuns]
            )
        case .open(let health, _) where !health.damage.isEmpty:
            return Finding(
                .ledger,
                .failure,
                "\(seen.database) is damaged: \(health.damage.joined(separator: "; "))",
                setting: "database",
                remedy: """
                    Stop the timer, put a good copy in its place, or move it away and run `mantis-bridge sync --full`: \
                    notes already in Mantis are recognised by their markers.
                    """,
                clauses: clauses[.regularRuns]
            )
        case .open(let health, _):
            let size = seen.file.map { ", \(Self.size($0.size))" } ?? ""
            return Finding(.ledger, .ok, "\(seen.database) is whole (version \(health.version)\(size))")
        }
    }

    /// Tickets hold names, numbers and texts of customers.
    private var mode: Finding? {
        guard let file = seen.file, file.mode & 0o077 != 0 else { return nil }
        return Finding(
            .ledger,
            .warning,
            """
            others than its owner can read \(seen.database) (mode 0\(String(file.mode, radix: 8))), and it holds what \
            customers write, private notes included
            """,
            setting: "database",
            remedy: "Run: chmod 600 \(seen.database)*"
        )
    }

    private var auditTrail: Finding? {
        guard case .open(_, let verdict) = seen.ledger else { return nil }
        switch verdict {
        case .intact(let head):
            return Finding(.auditTrail, .ok, "the audit trail is unbroken (\(head.sequence) rows)")
        case .broken(let sequence, let fault):
            return Finding(
                .auditTrail,
                .failure,
                "row \(sequence) of the audit trail is \(fault.rawValue): the ledger was changed by hand or spoilt",
                setting: "database",
                remedy: "Keep this file as evidence, and go on with the last copy whose trail is unbroken."
            )
        }
    }

    // MARK: Disk and timer

    private var disk: Finding? {
        guard let file = seen.file else { return nil }
        // A migration or a compaction writes everything once more.
        let enough = max(Self.leastFreeBytes * 4, file.size)
        guard file.free < enough else {
            return Finding(.disk, .ok, "\(Self.size(file.free)) are free beside the ledger")
        }
        return Finding(
            .disk,
            file.free < Self.leastFreeBytes ? .failure : .warning,
            "only \(Self.size(file.free)) are free beside the ledger, which takes \(Self.size(file.size))",
            setting: "database",
            remedy: "Free some space. When it is full nothing is lost, but nothing is pulled or written either.",
            clauses: clauses[.regularRuns]
        )
    }

    private var timer: Finding {
        switch seen.timer {
        case .noSystemd:
            Finding(
                .timer,
                .note,
                "systemd does not answer here, so whether something starts the bridge shows only in its last run"
            )
        case .unit("enabled", "active"):
            Finding(.timer, .ok, "mantis-bridge.timer is enabled and active")
        case .unit(let enabled, _) where ["not-found", ""].contains(enabled):
            Finding(
                .timer,
                .warning,
                "mantis-bridge.timer is not installed, so that nothing starts the bridge by itself",
                setting: "mantis-bridge.timer",
                remedy: """
                    Install it: sudo cp scripts/systemd/mantis-bridge.* /etc/systemd/system/ && sudo systemctl enable \
                    --now mantis-bridge.timer
                    """,
                clauses: clauses[.regularRuns]
            )
        case .unit(let enabled, let active):
            Finding(
                .timer,
                .warning,
                "mantis-bridge.timer is \(enabled) and \(active), so that nothing starts the bridge by itself",
                setting: "mantis-bridge.timer",
                remedy: "Run: sudo systemctl enable --now mantis-bridge.timer",
                clauses: clauses[.regularRuns]
            )
        }
    }

    private static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<(1 << 20): "\(bytes >> 10) KiB"
        case ..<(10 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }
}
