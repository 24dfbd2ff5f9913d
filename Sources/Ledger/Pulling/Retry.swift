package import Tickets

/// An issue that could not be read. It is tried again by itself, so that the cursor of its scope can go on.
///
/// A ticket has at most one retry; storing another one replaces it.
package struct Retry: Hashable, Sendable {
    package var ticket: TicketID
    package var scope: String
    /// How often reading it has failed.
    package var attempts: Int
    /// Not before this instant, by our clock.
    package var nextAt: Instant
    /// Why it could not be read, in English, without secrets.
    package var reason: String

    package init(ticket: TicketID, scope: String, attempts: Int, nextAt: Instant, reason: String) {
        self.ticket = ticket
        self.scope = scope
        self.attempts = attempts
        self.nextAt = nextAt
        self.reason = reason
    }
}
