/// The hours a calendar opens on each weekday.
package struct WeeklyHours: Hashable, Sendable {
    /// One stretch of open time on a date, half-open: at `close` it is closed.
    package struct Shift: Hashable, Sendable {
        package let open: LocalTime
        package let close: LocalTime

        /// Throws ``ServiceLevelsError/Code/emptyShift`` unless it opens before it closes; a night shift is written as
        /// two, up to `24:00` and from `00:00`.
        package init(open: LocalTime, close: LocalTime) throws(ServiceLevelsError) {
            guard open < close else {
                throw ServiceLevelsError(
                    .emptyShift,
                    "the shift \(open)-\(close) does not open before it closes; "
                        + "a shift over midnight is written as two, up to 24:00 and from 00:00"
                )
            }
            self.open = open
            self.close = close
        }
    }

    /// Seven lists from Monday on, each in order of time and without overlap.
    private let days: [[Shift]]

    /// Throws ``ServiceLevelsError/Code/noHours`` when there is no shift at all, and
    /// ``ServiceLevelsError/Code/overlappingShifts`` when two of one weekday share time; touching is allowed.
    package init(_ shifts: [Weekday: [Shift]]) throws(ServiceLevelsError) {
        guard shifts.values.contains(where: { !$0.isEmpty }) else {
            throw ServiceLevelsError(.noHours, "the calendar never opens; give at least one weekday a shift")
        }
        var days: [[Shift]] = []
        for weekday in Weekday.allCases {
            let ordered = (shifts[weekday] ?? []).sorted { $0.open < $1.open }
            for (earlier, later) in zip(ordered, ordered.dropFirst()) where later.open < earlier.close {
                throw ServiceLevelsError(
                    .overlappingShifts,
                    "the shifts \(earlier) and \(later) of \(weekday.abbreviation) overlap"
                )
            }
            days.append(ordered)
        }
        self.days = days
    }

    /// The shifts of a weekday in order of time; empty when it is closed.
    package func shifts(on weekday: Weekday) -> [Shift] {
        days[weekday.rawValue - 1]
    }

    /// Whether the shifts of a weekday leave no break.
    func isOpenAllDay(on weekday: Weekday) -> Bool {
        // They are in order and do not overlap, so that they fill the day when their lengths do.
        let seconds = shifts(on: weekday).reduce(0) { $0 + $1.close.secondOfDay - $1.open.secondOfDay }
        return seconds == LocalTime.endOfDay.secondOfDay
    }
}

extension WeeklyHours.Shift: CustomStringConvertible {
    package var description: String { "\(open)-\(close)" }
}
