package import Tickets

/// Something about a Mantis server, its accounts or the bridge's own machine without which a clause cannot be kept.
package enum Requirement: String, CaseIterable, Sendable {
    /// The bridge sees the private issues of others.
    case privateIssues = "private-issues"
    /// The bridge sees the private notes of others.
    case privateNotes = "private-notes"
    /// The bridge sees an issue's history, which tells when something was so.
    case history
    /// The bridge sees whom an issue is assigned to.
    case handlers
    /// The queue's account exists and issues can be assigned to it.
    case queueAccount = "queue-account"
    /// Those who file issues can assign them.
    case reportersAssign = "reporters-assign"
    /// The bridge may write notes.
    case notes
    /// Mantis tells requesters by mail what was written.
    case mail
    /// The bridge may change an issue's status.
    case statusChanges = "status-changes"
    /// Resolved issues still take notes and changes.
    case resolvedWritable = "resolved-writable"
    /// The bridge may set due dates.
    case dueDate = "due-date"
    /// The bridge may set target versions.
    case targetVersion = "target-version"
    /// The numbers of statuses and view states mean what the mapping takes them for.
    case statuses
    /// The numbers of priorities and severities mean what the mapping takes them for.
    case priorities
    /// Nobody reads a status as the acceptance of a request.
    case acceptance
    /// The server's dates are right, and it is known what they mean.
    case exactTimes = "exact-times"
    /// The bridge runs at short intervals on a whole ledger.
    case regularRuns = "regular-runs"
}

/// Which clauses of a policy hang on what: the part `relies-on` of its file. `mantis-bridge doctor` names them beside
/// what it finds wrong.
package struct Reliances: Hashable, Sendable {
    /// A custom field by its name, and the clauses that need it.
    package struct CustomField: Hashable, Sendable {
        /// As the file writes it.
        package var title: String
        package var clauses: [ClauseID]

        package init(title: String, clauses: [ClauseID]) {
            self.title = title
            self.clauses = clauses
        }
    }

    package var requirements: [Requirement: [ClauseID]]
    /// The parts of a requester that issues must tell; `mantis.yaml` says in which custom fields.
    package var requester: [Requester.Part: [ClauseID]]
    /// In the file's order.
    package var customFields: [CustomField]

    package init(
        requirements: [Requirement: [ClauseID]] = [:],
        requester: [Requester.Part: [ClauseID]] = [:],
        customFields: [CustomField] = []
    ) {
        self.requirements = requirements
        self.requester = requester
        self.customFields = customFields
    }
}

extension Reliances {
    /// Reads `relies-on`; nil when a part is wrong, which is reported.
    init?(_ value: YAMLValue) {
        guard let fields = value.fields(Requirement.allCases.map(\.rawValue) + ["requester", "custom-fields"]) else {
            return nil
        }
        var requirements: [Requirement: [ClauseID]] = [:]
        for requirement in Requirement.allCases {
            requirements[requirement] = fields[requirement.rawValue]?.clauses()
        }
        var requester: [Requester.Part: [ClauseID]] = [:]
        let parts = Requester.Part.allCases
        if let entries = fields["requester"]?.fields(parts.map(\.rawValue)) {
            for part in parts { requester[part] = entries[part.rawValue]?.clauses() }
        }
        let customFields = fields["custom-fields"]?.entries()?.compactMap { entry in
            entry.value.clauses().map { CustomField(title: entry.key, clauses: $0) }
        }
        self.init(requirements: requirements, requester: requester, customFields: customFields ?? [])
    }

    /// The custom fields that classification looks at and no clause is named for.
    func undeclared(among classification: Classification) -> [String] {
        let declared = Set(customFields.map { NormalizedName($0.title) })
        return classification.customFields.filter { !declared.contains(NormalizedName($0)) }
    }
}

extension Classification {
    /// The names of the custom fields that rules look at, as the file writes them, each once, in order of appearance.
    fileprivate var customFields: [String] {
        var seen: Set<NormalizedName> = []
        return (kindRules.flatMap(\.conditions) + levelRules.flatMap(\.conditions)).compactMap { condition in
            guard case .field(let name, let title) = condition.subject, seen.insert(name).inserted else { return nil }
            return title
        }
    }
}

extension YAMLValue {
    /// A list of clause ids with at least one.
    fileprivate func clauses() -> [ClauseID]? {
        list()?.compactMap { value in
            guard let clause = value.clauseID() else { return nil }
            value.reader.cite(.dependentClause, clause.rawValue, at: value.location)
            return clause
        }
    }
}
