package import MantisConnect
package import Tickets

/// How a policy tells a ticket's kind and level from what Mantis says of the issue. Rules are tried in the file's order,
/// for the kind and then for the level; the first that applies decides. Where none does, the verdict has a gap that
/// names the value for which a rule is missing.
package struct Classification: Hashable, Sendable {
    package internal(set) var kindRules: [Rule<TicketKind>]
    package internal(set) var levelRules: [Rule<LevelName>]

    /// What a condition looks at.
    package enum Subject: Hashable, Sendable {
        case category
        case severity
        case priority
        /// The kind decided before; only for levels.
        case kind
        /// A custom field; `title` is its name as the file writes it.
        case field(NormalizedName, title: String)
    }

    /// Holds when the subject's value is one of `values`: numbers for severity and priority, raw values for the kind, the
    /// words of a ``NormalizedName`` for the rest.
    package struct Condition: Hashable, Sendable {
        package var subject: Subject
        package var values: Set<String>
    }

    /// Gives `outcome` when every condition holds.
    package struct Rule<Outcome: Hashable & Sendable>: Hashable, Sendable {
        package var conditions: [Condition]
        package var outcome: Outcome
        package var clause: ClauseID
        package var location: SourceLocation
    }

    package struct Verdict: Hashable, Sendable {
        package var kind: TicketKind?
        package var level: LevelName?
        package var gaps: [Ticket.Gap]
    }

    package func verdict(on issue: Issue) -> Verdict {
        var traits = Traits(issue)
        let kind = Self.decide(kindRules, traits)
        var verdict = Verdict(kind: kind, level: nil, gaps: [])
        if kind == nil {
            verdict.gaps.append(Ticket.Gap(field: "kind", value: Self.missing(in: kindRules, traits)))
        }
        traits.kind = kind
        verdict.level = Self.decide(levelRules, traits)
        if verdict.level == nil {
            // Without a kind, a level that hangs on it fails for the same reason as the kind did.
            let reason =
                kind == nil && Self.subjects(of: levelRules).contains(.kind)
                ? Self.missing(in: kindRules, traits) : Self.missing(in: levelRules, traits)
            verdict.gaps.append(Ticket.Gap(field: "level", value: reason))
        }
        return verdict
    }

    private static func decide<Outcome>(_ rules: [Rule<Outcome>], _ traits: Traits) -> Outcome? {
        rules.first { rule in
            rule.conditions.allSatisfy { !$0.values.isDisjoint(with: traits.values(of: $0.subject)) }
        }?.outcome
    }

    /// Names the values for which no rule has a word, or all that the rules look at when only their combination lacks one.
    private static func missing<Outcome>(in rules: [Rule<Outcome>], _ traits: Traits) -> String {
        let subjects = subjects(of: rules)
        let unheard = subjects.filter { subject in
            let known = rules.flatMap(\.conditions).filter { $0.subject == subject }
            let values = traits.values(of: subject)
            return known.allSatisfy { $0.values.isDisjoint(with: values) }
        }
        return (unheard.isEmpty ? subjects : unheard).map(traits.wording).joined(separator: ", ")
    }

    /// What the rules look at, each once, in order of appearance.
    private static func subjects<Outcome>(of rules: [Rule<Outcome>]) -> [Subject] {
        var subjects: [Subject] = []
        for condition in rules.flatMap(\.conditions) where !subjects.contains(condition.subject) {
            subjects.append(condition.subject)
        }
        return subjects
    }
}

/// What an issue shows to the rules.
private struct Traits {
    let issue: Issue
    var kind: TicketKind?
    /// Every rule looks at these, so they are made once.
    private let category: [String]
    private let severity: [String]
    private let priority: [String]
    /// The custom fields by the names that rules use; the first of a name counts.
    private let fields: [(name: NormalizedName, value: String)]

    init(_ issue: Issue) {
        self.issue = issue
        let category = NormalizedName(issue.category ?? "")
        self.category = category.isEmpty ? [] : [category.words]
        severity = issue.severity.map { [String($0.id)] } ?? []
        priority = issue.priority.map { [String($0.id)] } ?? []
        fields = issue.customFields.map { (NormalizedName($0.field.name ?? ""), $0.value) }
    }

    /// The subject's values in the terms of ``Classification/Condition``; none when it is blank.
    func values(of subject: Classification.Subject) -> [String] {
        switch subject {
        case .category: category
        case .severity: severity
        case .priority: priority
        case .kind: kind.map { [$0.rawValue] } ?? []
        case .field(let name, _):
            value(ofField: name)?.split(separator: "|").map { NormalizedName(String($0)).words } ?? []
        }
    }

    /// The subject and its value as an operator reads them.
    func wording(of subject: Classification.Subject) -> String {
        switch subject {
        case .category: category.isEmpty ? "no category" : "category “\(issue.category ?? "")”"
        case .severity: wording("severity", issue.severity)
        case .priority: wording("priority", issue.priority)
        case .kind: "kind \(kind?.rawValue ?? "unknown")"
        case .field(let name, let title):
            switch value(ofField: name) {
            case nil: "no field “\(title)”"
            case "": "field “\(title)” is blank"
            case let value?: "field “\(title)” “\(value)”"
            }
        }
    }

    private func wording(_ what: String, _ reference: Reference?) -> String {
        guard let reference else { return "no \(what)" }
        return "\(what) \(reference.id)" + (reference.name.map { " “\($0)”" } ?? "")
    }

    private func value(ofField name: NormalizedName) -> String? {
        fields.first { $0.name == name }?.value
    }
}
