/// When a provider is open: hours by weekday in a zone, less the holidays of a country.
package struct WorkCalendar: Hashable, Sendable {
    package let name: CalendarName
    package let zone: TimeZoneRules
    package let hours: WeeklyHours
    package let holidays: HolidayRules

    package init(name: CalendarName, zone: TimeZoneRules, hours: WeeklyHours, holidays: HolidayRules = .none) {
        self.name = name
        self.zone = zone
        self.hours = hours
        self.holidays = holidays
    }

    /// Whether the calendar opens on a date at all.
    package func isWorkingDate(_ date: CivilDate) -> Bool {
        !hours.shifts(on: date.weekday).isEmpty && holidays.holidays(on: date).isEmpty
    }

    /// Whether it never closes, wherever its clocks stand: its zone then only decides where a date begins.
    package var isAlwaysOpen: Bool {
        holidays.rules.isEmpty && Weekday.allCases.allSatisfy { hours.isOpenAllDay(on: $0) }
    }

    /// The same hours and holidays on the clocks of another zone.
    package func moved(to zone: TimeZoneRules) -> WorkCalendar {
        WorkCalendar(name: name, zone: zone, hours: hours, holidays: holidays)
    }
}
