package import Tickets

/// The contracts under which customers are served in other hours than the policy's (CO-01, BI-13).
package struct ServicePlans: Hashable, Sendable {
    package struct Plan: Hashable, Sendable {
        package var name: String
        /// In Spanish.
        package var title: String
        package var clause: ClauseID
        package var calendar: CalendarName
        /// The tickets of those who have it.
        package var when: TicketCondition

        package init(name: String, title: String, clause: ClauseID, calendar: CalendarName, when: TicketCondition) {
            self.name = name
            self.title = title
            self.clause = clause
            self.calendar = calendar
            self.when = when
        }
    }

    /// The first that a ticket falls under holds.
    package var plans: [Plan]

    package init(_ plans: [Plan] = []) { self.plans = plans }

    /// Nil for the policy's own hours.
    package func plan(of ticket: Ticket) -> Plan? { plans.first { $0.when.holds(for: ticket) } }
}
