package import Mappings
package import ServiceLevels
package import Tickets

/// The clocks of policies, with every calendar they count in indexed: making one takes some milliseconds a calendar, asking
/// it some microseconds a ticket.
package struct ClockBook: Sendable {
    /// No ticket is older, so that what became known of calendars before counts as known from the start.
    private static let firstYear = CivilDate(year: 2_020, month: 1, day: 1)

    private let entries: [PolicyName: Entry]

    private struct Entry: Sendable {
        let policy: Policy
        let engine: ClockEngine
        /// By the plan's name.
        let plans: [String: CustomerPlan]
        /// Every edition of every calendar that tickets of the policy may count in.
        let editions: [CalendarVersion: CalendarEdition]
    }

    /// What is known of a ticket beside what Mantis tells.
    package struct Facts: Sendable {
        /// The number of the bridge's own account; nil before it is known.
        package var bridge: Int?
        /// Those declared for the ticket's policy.
        package var contingencies: [Contingency]
        /// What people declared about the ticket.
        package var declared: [ClockSignal]
        /// How its clocks were judged before.
        package var verdicts: [ClockVerdict]

        package init(
            bridge: Int? = nil,
            contingencies: [Contingency] = [],
            declared: [ClockSignal] = [],
            verdicts: [ClockVerdict] = []
        ) {
            self.bridge = bridge
            self.contingencies = contingencies
            self.declared = declared
            self.verdicts = verdicts
        }
    }

    /// For the `policies` of a catalogue; those that it does not have are left out.
    package init(_ catalogue: MappingCatalogue, policies: Set<PolicyName>) throws(ServiceLevelsError) {
        var indexed: [CalendarName: CalendarEditions] = [:]
        func editions(_ name: CalendarName, in zone: TimeZoneRules? = nil) -> CalendarEditions? {
            guard let calendar = catalogue.calendars.calendars[name], let since = Self.firstYear else { return nil }
            // Dates of a customer's plan are those of the policy's zone.
            if let zone, zone != calendar.zone { return CalendarEditions(calendar.moved(to: zone), since: since) }
            if let known = indexed[name] { return known }
            let editions = CalendarEditions(calendar, since: since)
            indexed[name] = editions
            return editions
        }
        var entries: [PolicyName: Entry] = [:]
        for policy in policies.compactMap({ catalogue.policies[$0] }) {
            let zone = catalogue.calendar(of: policy)?.zone
            var calendars: [CalendarName: CalendarEditions] = [:]
            for name in policy.clocks.calendars { calendars[name] = editions(name) }
            var plans: [String: CustomerPlan] = [:]
            for plan in policy.plans.plans {
                plans[plan.name] = editions(plan.calendar, in: zone).map {
                    CustomerPlan(name: plan.title, clause: plan.clause, calendar: $0)
                }
            }
            let editions = (calendars.values + plans.values.map(\.calendar)).flatMap(\.editions)
            entries[policy.name] = Entry(
                policy: policy,
                engine: try ClockEngine(rules: policy.clocks, calendars: calendars),
                plans: plans,
                editions: Dictionary(editions.map { ($0.version, $0) }) { first, _ in first }
            )
        }
        self.entries = entries
    }

    /// Nil for a ticket of a policy that the book does not have.
    package func review(_ ticket: Ticket, _ facts: Facts, asOf: Instant) -> TicketReview? {
        guard let entry = entries[ticket.policy] else { return nil }
        var signals = ClockSignals(of: ticket, bridge: facts.bridge, declared: facts.declared)
        if let intake = entry.policy.intake {
            let more = intake.signals(of: ticket, among: signals)
            if !more.isEmpty { signals = ClockSignals(signals.ordered + more) }
        }
        let plan = entry.policy.plans.plan(of: ticket).flatMap { entry.plans[$0.name] }
        let known = ClockCase(
            signals: signals,
            plan: plan,
            contingencies: facts.contingencies,
            verdicts: facts.verdicts
        )
        return TicketReview(
            ticket: ticket,
            policy: entry.policy,
            plan: plan,
            asOf: asOf,
            signals: signals,
            records: entry.engine.records(of: known, asOf: asOf),
            editions: entry.editions
        )
    }
}

/// A ticket's clocks as they stood at an instant, and what they were derived from.
package struct TicketReview: Sendable {
    package let ticket: Ticket
    package let policy: Policy
    package let plan: CustomerPlan?
    package let asOf: Instant
    package let signals: ClockSignals
    /// In the order of the policy's clocks.
    package let records: [ClockRecord]
    private let editions: [CalendarVersion: CalendarEdition]

    fileprivate init(
        ticket: Ticket,
        policy: Policy,
        plan: CustomerPlan?,
        asOf: Instant,
        signals: ClockSignals,
        records: [ClockRecord],
        editions: [CalendarVersion: CalendarEdition]
    ) {
        self.ticket = ticket
        self.policy = policy
        self.plan = plan
        self.asOf = asOf
        self.signals = signals
        self.records = records
        self.editions = editions
    }

    /// What the deadline of a cycle is made of. Nil without a target or a start, and when the calendar it was judged by is
    /// not there any more.
    package func answer(for cycle: ClockCycle) -> DeadlineAnswer? {
        guard case .target(let target) = cycle.promise, let start = cycle.start?.at,
            let edition = editions[cycle.calendarVersion]
        else { return nil }
        let pauses = cycle.pauses.compactMap { try? Pause(from: $0.from, to: $0.to) }
        return try? DeadlineAnswer(target, from: start, pauses: Pauses(pauses), in: edition)
    }

    /// What rules of the policy have to do, in the policy's order.
    package var actions: [DueAction] {
        ActionReview(policy: policy, ticket: ticket, signals: signals, records: records, asOf: asOf).actions
    }

    /// The next instant at which something happens by itself.
    package var nextEvent: Instant? { records.compactMap(\.nextEvent).min() }

    /// How every cycle that is breached or over was judged.
    package var verdicts: [ClockVerdict] {
        records.flatMap { record in record.cycles.indices.compactMap(record.verdict(ofCycle:)) }
    }
}
