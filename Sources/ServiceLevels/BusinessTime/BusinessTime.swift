package import Tickets

/// Deadlines and spans in the open time of a calendar.
///
/// Making one indexes the calendar for a range of years; every question after that takes about the same time whether it
/// spans an hour or ten years, and allocates nothing. A question or an answer outside the years throws
/// ``ServiceLevelsError/Code/dateOutOfRange``.
package struct BusinessTime: Sendable {
    package var calendar: WorkCalendar { parts.calendar }
    package var years: ClosedRange<Int> { parts.years }
    var index: OpeningIndex { parts.index }

    /// Nothing in it ever changes. It is an object so that handing business time on counts one reference, and not one for
    /// each part of its calendar, which took longer than many an answer.
    private final class Parts: Sendable {
        let calendar: WorkCalendar
        let years: ClosedRange<Int>
        let index: OpeningIndex
        /// The years as epoch seconds.
        let bounds: Range<Int64>

        init(_ calendar: WorkCalendar, years: ClosedRange<Int>) {
            self.calendar = calendar
            self.years = years
            index = OpeningIndex(calendar, years: years)
            func newYear(_ year: Int) -> Int64 {
                let date = CivilDate(dayNumber: CivilDay.number(year: year, month: 1, day: 1))
                return calendar.zone.instant(of: date, at: .midnight).epochSeconds
            }
            bounds = newYear(years.lowerBound)..<newYear(years.upperBound + 1)
        }
    }

    private let parts: Parts

    /// The years a support ticket can speak of.
    package static let usualYears = 2_000...2_060

    package init(_ calendar: WorkCalendar, years: ClosedRange<Int> = usualYears) {
        parts = Parts(calendar, years: years)
    }

    /// Open and unpaused seconds in `[start, end)`; 0 when `end` is not after `start`.
    package func elapsed(
        from start: Instant,
        to end: Instant,
        pauses: Pauses = .none
    ) throws(ServiceLevelsError) -> Int64 {
        let start = try checked(start)
        let end = try checked(end)
        guard start < end else { return 0 }
        var sum = index.total(before: end) - index.total(before: start)
        for span in pauses.spans(after: start) {
            guard span.from < end else { break }
            sum -= index.total(before: min(span.to, end)) - index.total(before: max(span.from, start))
        }
        return sum
    }

    /// When a target that starts to run at `start` is used up: the earliest instant at which that much of its unit has
    /// passed. A deadline that would fall on a closing time is the closing time, not the next opening.
    ///
    /// A target of zero is due at the first open and unpaused instant. Nil when a pause without end keeps the target
    /// from ever being used up.
    package func deadline(
        _ target: Target,
        from start: Instant,
        pauses: Pauses = .none
    ) throws(ServiceLevelsError) -> Instant? {
        let second = try checked(start)
        let due: Int64?
        switch target.unit {
        case .businessMinutes: due = try openDeadline(seconds: target.seconds, from: second, pauses: pauses)
        case .clockMinutes: due = pauses.clockDeadline(seconds: target.seconds, from: second)
        case .businessDays: due = try businessDay(target.count, after: start, pauses: pauses)
        case .calendarDays: due = calendarDay(target.count, after: start, pauses: pauses)
        }
        guard let due else { return nil }
        guard parts.bounds.contains(due) else { throw outOfRange(start) }
        return Instant(epochSeconds: due)
    }

    /// What is left of a target at `now`, in seconds of what it counts: open time for business units, clock time for
    /// the others; pauses do not count. Negative once the deadline has passed; nil for a target in days that a pause
    /// without end keeps from ever being used up.
    package func remaining(
        of target: Target,
        from start: Instant,
        at now: Instant,
        pauses: Pauses = .none
    ) throws(ServiceLevelsError) -> Int64? {
        let now = max(now, start)
        switch target.unit {
        case .businessMinutes:
            return target.seconds - (try elapsed(from: start, to: now, pauses: pauses))
        case .clockMinutes:
            return target.seconds - pauses.clockElapsed(from: try checked(start), to: try checked(now))
        case .businessDays:
            guard let due = try deadline(target, from: start, pauses: pauses) else { return nil }
            return try now <= due
                ? elapsed(from: now, to: due, pauses: pauses) : -elapsed(from: due, to: now, pauses: pauses)
        case .calendarDays:
            guard let due = try deadline(target, from: start, pauses: pauses)?.epochSeconds else { return nil }
            let now = try checked(now)
            return now <= due ? pauses.clockElapsed(from: now, to: due) : -pauses.clockElapsed(from: due, to: now)
        }
    }

    /// `instant` itself when the calendar is open then, else the next opening.
    package func nextOpening(atOrAfter instant: Instant) throws(ServiceLevelsError) -> Instant {
        guard let opening = index.opening(atOrAfter: try checked(instant)) else { throw outOfRange(instant) }
        return Instant(epochSeconds: opening)
    }

    func checked(_ instant: Instant) throws(ServiceLevelsError) -> Int64 {
        guard parts.bounds.contains(instant.epochSeconds) else { throw outOfRange(instant) }
        return instant.epochSeconds
    }

    func outOfRange(_ instant: Instant) -> ServiceLevelsError {
        ServiceLevelsError(
            .dateOutOfRange,
            "the calendar “\(calendar.name)” covers the years \(years.lowerBound) to \(years.upperBound); "
                + "what was asked about \(instant) lies outside them"
        )
    }
}

extension Target {
    /// Of a target in minutes.
    fileprivate var seconds: Int64 { Int64(count) * 60 }
}
