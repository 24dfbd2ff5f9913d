package import Tickets

/// The calendar whose hours and zone a policy counts in, and the clause that sets them.
package struct OpeningHours: Hashable, Sendable {
    package var calendar: CalendarName
    package var clause: ClauseID
    /// What the clause leaves open, such as whether holidays are closed.
    package var reading: Reading?

    package init(calendar: CalendarName, clause: ClauseID, reading: Reading? = nil) {
        self.calendar = calendar
        self.clause = clause
        self.reading = reading
    }
}
