import ServiceLevels
import Testing
import Tickets

@Suite("Work calendars")
struct WorkCalendarTests {
    @Test("refuse hours that make no sense")
    func badHours() throws {
        let eight = try #require(LocalTime("08:00"))
        let noon = try #require(LocalTime("12:00"))
        let five = try #require(LocalTime("17:00"))
        let morning = try WeeklyHours.Shift(open: eight, close: noon)
        let afternoon = try WeeklyHours.Shift(open: noon, close: five)
        let day = try WeeklyHours.Shift(open: eight, close: five)
        #expect(code { _ = try WeeklyHours.Shift(open: noon, close: eight) } == .emptyShift)
        #expect(code { _ = try WeeklyHours.Shift(open: noon, close: noon) } == .emptyShift)
        #expect(code { _ = try WeeklyHours([:]) } == .noHours)
        #expect(code { _ = try WeeklyHours([.monday: []]) } == .noHours)
        #expect(code { _ = try WeeklyHours([.monday: [morning, day]]) } == .overlappingShifts)
        #expect(code { _ = try WeeklyHours([.monday: [day, day]]) } == .overlappingShifts)
        let touching = try WeeklyHours([.monday: [afternoon, morning]])
        #expect(touching.shifts(on: .monday) == [morning, afternoon])
        #expect(touching.shifts(on: .tuesday).isEmpty)
    }

    @Test("are open on days with hours that are no holidays")
    func workingDates() throws {
        let newYear = try HolidayRule(
            name: "Año Nuevo",
            source: "prueba",
            day: .fixed(month: 1, day: 1),
            knownSince: CivilDate(dayNumber: 0)
        )
        let always = try alwaysOpen(in: .utc)
        let calendar = WorkCalendar(
            name: always.name,
            zone: .utc,
            hours: always.hours,
            holidays: HolidayRules(country: "XX", rules: [newYear])
        )
        let date = try #require(CivilDate(iso8601: "2026-01-01"))
        #expect(always.isWorkingDate(date))
        #expect(!calendar.isWorkingDate(date))
        #expect(calendar.isWorkingDate(date + 1))
        let bogota = try TimeZoneRules(identifier: "America/Bogota")
        #expect(calendar.moved(to: bogota).zone == bogota)
        #expect(!calendar.moved(to: bogota).isWorkingDate(date))
    }

    @Test("keep a whole day of 23 or 25 hours whole")
    func wholeDaysOverClockChanges() throws {
        let calendar = try alwaysOpen(in: TimeZoneRules(identifier: "America/Santiago"))
        let time = BusinessTime(calendar, years: 2_025...2_027)
        for (date, hours) in [("2026-04-04", 25), ("2026-04-05", 24), ("2026-09-05", 24), ("2026-09-06", 23)] {
            let day = try #require(CivilDate(iso8601: date))
            let start = calendar.zone.instant(of: day, at: .midnight)
            let end = calendar.zone.instant(of: day + 1, at: .midnight)
            #expect(end - start == Int64(hours) * 3_600)
            #expect(try time.elapsed(from: start, to: end) == end - start)
        }
    }

    @Test("lose a shift that a clock change swallows, and keep shifts apart that it pushes together")
    func shiftsInSkippedHours() throws {
        let shifts = try [("00:00", "00:45"), ("00:50", "01:30"), ("01:30", "02:00")].map { open, close in
            try WeeklyHours.Shift(open: #require(LocalTime(open)), close: #require(LocalTime(close)))
        }
        let calendar = WorkCalendar(
            name: CalendarName(rawValue: "noche"),
            zone: try TimeZoneRules(identifier: "America/Santiago"),
            hours: try WeeklyHours([.sunday: shifts])
        )
        let time = BusinessTime(calendar, years: 2_026...2_026)
        let start = try #require(Instant(iso8601: "2026-09-06T03:00:00Z"))
        // 00:00-00:45 is read as 01:00-01:45; the second, 01:50-01:30, has no time left; the third loses a quarter.
        #expect(try time.elapsed(from: start, to: start + 43_200) == 60 * 60)
        let due = try time.deadline(Target("60bm"), from: start)
        #expect(due == Instant(iso8601: "2026-09-06T05:00:00Z"))
    }
}
