package import Tickets

/// Names the content of a calendar: two of the same version give every deadline alike.
package struct CalendarVersion: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

extension CalendarVersion: CustomStringConvertible {
    package var description: String { rawValue }
}

/// A calendar as people knew it from some moment on.
package struct CalendarEdition: Sendable {
    /// Nil for the first that is known of.
    package let knownFrom: Instant?
    package let version: CalendarVersion
    package let time: BusinessTime
    /// Those that close a date on which the calendar would open, in order of date.
    private let holidays: [Holiday]

    package init(_ time: BusinessTime, knownFrom: Instant? = nil) {
        let calendar = time.calendar
        self.knownFrom = knownFrom
        self.time = time
        holidays = time.years.flatMap(calendar.holidays.holidays(inYear:))
            .filter { !calendar.hours.shifts(on: $0.date.weekday).isEmpty }
        version = Self.version(of: time, holidays)
    }

    /// The holidays that close the calendar between two instants, both dates included.
    package func holidays(from start: Instant, to end: Instant) -> [Holiday] {
        let zone = time.calendar.zone
        let first = zone.date(at: start)
        let last = zone.date(at: end)
        let rest = holidays[holidays.partitionPoint { $0.date >= first }...]
        return Array(rest.prefix { $0.date <= last })
    }

    /// Over what decides deadlines: the hours, the closed dates and the zone's offsets, all within the years.
    private static func version(of time: BusinessTime, _ holidays: [Holiday]) -> CalendarVersion {
        let calendar = time.calendar
        var text = "\(calendar.zone.identifier) \(time.years)\n"
        for weekday in Weekday.allCases { text += "\(calendar.hours.shifts(on: weekday))\n" }
        for holiday in holidays { text += "\(holiday.date.dayNumber) " }
        for change in calendar.zone.offsetChanges(inYears: time.years) { text += "\(change.at) \(change.offset)\n" }
        return CalendarVersion(rawValue: ContentDigest(text).shortCode)
    }
}

/// One calendar through time: what was known of it when, so that an old question gets the old answer.
package struct CalendarEditions: Sendable {
    /// By ``CalendarEdition/knownFrom``, the first of which is nil.
    package let editions: [CalendarEdition]

    /// A calendar that was never known otherwise.
    package init(_ time: BusinessTime) {
        editions = [CalendarEdition(time)]
    }

    /// A calendar that was changed: what it was first, and each later edition with the instant from which it was known.
    package init(_ first: BusinessTime, later: [(knownFrom: Instant, time: BusinessTime)]) {
        editions =
            [CalendarEdition(first)]
            + later.sorted { $0.knownFrom < $1.knownFrom }
            .map { CalendarEdition($0.time, knownFrom: $0.knownFrom) }
    }

    /// A calendar whose holidays became known one law after the other (``HolidayRule/knownSince``). What was known before
    /// `since` is one edition, because no ticket is older. Every edition is indexed for the `years`.
    package init(
        _ calendar: WorkCalendar,
        since: CivilDate,
        years: ClosedRange<Int> = BusinessTime.usualYears
    ) {
        func edition(of date: CivilDate, knownFrom: Instant?) -> CalendarEdition {
            let known = WorkCalendar(
                name: calendar.name,
                zone: calendar.zone,
                hours: calendar.hours,
                holidays: calendar.holidays.known(on: date)
            )
            return CalendarEdition(BusinessTime(known, years: years), knownFrom: knownFrom)
        }
        let dates = Set(calendar.holidays.rules.map(\.knownSince)).filter { $0 > since }.sorted()
        editions =
            [edition(of: since, knownFrom: nil)]
            + dates.map { edition(of: $0, knownFrom: calendar.zone.instant(of: $0, at: .midnight)) }
    }

    /// The last one known at an instant.
    package func edition(at instant: Instant) -> CalendarEdition { editions[position(at: instant)] }

    func position(at instant: Instant) -> Int {
        let next = editions.partitionPoint { edition in edition.knownFrom.map { $0 > instant } ?? false }
        return max(0, next - 1)
    }
}
