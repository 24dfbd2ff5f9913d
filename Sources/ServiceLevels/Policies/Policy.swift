package import Tickets

/// One provider's support policy as data, read from `mappings/policies/NAME.yaml`.
package struct Policy: Hashable, Sendable {
    package var name: PolicyName
    /// In Spanish.
    package var title: String
    /// The provider as requesters know it.
    package var provider: String
    /// The calendar whose hours and zone the policy counts in.
    package var calendar: CalendarName
    /// The kinds of ticket it knows, each with its Spanish title.
    package var kinds: [TicketKind: String]
    /// From the most to the least urgent.
    package var levels: [Level]
    package var acknowledgement: AcknowledgementRule?
    package var committee: CommitteeSchedule?

    package init(
        name: PolicyName,
        title: String,
        provider: String,
        calendar: CalendarName,
        kinds: [TicketKind: String],
        levels: [Level],
        acknowledgement: AcknowledgementRule? = nil,
        committee: CommitteeSchedule? = nil
    ) {
        self.name = name
        self.title = title
        self.provider = provider
        self.calendar = calendar
        self.kinds = kinds
        self.levels = levels
        self.acknowledgement = acknowledgement
        self.committee = committee
    }

    /// Nil when the policy has no level of that name.
    package func level(_ name: LevelName) -> Level? {
        levels.first { $0.name == name }
    }
}
