package import Tickets

/// What a list of Mantis shows of an issue that its stamp alone does not prove, and when the whole issue was last read. The
/// reconciliation sweep compares it with what Mantis lists (reference §3.8).
package struct Verification: Hashable, Sendable {
    package var ticket: TicketID
    /// When the issue was last read whole, by our clock.
    package var readAt: Instant
    package var outline: Outline

    package init(ticket: TicketID, readAt: Instant, outline: Outline) {
        self.ticket = ticket
        self.readAt = readAt
        self.outline = outline
    }

    /// Fields by their numbers in Mantis, where they have one.
    package struct Outline: Hashable, Sendable {
        package var project: Int
        /// Blank when it has none.
        package var category: String
        package var status: Int
        /// 0 when nobody has it, or the account may not see who.
        package var handler: Int
        package var viewState: Int

        package init(project: Int, category: String, status: Int, handler: Int, viewState: Int) {
            self.project = project
            self.category = category
            self.status = status
            self.handler = handler
            self.viewState = viewState
        }
    }
}
