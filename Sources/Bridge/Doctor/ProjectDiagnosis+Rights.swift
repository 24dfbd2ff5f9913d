import MantisConnect
import Mappings
import Tickets

// What the account's level in a project lets it do.

extension ProjectDiagnosis {
    /// Something the account does there, and what Mantis asks for it.
    private struct Right {
        var check: Finding.Check
        /// All of them must be reached.
        var options: [MantisOption]
        var requirement: Requirement
        /// “puente” (MANAGER) can …
        var deed: String
        /// What follows when it cannot.
        var otherwise: String
        /// The bridge cannot do its work without.
        var isVital = false
    }

    func rights(_ level: AccessLevel) -> [Finding] {
        all.compactMap { judge($0, level) }
    }

    private var all: [Right] {
        let profile = (try? instance.version.get()).map(ServerProfile.init)
        var statusOptions = [MantisOption.updateThreshold]
        // Earlier versions let any updater set any status (reference §2.6).
        if profile?.updateRegime == .r4 { statusOptions.append(.updateStatusThreshold) }
        return readingRights + [
            Right(
                check: .notes,
                options: [.writeThreshold, .addNoteThreshold],
                requirement: .notes,
                deed: "write notes",
                otherwise: "every note of the bridge is refused",
                isVital: scopes.contains { $0.acknowledgement != .never }
            ),
            Right(
                check: .statusChanges,
                options: statusOptions,
                requirement: .statusChanges,
                deed: "change statuses",
                otherwise: "asking for information, resolving and closing are refused"
            ),
            Right(
                check: .dueDate,
                options: [.viewDueDateThreshold, .dueDateThreshold],
                requirement: .dueDate,
                deed: "see and set due dates",
                otherwise: "a date that is promised cannot be put into the issue"
            ),
            Right(
                check: .targetVersion,
                options: [.targetVersionThreshold],
                requirement: .targetVersion,
                deed: "set target versions",
                otherwise: "the version a request is planned for is dropped without a word"
            ),
        ] + [resolvedIssues].compactMap(\.self)
    }

    private var readingRights: [Right] {
        [
            Right(
                check: .access,
                options: [.readThreshold],
                requirement: .regularRuns,
                deed: "read issues",
                otherwise: "nothing can be read here",
                isVital: true
            ),
            Right(
                check: .history,
                options: [.viewHistoryThreshold],
                requirement: .history,
                deed: "see histories",
                otherwise: "when an issue was assigned, answered or resolved stays unknown"
            ),
            Right(
                check: .handlers,
                options: [.viewHandlerThreshold],
                requirement: .handlers,
                deed: "see whom issues are assigned to",
                otherwise: "every issue looks unassigned, and updates of it are not safe",
                isVital: scopes.contains { $0.handler != nil }
            ),
            Right(
                check: .privateIssues,
                options: [.privateIssueThreshold],
                requirement: .privateIssues,
                deed: "see private issues",
                otherwise: "those of others are never pulled, and an issue that turns private seems to leave"
            ),
            Right(
                check: .privateNotes,
                options: [.privateNoteThreshold],
                requirement: .privateNotes,
                deed: "see private notes",
                otherwise: "what is said among colleagues is missing from the record"
            ),
        ]
    }

    /// Nil when resolved issues are open to everybody who may write, or that is not known.
    private var resolvedIssues: Right? {
        guard locksResolved == true else { return nil }
        return Right(
            check: .resolvedIssues,
            options: [.updateReadOnlyThreshold],
            requirement: .resolvedWritable,
            deed: "write on resolved issues",
            otherwise: "it can neither note on them nor close or reopen them"
        )
    }

    private func judge(_ right: Right, _ level: AccessLevel) -> Finding? {
        let thresholds = right.options.compactMap { option in threshold(option).map { (option, $0) } }
        // What could not be asked is told once, of the whole instance.
        guard thresholds.count == right.options.count else { return nil }
        let lacking = thresholds.filter { level < $0.1 }
        guard let needed = lacking.map(\.1).max() else {
            return finding(right.check, .ok, "“\(account)” (\(level)) can \(right.deed)")
        }
        let endangered = clauses[right.requirement]
        return finding(
            right.check,
            right.isVital ? .failure : .warning(when: endangered),
            "“\(account)” is \(level) and cannot \(right.deed), which takes \(needed): \(right.otherwise)",
            setting: lacking.map(\.0.rawValue).joined(separator: ", "),
            remedy: remedy(lacking, level),
            clauses: endangered
        )
    }

    /// Raises the account where its work is, rather than lowering a threshold for everybody; but not above MANAGER, which
    /// would give the bridge all of Mantis.
    private func remedy(_ lacking: [(MantisOption, AccessLevel)], _ level: AccessLevel) -> String {
        let outOfReach = lacking.filter { $0.1 > .manager }.map(\.0)
        let target = lacking.map { $0.1 > .manager ? $0.0.sensibleLevel : $0.1 }.max() ?? .manager
        var steps: [String] = []
        if !outOfReach.isEmpty {
            let settings = outOfReach.map { "$g_\($0.rawValue) = \($0.sensibleLevel)" }.joined(separator: " and ")
            steps.append("set \(settings) in config/config_inc.php")
        }
        if level < target { steps.append("give “\(account)” \(target) in this project under Manage > Manage Projects") }
        let text = steps.joined(separator: ", and ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    // MARK: Resolved issues

    /// Whether Mantis locks issues as soon as they are resolved; nil when it did not tell.
    private var locksResolved: Bool? {
        guard let locked = number(.readOnlyStatus), let resolved = number(.resolvedStatus) else { return nil }
        return locked <= resolved
    }

    private func number(_ option: MantisOption) -> Int? {
        instance.options[option]?.value.flatMap { Int($0) }
    }

    /// The people a resolution is put to must be able to answer in the issue.
    var commentsOnResolved: Finding? {
        let endangered = clauses[.resolvedWritable]
        guard !endangered.isEmpty, let locksResolved else { return nil }
        guard locksResolved, let needed = threshold(.updateReadOnlyThreshold), needed > .reporter else {
            return finding(.resolvedComments, .ok, "reporters can comment on resolved issues")
        }
        let reopens = instance.options[.reporterReopens]?.value.map { !["0", ""].contains($0) }
        let way =
            switch reopens {
            case true?: "a reporter can only reopen them, and not comment otherwise"
            case false?: "a reporter can neither comment on them nor reopen them"
            case nil: "a reporter cannot comment on them"
            }
        return finding(
            .resolvedComments,
            .warning,
            "resolved issues are read-only below \(needed): \(way)",
            setting: "bug_readonly_status_threshold",
            remedy: "Set $g_bug_readonly_status_threshold = CLOSED in config/config_inc.php.",
            clauses: endangered
        )
    }
}
