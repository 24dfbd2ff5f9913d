package import ServiceLevels
package import Tickets

/// What planning found out about one ticket, with or without an intent.
package struct PlannedTicket: Hashable, Sendable {
    package var ticket: TicketID
    /// The next instant at which something about its clocks happens by itself; nil when nothing will.
    package var attentionAt: Instant?
    /// All there are of the ticket, in any order, each (kind, cycle, first start) once: they take the place of those the
    /// ledger had.
    package var verdicts: [ClockVerdict]

    package init(ticket: TicketID, attentionAt: Instant?, verdicts: [ClockVerdict]) {
        self.ticket = ticket
        self.attentionAt = attentionAt
        self.verdicts = verdicts
    }
}
