/// What a calendar on the wall and the clock beside it show, without saying where.
package struct LocalDateTime: Hashable, Comparable, Sendable {
    package let date: CivilDate
    /// Before 24:00; the end of a day is midnight of the next.
    package let time: LocalTime

    package init(date: CivilDate, time: LocalTime) {
        let isNextDay = time == .endOfDay
        self.date = isNextDay ? date + 1 : date
        self.time = isNextDay ? .midnight : time
    }

    package static func < (earlier: LocalDateTime, later: LocalDateTime) -> Bool {
        (earlier.date, earlier.time) < (later.date, later.time)
    }

    package var weekday: Weekday { date.weekday }
}

extension LocalDateTime: CustomStringConvertible {
    /// `YYYY-MM-DD HH:MM`, with `:SS` only when there are seconds.
    package var description: String { "\(date) \(time)" }
}
