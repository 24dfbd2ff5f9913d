import Tickets

/// The names a policy's rules may use.
struct ClassificationNames {
    var kinds: [TicketKind]
    var levels: [LevelName]
    /// The number of each Mantis priority by its name, for example `high`.
    var priorities: [String: Int]
    var severities: [String: Int]
}

extension Classification {
    /// Reads the `classification` list of a policy file. What is wrong is reported; a rule with a fault is left out.
    init(_ list: [YAMLValue], names: ClassificationNames) {
        kindRules = []
        levelRules = []
        for value in list {
            guard let reader = RuleReader(value, names: names) else { continue }
            kindRules += reader.rules("kind", for: TicketKind.self) { text in
                names.kinds.first { $0.rawValue == text }
            }
            levelRules += reader.rules("level", for: LevelName.self) { text in
                names.levels.first { $0.rawValue == text }
            }
        }
    }
}

/// Reads one entry: conditions under `when`, a `clause`, and `kind`, `level` or both, each a name or a look-up
/// `{by: SUBJECT, table: {VALUE: NAME}}`.
private struct RuleReader {
    let fields: YAMLFields
    let names: ClassificationNames
    let clause: ClauseID
    let conditions: [Classification.Condition]

    init?(_ value: YAMLValue, names: ClassificationNames) {
        guard let fields = value.fields("clause", "when", "kind", "level") else { return nil }
        self.fields = fields
        self.names = names
        if fields["kind"] == nil && fields["level"] == nil {
            fields.report("the rule gives neither “kind” nor “level”")
        }
        let clause = fields.required("clause")?.clause()
        conditions = fields["when"].flatMap { Self.conditions($0, names: names) } ?? []
        guard let clause else { return nil }
        self.clause = clause
    }

    func rules<Outcome>(
        _ key: String,
        for type: Outcome.Type,
        named find: (String) -> Outcome?
    ) -> [Classification.Rule<Outcome>] {
        guard let value = fields[key] else { return [] }
        if key == "kind", let condition = conditions.first(where: { $0.subject == .kind }) {
            value.report(
                "a rule that looks at the kind (\(condition.values.sorted().joined(separator: ", "))) gives a level only"
            )
            return []
        }
        func outcome(_ value: YAMLValue) -> Outcome? {
            guard let text = value.string() else { return nil }
            if let outcome = find(text) { return outcome }
            let known = key == "kind" ? names.kinds.map(\.rawValue) : names.levels.map(\.rawValue)
            value.report("the policy defines no \(key) “\(text)”\(Suggestion.text(for: text, among: known))")
            return nil
        }
        func rule(_ conditions: [Classification.Condition], _ value: YAMLValue) -> Classification.Rule<Outcome>? {
            outcome(value).map {
                Classification.Rule(conditions: conditions, outcome: $0, clause: clause, location: value.location)
            }
        }

        guard value.isMapping else { return [rule(conditions, value)].compactMap(\.self) }
        guard let lookUp = value.fields("by", "table") else { return [] }
        guard let subject = lookUp.required("by").flatMap({ subject($0, for: key) }),
            let table = lookUp.required("table")?.entries()
        else { return [] }
        return table.compactMap { entry in
            guard let words = Self.word(entry.keyValue, of: subject, names: names) else { return nil }
            return rule(conditions + [Classification.Condition(subject: subject, values: [words])], entry.value)
        }
    }

    /// What a look-up goes by: a word, or `{field: NAME}`.
    private func subject(_ value: YAMLValue, for key: String) -> Classification.Subject? {
        if value.isMapping {
            return value.fields("field")?.required("field")?.string().map {
                .field(NormalizedName($0), title: $0)
            }
        }
        let subjects: [String: Classification.Subject] = [
            "category": .category, "severity": .severity, "priority": .priority, "kind": .kind,
        ]
        guard let text = value.string() else { return nil }
        guard let subject = subjects[text], key != "kind" || subject != .kind else {
            value.report(
                "a look-up goes by category, severity, priority, kind (for levels) or {field: NAME}, not “\(text)”"
            )
            return nil
        }
        return subject
    }

    private static func conditions(_ value: YAMLValue, names: ClassificationNames) -> [Classification.Condition]? {
        guard let fields = value.fields("category", "severity", "priority", "kind", "field") else { return nil }
        var conditions: [Classification.Condition] = []
        let subjects: [(String, Classification.Subject)] = [
            ("category", .category), ("severity", .severity), ("priority", .priority), ("kind", .kind),
        ]
        for (key, subject) in subjects {
            guard let value = fields[key] else { continue }
            conditions.append(condition(value, on: subject, names: names))
        }
        for entry in fields["field"]?.entries() ?? [] {
            let subject = Classification.Subject.field(NormalizedName(entry.key), title: entry.key)
            conditions.append(condition(entry.value, on: subject, names: names))
        }
        return conditions
    }

    private static func condition(
        _ value: YAMLValue,
        on subject: Classification.Subject,
        names: ClassificationNames
    ) -> Classification.Condition {
        let items = value.isList ? value.list() ?? [] : [value]
        var values: Set<String> = []
        for item in items {
            guard let word = word(item, of: subject, names: names) else { continue }
            if !values.insert(word).inserted {
                item.report("this is listed twice (case, accents and punctuation do not count)")
            }
        }
        return Classification.Condition(subject: subject, values: values)
    }

    /// One value of a condition in the terms of ``Classification/Condition``.
    private static func word(
        _ value: YAMLValue,
        of subject: Classification.Subject,
        names: ClassificationNames
    ) -> String? {
        guard let text = value.string() else { return nil }
        func number(_ what: String, _ numbers: [String: Int]) -> String? {
            if let number = numbers[text] { return String(number) }
            value.report(
                "mantis.yaml has no \(what) “\(text)”\(Suggestion.text(for: text, among: numbers.keys.sorted()))"
            )
            return nil
        }
        switch subject {
        case .severity: return number("severity", names.severities)
        case .priority: return number("priority", names.priorities)
        case .kind:
            guard let kind = names.kinds.first(where: { $0.rawValue == text }) else {
                value.report(
                    "the policy defines no kind “\(text)”\(Suggestion.text(for: text, among: names.kinds.map(\.rawValue)))"
                )
                return nil
            }
            return kind.rawValue
        case .category, .field:
            let name = NormalizedName(text)
            guard !name.isEmpty else {
                value.report("“\(text)” has no letter or digit")
                return nil
            }
            return name.words
        }
    }
}
