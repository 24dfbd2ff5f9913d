package import Tickets

/// When a policy's committee meets: every week, in the zone of the policy's calendar.
package struct CommitteeSchedule: Hashable, Sendable {
    /// What happens to a session whose date is not a working date of the policy's calendar.
    package enum HolidayHandling: String, CaseIterable, Sendable {
        /// It does not take place.
        case skip
        /// It takes place on the next working date, at the same hour.
        case move
    }

    /// The clause that promises the committee, for example AM-06.
    package var clause: ClauseID
    package var weekday: Weekday
    /// Wall time at which a session begins.
    package var time: LocalTime
    package var holidays: HolidayHandling
    /// Hours before a session after which a request goes to the following one; 0 when requests are taken until it begins.
    package var cutOffHours: Int

    package init(
        clause: ClauseID,
        weekday: Weekday,
        time: LocalTime,
        holidays: HolidayHandling = .move,
        cutOffHours: Int = 0
    ) {
        self.clause = clause
        self.weekday = weekday
        self.time = time
        self.holidays = holidays
        self.cutOffHours = cutOffHours
    }
}
