package import Tickets

/// One provider's support policy as data, read from `mappings/policies/NAME.yaml`.
package struct Policy: Hashable, Sendable {
    package var name: PolicyName
    /// In Spanish.
    package var title: String
    /// The provider as requesters know it.
    package var provider: String
    /// What each clause says, in Spanish. Every other clause id of the policy is one of these.
    package var clauses: [ClauseID: String]
    package var hours: OpeningHours
    /// The kinds of ticket it knows, each with its Spanish title.
    package var kinds: [TicketKind: String]
    /// From the most to the least urgent.
    package var levels: [Level]
    package var clocks: ClockRules
    package var plans: ServicePlans
    package var intake: Intake?
    /// In the order in which they act on a ticket.
    package var actions: [ActionRule]
    package var acknowledgement: AcknowledgementRule?
    package var committee: CommitteeSchedule?

    package init(
        name: PolicyName,
        title: String,
        provider: String,
        clauses: [ClauseID: String],
        hours: OpeningHours,
        kinds: [TicketKind: String],
        levels: [Level],
        clocks: ClockRules,
        plans: ServicePlans = ServicePlans(),
        intake: Intake? = nil,
        actions: [ActionRule] = [],
        acknowledgement: AcknowledgementRule? = nil,
        committee: CommitteeSchedule? = nil
    ) {
        self.name = name
        self.title = title
        self.provider = provider
        self.clauses = clauses
        self.hours = hours
        self.kinds = kinds
        self.levels = levels
        self.clocks = clocks
        self.plans = plans
        self.intake = intake
        self.actions = actions
        self.acknowledgement = acknowledgement
        self.committee = committee
    }

    /// The calendar whose hours and zone the policy counts in.
    package var calendar: CalendarName { hours.calendar }

    /// Nil when the policy has no level of that name.
    package func level(_ name: LevelName) -> Level? {
        levels.first { $0.name == name }
    }
}

extension Policy {
    /// How its clauses are read where they leave something open, in the order of the policy's parts.
    package var readings: [Reading] {
        [hours.reading].compactMap(\.self) + levels.compactMap(\.reading) + clocks.rules.flatMap(\.readings)
            + actions.compactMap(\.reading)
    }
}
