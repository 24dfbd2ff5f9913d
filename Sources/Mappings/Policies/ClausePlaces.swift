package import ServiceLevels
package import Tickets

/// Where a policy's file implements each of its clauses, as the data are called there.
package struct ClausePlaces: Hashable, Sendable {
    private var places: [ClauseID: [String]] = [:]

    package init(_ policy: Policy, _ classification: Classification) {
        add("hours", policy.hours.clause)
        for level in policy.levels { add("levels.\(level.name)", level.clause) }
        for clause in classification.kindRules.map(\.clause) + classification.levelRules.map(\.clause) {
            add("classification", clause)
        }
        for rule in policy.clocks.rules { add(rule) }
        for plan in policy.plans.plans { add("plans.\(plan.name)", plan.clause) }
        if let intake = policy.intake {
            add("intake", intake.clause)
            for item in intake.items { add("intake.items", item.clause) }
        }
        for action in policy.actions { add("actions.\(action.name)", action.clause) }
        if let acknowledgement = policy.acknowledgement { add("acknowledgement", acknowledgement.clause) }
        if let committee = policy.committee { add("committee", committee.clause) }
    }

    /// In the file's order, each once.
    package subscript(clause: ClauseID) -> [String] { places[clause] ?? [] }

    private mutating func add(_ rule: ClockRule) {
        let clock = "clocks.\(rule.kind.rawValue)"
        add("\(clock).start", rule.start.clause)
        for terms in rule.terms { add("\(clock).terms", terms.clause) }
        for pause in rule.pauses { add("\(clock).pauses.\(pause.reason.rawValue)", pause.clause) }
        switch rule.reopening {
        case .ignored: break
        case .newCycle(let clause), .resume(within: _, let clause): add("\(clock).reopening", clause)
        }
        add("\(clock).commitment", rule.commitment)
    }

    private mutating func add(_ place: String, _ clause: ClauseID?) {
        guard let clause, places[clause]?.contains(place) != true else { return }
        places[clause, default: []].append(place)
    }
}
