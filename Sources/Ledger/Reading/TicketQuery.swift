package import Tickets

/// Which tickets, in which order, and how many at a time. Every filter left out lets everything through.
package struct TicketQuery: Hashable, Sendable {
    package var instance: InstanceName?
    package var scope: String?
    package var policy: PolicyName?
    /// Empty means any, a ticket without a kind included.
    package var kinds: Set<TicketKind>
    /// Empty means any, a ticket without a status included.
    package var statuses: Set<TicketStatus>
    /// Empty means any.
    package var standings: Set<Standing>
    package var level: LevelName?
    /// The login name of the account it is assigned to.
    package var handler: String?
    /// Resolved or closed, or neither; a ticket without a status counts as not settled.
    package var settled: Bool?
    /// Words that must all occur in what ``SearchText`` makes of a ticket; case and accents do not matter.
    package var text: String?
    /// Changed in Mantis at this instant or later, by the server's clock.
    package var changedSince: Instant?
    package var order: Order
    /// The size of a page.
    package var limit: Int
    /// Starts behind this position; see ``position(of:)``.
    package var after: Position?

    /// A total order: equal instants are put in order by ``TicketID``.
    package enum Order: String, CaseIterable, Sendable {
        /// By instance and issue number.
        case identity
        /// The last changed first.
        case lastChanged
        /// The oldest request first.
        case oldestSubmitted
    }

    /// A place in the order, to go on from. It stays valid when tickets come and go.
    package struct Position: Hashable, Sendable {
        /// The instant that the order goes by; nil when it goes by identity alone.
        package var instant: Instant?
        package var ticket: TicketID

        package init(instant: Instant?, ticket: TicketID) {
            self.instant = instant
            self.ticket = ticket
        }
    }

    package init(
        instance: InstanceName? = nil,
        scope: String? = nil,
        policy: PolicyName? = nil,
        kinds: Set<TicketKind> = [],
        statuses: Set<TicketStatus> = [],
        standings: Set<Standing> = [],
        level: LevelName? = nil,
        handler: String? = nil,
        settled: Bool? = nil,
        text: String? = nil,
        changedSince: Instant? = nil,
        order: Order = .identity,
        limit: Int = 200,
        after: Position? = nil
    ) {
        self.instance = instance
        self.scope = scope
        self.policy = policy
        self.kinds = kinds
        self.statuses = statuses
        self.standings = standings
        self.level = level
        self.handler = handler
        self.settled = settled
        self.text = text
        self.changedSince = changedSince
        self.order = order
        self.limit = limit
        self.after = after
    }

    /// Where a ticket stands in the query's order.
    package func position(of ticket: Ticket) -> Position {
        switch order {
        case .identity: Position(instant: nil, ticket: ticket.id)
        case .lastChanged: Position(instant: ticket.updated, ticket: ticket.id)
        case .oldestSubmitted: Position(instant: ticket.submitted, ticket: ticket.id)
        }
    }
}
