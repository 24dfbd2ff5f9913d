package import Tickets

/// The clocks of one policy, checked against each other.
package struct ClockRules: Hashable, Sendable {
    /// At most one of each kind.
    package let rules: [ClockRule]
    package let levels: [Level]
    /// The policy's own calendar.
    package let calendar: CalendarName

    /// Throws ``ServiceLevelsError/Code/contradictoryClocks`` for rules that no ticket could be held to.
    package init(
        _ rules: [ClockRule],
        levels: [Level],
        calendar: CalendarName
    ) throws(ServiceLevelsError) {
        if let (kind, why) = Self.contradictions(in: rules, levels: levels).first {
            throw ServiceLevelsError(.contradictoryClocks, "the clock “\(kind.rawValue)” \(why)")
        }
        self.rules = rules
        self.levels = levels
        self.calendar = calendar
    }

    /// What makes rules impossible, each with the clock that it is about; words that follow the clock's name.
    package static func contradictions(in rules: [ClockRule], levels: [Level]) -> [(kind: ClockKind, why: String)] {
        rules.enumerated().compactMap { position, rule in
            contradiction(in: rule, at: position, among: rules, levels).map { (rule.kind, $0) }
        }
    }

    /// Every calendar that they count in.
    package var calendars: Set<CalendarName> {
        let special = rules.flatMap(\.terms).compactMap { terms -> CalendarName? in
            if case .calendar(let name) = terms.hours { name } else { nil }
        }
        return Set(special + [calendar])
    }

    package subscript(kind: ClockKind) -> ClockRule? { rules.first { $0.kind == kind } }

    /// What other clocks promise as a multiple of the target of a ticket's level (CO-03), in the order of the rules.
    package func multiples(of target: Target) -> [(kind: ClockKind, clause: ClauseID, target: Target)] {
        rules.compactMap { rule in
            for terms in rule.terms {
                guard case .multiple(let factor, let kind) = terms.amount, let target = target.times(factor),
                    self[kind]?.terms.contains(where: { $0.amount == .level }) == true
                else { continue }
                return (rule.kind, terms.clause ?? rule.start.clause, target)
            }
            return nil
        }
    }

    private static func contradiction(
        in rule: ClockRule,
        at position: Int,
        among rules: [ClockRule],
        _ levels: [Level]
    ) -> String? {
        if rules[..<position].contains(where: { $0.kind == rule.kind }) {
            return "is described twice; give it several terms instead"
        }
        if rule.terms.isEmpty { return "promises nothing to anybody; give it terms" }
        if rule.start.moments.isEmpty { return "never begins; name a moment to start from" }
        if rule.meets.isEmpty && rule.cancels.isEmpty { return "never ends; name a moment that it waits for" }
        if !rule.meets.isDisjoint(with: rule.cancels) { return "is both met and cancelled by the same moment" }
        if !rule.warnings.allSatisfy((1...99).contains) { return "warns outside 1 to 99 percent of its time" }
        if Set(rule.pauses.map(\.reason)).count < rule.pauses.count { return "gives one reason to pause twice" }
        for pause in rule.pauses {
            if pause.reason == .resolved { return "pauses when resolved; that is what its reopening says" }
            if pause.reason == .contingency, pause.effect == .restart {
                return "restarts after a contingency, which can only pause it"
            }
        }
        return rule.terms.lazy.compactMap { contradiction(in: $0, among: rules, levels) }.first
    }

    private static func contradiction(in terms: ClockTerms, among rules: [ClockRule], _ levels: [Level]) -> String? {
        let known = Set(levels.map(\.name))
        if let strange = terms.levels?.subtracting(known).map(\.rawValue).min() {
            return "speaks of the level “\(strange)”, which the policy does not have"
        }
        guard case .multiple(let factor, let kind) = terms.amount else { return nil }
        guard let other = rules.first(where: { $0.kind == kind }) else {
            return "multiplies the clock “\(kind.rawValue)”, which is not described"
        }
        for term in other.terms {
            switch term.amount {
            case .multiple: return "multiplies the clock “\(kind.rawValue)”, which is a multiple itself"
            case .fixed(let target):
                if target.times(factor) == nil { return "has \(factor) times \(target), which is no target" }
            case .level:
                for target in levels.compactMap(\.target) where target.times(factor) == nil {
                    return "has \(factor) times \(target), which is no target"
                }
            case .none: break
            }
        }
        return nil
    }
}

/// What a rule offers a ticket of some kind and level.
struct ClockOffer: Hashable {
    var promise: Promise
    /// The level's own earlier limit, where the amount is the level's.
    var warning: Target?
    var clause: ClauseID
    var hours: ClockTerms.Hours
    var isIndicative: Bool
}

extension ClockRules {
    func offer(of rule: ClockRule, kind: TicketKind?, level: LevelName?, committed: Instant?) -> ClockOffer {
        guard let terms = rule.terms.first(where: { $0.apply(to: kind, level) }) else {
            return ClockOffer(
                promise: .untimed(.notOffered),
                clause: rule.start.clause,
                hours: .policy,
                isIndicative: false
            )
        }
        let ticketLevel = level.flatMap { name in levels.first { $0.name == name } }
        var offer = ClockOffer(
            promise: promise(of: terms, kind, ticketLevel),
            clause: terms.clause ?? ticketLevel?.clause ?? rule.start.clause,
            hours: terms.hours,
            isIndicative: terms.isIndicative
        )
        if terms.amount == .level { offer.warning = ticketLevel?.warning }
        if offer.promise == .untimed(.noTime), let commitment = rule.commitment, let committed {
            offer.promise = .committed(committed)
            offer.clause = commitment
        }
        return offer
    }

    private func promise(of terms: ClockTerms, _ kind: TicketKind?, _ level: Level?) -> Promise {
        switch terms.amount {
        case .none:
            return .untimed(.noTime)
        case .fixed(let target):
            return .target(target)
        case .level:
            guard let level else { return .untimed(.unclassified) }
            return level.target.map(Promise.target) ?? .untimed(.noTime)
        case .multiple(let factor, let other):
            guard let terms = self[other]?.terms.first(where: { $0.apply(to: kind, level?.name) }) else {
                return .untimed(.notOffered)
            }
            let promise = promise(of: terms, kind, level)
            guard case .target(let target) = promise else { return promise }
            return target.times(factor).map(Promise.target) ?? .untimed(.noTime)
        }
    }
}

extension Target {
    /// Nil when that is no target.
    fileprivate func times(_ factor: Int) -> Target? {
        let (product, overflows) = count.multipliedReportingOverflow(by: factor)
        return overflows || factor < 1 ? nil : try? Target(product, unit)
    }
}
