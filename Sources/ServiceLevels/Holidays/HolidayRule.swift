/// One feast of a country: on which date of a year it falls, where that is written, and since when.
package struct HolidayRule: Hashable, Sendable {
    /// How a year's date is found, before it is moved.
    package enum Day: Hashable, Sendable {
        case fixed(month: Int, day: Int)
        /// Days after Easter Sunday; negative before it.
        case easter(days: Int)
        /// The n-th weekday of a month, from 1; −1 for the last.
        case weekday(Weekday, ordinal: Int, month: Int)
        /// The date of the June solstice in a zone.
        case juneSolstice(TimeZoneRules)
        /// Dates declared one by one.
        case dates([CivilDate])
    }

    /// As printed in calendars, in Spanish.
    package let name: String
    /// The law, decree or article that makes it a holiday.
    package let source: String
    package let day: Day
    /// When not empty, the feast is a holiday only if its date falls on one of these.
    package let onlyOn: Set<Weekday>
    package let movement: Movement
    /// The first and last date, before moving, on which the rule holds; nil without a limit.
    package let from: CivilDate?
    package let until: CivilDate?
    /// Years between two feasts, counted from the year of ``from``.
    package let everyYears: Int
    /// The date on which people could know of it; nobody could plan with it earlier.
    package let knownSince: CivilDate

    /// Throws ``ServiceLevelsError/Code/impossibleHoliday`` when no year has such a date.
    package init(
        name: String,
        source: String,
        day: Day,
        onlyOn: Set<Weekday> = [],
        movement: Movement = .none,
        from: CivilDate? = nil,
        until: CivilDate? = nil,
        everyYears: Int = 1,
        knownSince: CivilDate
    ) throws(ServiceLevelsError) {
        self.name = name
        self.source = source
        self.day = day
        self.onlyOn = onlyOn
        self.movement = movement
        self.from = from
        self.until = until
        self.everyYears = everyYears
        self.knownSince = knownSince
        if let why = impossibility {
            throw ServiceLevelsError(.impossibleHoliday, "the holiday “\(name)” never happens: \(why)")
        }
    }

    private var impossibility: String? {
        if everyYears < 1 { return "its years are \(everyYears) apart" }
        if everyYears > 1, from == nil { return "without a first date its every \(everyYears) years cannot be counted" }
        if let from, let until, until < from { return "it ends on \(until), before it begins on \(from)" }
        switch day {
        case .fixed(let month, let day):
            let inLeapYear = CivilDate(year: 2_000, month: month, day: day)
            return inLeapYear == nil ? "there is no day \(day) of month \(month)" : nil
        case .weekday(_, let ordinal, let month):
            guard (1...12).contains(month) else { return "there is no month \(month)" }
            return (1...5).contains(ordinal) || ordinal == -1 ? nil : "no month has a weekday number \(ordinal)"
        case .easter(let days):
            return (-80...250).contains(days) ? nil : "\(days) days from Easter may lie in another year"
        case .dates(let dates):
            return dates.isEmpty ? "it lists no date" : nil
        case .juneSolstice:
            return nil
        }
    }
}

extension HolidayRule {
    /// The dates on which the feast whose unmoved date lies in `year` is kept, and whether each was moved.
    func observances(inYear year: Int) -> [(date: CivilDate, isMoved: Bool)] {
        nominalDates(inYear: year).compactMap { date in
            guard from.map({ $0 <= date }) ?? true, until.map({ date <= $0 }) ?? true else { return nil }
            if everyYears > 1, let from, (year - from.year) % everyYears != 0 { return nil }
            guard onlyOn.isEmpty || onlyOn.contains(date.weekday) else { return nil }
            let shift = movement.days(from: date.weekday)
            return (date + shift, shift != 0)
        }
    }

    private func nominalDates(inYear year: Int) -> [CivilDate] {
        let date: CivilDate?
        switch day {
        case .fixed(let month, let day):
            date = CivilDate(year: year, month: month, day: day)
        case .easter(let days):
            date = CivilDate.easter(year: year).map { $0 + days }
        case .weekday(let weekday, let ordinal, let month):
            date = Self.date(of: weekday, ordinal: ordinal, month: month, year: year)
        case .juneSolstice(let zone):
            date = zone.date(at: .juneSolstice(year: year))
        case .dates(let dates):
            return dates.filter { $0.year == year }
        }
        return date.map { [$0] } ?? []
    }

    /// Nil when the month has no fifth one.
    private static func date(of weekday: Weekday, ordinal: Int, month: Int, year: Int) -> CivilDate? {
        guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
        let earliest = first + first.weekday.days(until: weekday)
        guard ordinal < 0 else {
            let date = earliest + (ordinal - 1) * 7
            return date.month == month ? date : nil
        }
        let fifth = earliest + 28
        return fifth.month == month ? fifth : fifth - 7
    }
}
