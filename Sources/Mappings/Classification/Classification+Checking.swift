import Tickets

extension Classification {
    /// Values that can never decide, because an earlier rule already takes them; most often a category listed twice.
    func unreachableValues() -> [Problem] {
        Self.unreachable(in: kindRules, "kind") + Self.unreachable(in: levelRules, "level")
    }

    /// Kinds and levels that no rule gives.
    func unusedOutcomes(kinds: [TicketKind], levels: [LevelName]) -> (kinds: [TicketKind], levels: [LevelName]) {
        let givenKinds = Set(kindRules.map(\.outcome))
        let givenLevels = Set(levelRules.map(\.outcome))
        return (kinds.filter { !givenKinds.contains($0) }, levels.filter { !givenLevels.contains($0) })
    }

    private static func unreachable<Outcome>(in rules: [Rule<Outcome>], _ what: String) -> [Problem] {
        rules.enumerated().flatMap { index, rule in
            if rule.conditions.isEmpty {
                return rules[..<index].first { $0.conditions.isEmpty }.map { earlier in
                    [Problem("no issue gets here: the rule at \(earlier.location) takes every one", at: rule.location)]
                } ?? []
            }
            return rule.conditions.flatMap { condition in
                condition.values.sorted().compactMap { value in
                    var narrowed = rule
                    narrowed.conditions.removeAll { $0 == condition }
                    narrowed.conditions.append(Condition(subject: condition.subject, values: [value]))
                    guard let earlier = rules[..<index].first(where: { $0.covers(narrowed) }) else { return nil }
                    return Problem(
                        "“\(value)” has its \(what) from the rule at \(earlier.location) already; list it once",
                        at: rule.location
                    )
                }
            }
        }
    }
}

extension Classification.Rule {
    /// Whether every issue that `other` applies to is taken by this rule.
    fileprivate func covers(_ other: Self) -> Bool {
        conditions.allSatisfy { condition in
            other.conditions.contains { $0.subject == condition.subject && $0.values.isSubset(of: condition.values) }
        }
    }
}
