package import ServiceLevels
package import Tickets

/// A ticket that was planned, and how its clocks stood.
package struct PlannedTicket: Hashable, Sendable {
    package var ticket: TicketID
    /// When it has to be planned again even if nothing about it changes; nil when time alone changes nothing.
    package var attentionAt: Instant?
    /// Every cycle that is breached or over. They take the place of those that were kept.
    package var verdicts: [ClockVerdict]

    package init(ticket: TicketID, attentionAt: Instant? = nil, verdicts: [ClockVerdict] = []) {
        self.ticket = ticket
        self.attentionAt = attentionAt
        self.verdicts = verdicts
    }
}
