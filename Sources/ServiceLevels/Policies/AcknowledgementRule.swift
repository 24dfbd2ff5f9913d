package import Tickets

/// Whether and when receipt of a ticket is confirmed to the requester, and what the note tells about what comes next.
package struct AcknowledgementRule: Hashable, Sendable {
    /// The event after which the acknowledgement is due.
    package enum Moment: String, CaseIterable, Sendable {
        /// As soon as the ticket is known.
        case registered
        /// Only when an engineer has it, because the note names the engineer.
        case assigned
    }

    /// The clause that promises it, for example AM-08.
    package var clause: ClauseID
    package var when: Moment
    /// For each kind, one Spanish sentence that says what happens next.
    package var nextSteps: [TicketKind: String]

    package init(clause: ClauseID, when: Moment, nextSteps: [TicketKind: String]) {
        self.clause = clause
        self.when = when
        self.nextSteps = nextSteps
    }
}
