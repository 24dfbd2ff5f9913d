package import Tickets

/// One thing that `doctor` looked at and what it thinks of it, in words for an operator.
package struct Finding: Hashable, Sendable {
    package enum Severity: String, CaseIterable, Comparable, Sendable {
        /// It is as it should be.
        case ok
        /// Worth knowing; nothing has to be done.
        case note
        /// The bridge works, and a clause is in danger.
        case warning
        /// Something the bridge is configured to do does not work.
        case failure

        package static func < (left: Severity, right: Severity) -> Bool {
            rank(left) < rank(right)
        }

        private static func rank(_ severity: Severity) -> Int { allCases.firstIndex(of: severity) ?? 0 }
    }

    /// What is looked at, in the order of the report. The raw values stand for ever: monitors go by them.
    package enum Check: String, CaseIterable, Sendable {
        // The bridge's own machine
        case ledger, disk, timer
        case auditTrail = "audit-trail"

        // One instance
        case password, connection, tls, login, version, defects, account, clock, zone, language, statuses, priorities
        case acceptance, mail, options
        case lastRun = "last-run"

        // One project
        case project, access, notes, history, handlers
        case queueAccount = "queue-account"
        case reportersAssign = "reporters-assign"
        case privateIssues = "private-issues"
        case privateNotes = "private-notes"
        case statusChanges = "status-changes"
        case resolvedIssues = "resolved-issues"
        case resolvedComments = "resolved-comments"
        case dueDate = "due-date"
        case targetVersion = "target-version"
        case customFields = "custom-fields"
    }

    package var check: Check
    package var severity: Severity
    /// Nil for the bridge's own machine.
    package var instance: InstanceName?
    /// Nil for what concerns the whole instance.
    package var project: String?
    /// What was found, in one or two sentences.
    package var text: String
    /// The option of Mantis or of the configuration that decides it; nil when there is none.
    package var setting: String?
    /// What to do; every warning and failure has one.
    package var remedy: String?
    /// The clauses it endangers, sorted; none when it is as it should be.
    package var clauses: [ClauseID]

    package init(
        _ check: Check,
        _ severity: Severity,
        instance: InstanceName? = nil,
        project: String? = nil,
        _ text: String,
        setting: String? = nil,
        remedy: String? = nil,
        clauses: [ClauseID] = []
    ) {
        self.check = check
        self.severity = severity
        self.instance = instance
        self.project = project
        self.text = text
        self.setting = setting
        self.remedy = remedy
        self.clauses = clauses
    }
}

extension Finding {
    /// What all findings together mean to whoever watches the bridge.
    package enum Verdict: String, CaseIterable, Sendable {
        /// Nothing worse than warnings.
        case healthy
        /// At least one failure.
        case failing
        /// Some instances could not be reached or let nobody in.
        case partlyUnreachable = "partly-unreachable"
        /// No instance could be reached or let us in.
        case unreachable

        package init(_ findings: [Finding]) {
            let failures = findings.filter { $0.severity == .failure }
            let instances = Set(findings.compactMap(\.instance))
            let away = Set(failures.filter(\.isAboutReaching).compactMap(\.instance))
            self =
                if failures.isEmpty {
                    .healthy
                } else if away.isEmpty {
                    .failing
                } else {
                    away == instances ? .unreachable : .partlyUnreachable
                }
        }
    }

    /// Whether it is about getting through to Mantis.
    private var isAboutReaching: Bool {
        switch check {
        case .connection, .tls, .login: true
        default: false
        }
    }
}
