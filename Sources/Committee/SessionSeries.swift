package import ServiceLevels
package import Tickets

/// The sessions of a committee as its schedule and the holidays of its calendar make them.
package struct SessionSeries: Sendable {
    package let schedule: CommitteeSchedule
    package let calendar: WorkCalendar

    package init(_ schedule: CommitteeSchedule, calendar: WorkCalendar) {
        self.schedule = schedule
        self.calendar = calendar
    }

    /// The first session that a request arriving at `instant` can still reach, that is, whose cut-off is not before it.
    ///
    /// Nil only when holidays leave no session in the ten years that follow.
    package func next(atOrAfter instant: Instant) -> Session? {
        // A session of last week may have been moved past the instant.
        let today = calendar.zone.date(at: instant)
        let regular = today + today.weekday.days(until: schedule.weekday) - 7
        return (0..<520).lazy
            .map { session(regularlyOn: regular + 7 * $0) }
            .first { $0.takesPlace && cutOff(of: $0) >= instant }
    }

    /// Every session whose regular date lies in a year, in order, those that do not take place included.
    package func foresight(year: Int) -> [Session] {
        guard let newYear = CivilDate(year: year, month: 1, day: 1) else { return [] }
        let first = newYear + newYear.weekday.days(until: schedule.weekday)
        return sequence(first: first) { $0 + 7 }.lazy
            .prefix { $0.year == year }
            .map { session(regularlyOn: $0) }
    }

    /// The last instant at which a request still reaches a session.
    package func cutOff(of session: Session) -> Instant {
        session.begins - Int64(schedule.cutOffHours) * 3_600
    }

    private func session(regularlyOn regular: CivilDate) -> Session {
        let holidays = calendar.holidays.holidays(on: regular)
        guard !holidays.isEmpty else { return session(on: regular, change: nil) }
        let reason = holidays.map(\.name).joined(separator: "; ")
        // A session that would be moved as far as the next regular one has nothing left of its own.
        let candidates = (1..<7).lazy.map { regular + $0 }
        guard schedule.holidays == .move, let date = candidates.first(where: calendar.isWorkingDate) else {
            return session(on: regular, change: .skipped(holiday: reason))
        }
        return session(on: date, change: .moved(from: regular, holiday: reason))
    }

    private func session(on date: CivilDate, change: Session.Change?) -> Session {
        Session(date: date, begins: calendar.zone.instant(of: date, at: schedule.time), change: change)
    }
}
