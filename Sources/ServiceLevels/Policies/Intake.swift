package import Tickets

/// What a policy needs to know before it can work on a ticket, item by item (FW-07, AM-02, BT-02).
package struct Intake: Hashable, Sendable {
    package var clause: ClauseID
    package var items: [Item]

    package struct Item: Hashable, Sendable {
        /// In Spanish, as a requester is asked for it.
        package var title: String
        package var clause: ClauseID
        /// The item is there as soon as one of these has it.
        package var sources: [Source]
        /// The tickets that need it.
        package var when: TicketCondition

        package init(title: String, clause: ClauseID, sources: [Source], when: TicketCondition = TicketCondition()) {
            self.title = title
            self.clause = clause
            self.sources = sources
            self.when = when
        }
    }

    /// Where an item may be found.
    package enum Source: Hashable, Sendable {
        /// A part of who asks; `fields` are the custom fields that tell it.
        case requester(Requester.Part, fields: Set<NormalizedName>)
        case field(NormalizedName)
        /// A line `LABEL: VALUE` in the texts or in a public note of the requester.
        case label(NormalizedName)
        case attachment
        case description
        case stepsToReproduce
        case additionalInformation
        case productVersion
    }

    package init(clause: ClauseID, items: [Item]) {
        self.clause = clause
        self.items = items
    }

    /// The items that `ticket` needs and does not have, in the policy's order.
    package func missing(from ticket: Ticket) -> [Item] {
        let finding = IntakeFinding(ticket)
        return items.filter { $0.when.holds(for: ticket) && finding.instant(of: $0) == nil }
    }

    /// Whether information was missing when the ticket was filed, and when the last of it came: for its clocks.
    ///
    /// It also counts as complete once a person of the provider answers or resolves the ticket: whoever goes on without
    /// an item had what was needed. `signals` are those of the ticket's timeline.
    package func signals(of ticket: Ticket, among signals: ClockSignals) -> [ClockSignal] {
        guard let registered = signals.ordered.first(where: { $0.fact == .registered })?.at else { return [] }
        let finding = IntakeFinding(ticket)
        let found = items.filter { $0.when.holds(for: ticket) }.map { finding.instant(of: $0) }
        guard found.contains(where: { $0.map { $0 > registered } ?? true }) else { return [] }
        var result = [ClockSignal(.informationMissing, at: registered, by: .unknown, source: .filing)]
        let supplied = found.contains(nil) ? nil : found.compactMap(\.self).max()
        let handled = signals.ordered.first { $0.fact.showsThatInformationSufficed && $0.by == .provider }
        switch (supplied, handled) {
        case (let supplied?, let handled?) where handled.at < supplied:
            result.append(ClockSignal(.informationComplete, at: handled.at, by: .provider, source: handled.source))
        case (let supplied?, _):
            result.append(ClockSignal(.informationComplete, at: supplied, by: .requester, source: .filing))
        case (nil, let handled?):
            result.append(ClockSignal(.informationComplete, at: handled.at, by: .provider, source: handled.source))
        case (nil, nil):
            break
        }
        return result
    }
}

extension ClockSignal.Fact {
    fileprivate var showsThatInformationSufficed: Bool {
        switch self {
        case .answered, .resolved, .closed: true
        default: false
        }
    }
}
