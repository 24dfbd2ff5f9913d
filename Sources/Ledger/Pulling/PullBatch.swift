package import Tickets

/// What a few issues of one scope turned out to be. It is stored in one transaction: all of it or nothing.
package struct PullBatch: Hashable, Sendable {
    package var scope: ScopeKey
    package var tickets: [Reading]
    /// Issues that could not be read; each replaces an earlier retry of the same ticket.
    package var retries: [Retry]
    /// Tickets whose retry is over. Storing a reading of a ticket clears its retry as well.
    package var clearedRetries: [TicketID]
    /// Tickets that left the scope, came back, or were not listed. Those the ledger does not know are passed over.
    package var standings: [StandingChange]

    package init(
        scope: ScopeKey,
        tickets: [Reading] = [],
        retries: [Retry] = [],
        clearedRetries: [TicketID] = [],
        standings: [StandingChange] = []
    ) {
        self.scope = scope
        self.tickets = tickets
        self.retries = retries
        self.clearedRetries = clearedRetries
        self.standings = standings
    }

    /// One issue as it was read and translated.
    package struct Reading: Hashable, Sendable {
        package let ticket: Ticket
        package let state: IssueState
        /// Nil leaves what is known of it.
        package let verification: Verification?

        /// The state speaks for the scope and the standing, and the ticket for the id; the others follow.
        package init(ticket: Ticket, state: IssueState, verification: Verification? = nil) {
            var ticket = ticket
            var state = state
            ticket.scope = state.scope
            ticket.standing = state.standing
            state.ticket = ticket.id
            self.ticket = ticket
            self.state = state
            self.verification = verification.map { verification in
                var verification = verification
                verification.ticket = ticket.id
                return verification
            }
        }
    }

    /// Where a ticket stands now, learnt without reading the whole issue.
    package struct StandingChange: Hashable, Sendable {
        package var ticket: TicketID
        package var standing: Standing
        /// See ``IssueState/absences``.
        package var absences: Int

        package init(ticket: TicketID, standing: Standing, absences: Int = 0) {
            self.ticket = ticket
            self.standing = standing
            self.absences = absences
        }
    }

    /// How the readings of a batch compared with what the ledger had.
    package struct Effect: Hashable, Sendable {
        package var created: Int
        /// The ticket is different from the stored one.
        package var updated: Int
        package var unchanged: Int

        package init(created: Int = 0, updated: Int = 0, unchanged: Int = 0) {
            self.created = created
            self.updated = updated
            self.unchanged = unchanged
        }
    }
}
