package import Tickets

/// A deadline with what it is made of, so that a person can check it.
package struct DeadlineAnswer: Sendable {
    /// What uses a target up, in order of time.
    package enum Use: Hashable, Sendable {
        /// For a target in minutes: the stretches during which its clock runs, together as long as the target.
        case time([BusinessTime.Stretch])
        /// For one in days: the dates that count.
        case dates([CivilDate])
    }

    package let target: Target
    package let calendar: WorkCalendar
    /// Of the calendar.
    package let version: CalendarVersion
    package let start: Instant
    /// Nil when a pause without end keeps the target from ever being used up.
    package let due: Instant?
    /// Up to the deadline, or to where the pause without end begins.
    package let use: Use
    /// The pauses that the clock meets on its way, as the union of those that were given.
    package let pauses: [Pause]
    /// Those that close the calendar on the way; none where the wall clock or dates as such are counted.
    package let holidays: [Holiday]

    /// Throws ``ServiceLevelsError/Code/dateOutOfRange``.
    package init(
        _ target: Target,
        from start: Instant,
        pauses: Pauses = .none,
        in edition: CalendarEdition
    ) throws(ServiceLevelsError) {
        let time = edition.time
        let due = try time.deadline(target, from: start, pauses: pauses)
        let end = due ?? pauses.endlessFrom.map { max($0, start) } ?? start
        self.target = target
        self.start = start
        self.due = due
        calendar = time.calendar
        version = edition.version
        use =
            switch target.unit {
            case .businessMinutes: .time(try time.stretches(from: start, to: end, pauses: pauses))
            case .clockMinutes: .time(pauses.clockStretches(from: start, to: end))
            case .businessDays, .calendarDays:
                .dates(time.countedDates(of: target, from: start, to: end, pauses: pauses))
            }
        self.pauses = try pauses.pauses(from: start, to: due)
        switch target.unit {
        case .businessMinutes, .businessDays: holidays = edition.holidays(from: start, to: end)
        case .clockMinutes, .calendarDays: holidays = []
        }
    }
}

extension DeadlineAnswer {
    /// The running time of one date.
    package struct Day: Hashable, Sendable {
        package let date: CivilDate
        /// None reaches into another date.
        package private(set) var stretches: [BusinessTime.Stretch]

        package var seconds: Int64 { stretches.reduce(0) { $0 + ($1.to - $1.from) } }

        fileprivate mutating func add(_ stretch: BusinessTime.Stretch) { stretches.append(stretch) }
    }

    /// The stretches of ``use`` by the date on which they lie; empty for a target in days.
    package var days: [Day] {
        guard case .time(let stretches) = use else { return [] }
        var days: [Day] = []
        for stretch in stretches.flatMap(calendar.zone.piecesByDate) {
            let date = calendar.zone.date(at: stretch.from)
            if days.last?.date != date { days.append(Day(date: date, stretches: [])) }
            days[days.count - 1].add(stretch)
        }
        return days
    }
}

extension TimeZoneRules {
    /// The stretch cut at every midnight within it.
    fileprivate func piecesByDate(_ stretch: BusinessTime.Stretch) -> [BusinessTime.Stretch] {
        var pieces: [BusinessTime.Stretch] = []
        var from = stretch.from
        while from < stretch.to {
            let midnight = instant(of: date(at: from) + 1, at: .midnight)
            // Where clocks go back over midnight, the date comes a second time and has no midnight of its own.
            let to = midnight > from ? min(stretch.to, midnight) : stretch.to
            pieces.append(BusinessTime.Stretch(from: from, to: to))
            from = to
        }
        return pieces
    }
}

extension Pauses {
    /// Where the pause without end begins, if there is one.
    fileprivate var endlessFrom: Instant? {
        spans.last.flatMap { $0.to == Self.forever ? Instant(epochSeconds: $0.from) : nil }
    }

    /// Those of which some part lies between `start` and `due`; with nil all after `start`.
    fileprivate func pauses(from start: Instant, to due: Instant?) throws(ServiceLevelsError) -> [Pause] {
        var pauses: [Pause] = []
        for span in spans(after: start.epochSeconds) where due.map({ span.from < $0.epochSeconds }) ?? true {
            let to = span.to == Self.forever ? nil : Instant(epochSeconds: span.to)
            pauses.append(try Pause(from: Instant(epochSeconds: span.from), to: to))
        }
        return pauses
    }
}
