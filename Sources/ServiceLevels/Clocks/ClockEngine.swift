package import Tickets

/// What is known of one ticket, for its clocks.
package struct ClockCase: Sendable {
    package var signals: ClockSignals
    /// What the customer pays for; nil without a plan.
    package var plan: CustomerPlan?
    /// Those declared for the policy, in any order.
    package var contingencies: [Contingency]
    /// How its breached and ended cycles were judged when that happened, in any order.
    package var verdicts: [ClockVerdict]

    package init(
        signals: ClockSignals,
        plan: CustomerPlan? = nil,
        contingencies: [Contingency] = [],
        verdicts: [ClockVerdict] = []
    ) {
        self.signals = signals
        self.plan = plan
        self.contingencies = contingencies
        self.verdicts = verdicts
    }
}

/// A contract by which a customer is served in other hours than the policy's (CO-01, BI-13).
package struct CustomerPlan: Sendable {
    package var name: String
    package var clause: ClauseID
    package var calendar: CalendarEditions

    package init(name: String, clause: ClauseID, calendar: CalendarEditions) {
        self.name = name
        self.clause = clause
        self.calendar = calendar
    }
}

/// Derives every clock of a ticket by replaying its signals: the same signals give the same clocks, whenever they were
/// imported, and any past instant can be asked.
///
/// A deadline is kept by what happens up to and including its instant. One that passed is breached for ever: as the instant
/// that is asked grows, the events of each cycle only ever grow.
package struct ClockEngine: Sendable {
    package let rules: ClockRules
    private let policyCalendar: CalendarEditions
    private let calendars: [CalendarName: CalendarEditions]

    /// Throws ``ServiceLevelsError/Code/contradictoryClocks`` when `calendars` lacks one that the rules name.
    package init(
        rules: ClockRules,
        calendars: [CalendarName: CalendarEditions]
    ) throws(ServiceLevelsError) {
        guard let policyCalendar = calendars[rules.calendar], rules.calendars.allSatisfy({ calendars[$0] != nil })
        else {
            let missing = rules.calendars.filter { calendars[$0] == nil }.map { "“\($0)”" }.sorted()
            throw ServiceLevelsError(
                .contradictoryClocks,
                "the clocks count in the calendar \(missing.joined(separator: ", ")), which is not among those given"
            )
        }
        self.rules = rules
        self.calendars = calendars
        self.policyCalendar = policyCalendar
    }

    /// The clocks as they stood at an instant, in the order of the rules; without those that the policy never had for the
    /// ticket's kind and level, and empty before its registration.
    package func records(of ticket: ClockCase, asOf: Instant) -> [ClockRecord] {
        guard let first = ticket.signals.ordered.first, first.at <= asOf else { return [] }
        let notices = ContingencyNotice.all(of: ticket.contingencies)
        return rules.rules.compactMap { rule in
            let verdicts = ticket.verdicts.filter { $0.kind == rule.kind }
            var replay = ClockReplay(rule, of: self, plan: ticket.plan, notices: notices, verdicts: verdicts)
            replay.run(ticket.signals.ordered, asOf: asOf)
            while let refuted = replay.refuted {
                let others = replay.verdicts.filter { $0 != refuted }
                replay = ClockReplay(rule, of: self, plan: ticket.plan, notices: notices, verdicts: others)
                replay.run(ticket.signals.ordered, asOf: asOf)
            }
            guard replay.wasOffered else { return nil }
            return ClockRecord(rule: rule, asOf: asOf, cycles: replay.cycles(asOf: asOf))
        }
    }

    func editions(for hours: ClockTerms.Hours, plan: CustomerPlan?) -> CalendarEditions {
        switch hours {
        case .policy: plan?.calendar ?? policyCalendar
        case .calendar(let name): calendars[name] ?? policyCalendar
        }
    }
}

/// What became known of a contingency, and when.
struct ContingencyNotice {
    var at: Instant
    /// Tells the contingencies of a ticket apart.
    var number: Int
    var contingency: Contingency

    /// In order of time.
    static func all(of contingencies: [Contingency]) -> [ContingencyNotice] {
        guard !contingencies.isEmpty else { return [] }
        let ordered = contingencies.sorted {
            ($0.declared, $0.from, $0.reason, $0.to ?? $0.from) < ($1.declared, $1.from, $1.reason, $1.to ?? $1.from)
        }
        return ordered.enumerated().flatMap { number, contingency in
            [contingency.declared, contingency.endDeclared].compactMap { at in
                at.flatMap { at in
                    contingency.known(at: at).map { ContingencyNotice(at: at, number: number, contingency: $0) }
                }
            }
        }
        .sorted { ($0.at, $0.number) < ($1.at, $1.number) }
    }
}
