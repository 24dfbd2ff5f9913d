import ServiceLevels
import Testing

@Suite("Civil dates and times")
struct CivilDateTests {
    @Test(
        "know their weekday",
        arguments: [
            ("1970-01-01", Weekday.thursday), ("1969-12-31", .wednesday), ("2000-02-29", .tuesday),
            ("2026-05-14", .thursday),
            ("0001-01-01", .monday), ("9999-12-31", .friday),
        ]
    )
    func weekday(text: String, weekday: Weekday) throws {
        #expect(try #require(CivilDate(iso8601: text)).weekday == weekday)
    }

    @Test("are written as they are read", arguments: ["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"])
    func roundTrip(text: String) {
        #expect(CivilDate(iso8601: text)?.iso8601 == text)
    }

    @Test(
        "are refused when they do not exist",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00", "0000-01-01", "2026-4-1",
            "2026/04/01",
            "2026-04-01T", "", "２０２６-04-01", "+026-04-01",
        ]
    )
    func impossible(text: String) {
        #expect(CivilDate(iso8601: text) == nil)
    }

    @Test("count days across months, leap days and years")
    func arithmetic() throws {
        let leapDay = try #require(CivilDate(year: 2_024, month: 2, day: 29))
        #expect((leapDay + 366).iso8601 == "2025-03-01")
        #expect((leapDay - 60).iso8601 == "2023-12-31")
        #expect((leapDay + 366) - leapDay == 366)
        #expect(leapDay.components == (2_024, 2, 29))
    }

    @Test(
        "tell wall times apart from other text",
        arguments: [
            ("00:00", 0), ("08:30", 30_600), ("23:59:59", 86_399), ("24:00", 86_400), ("24:01", nil), ("25:00", nil),
            ("8:30", nil),
            ("08:60", nil), ("08:30:60", nil), ("08", nil), ("08:30:00:00", nil), ("-8:30", nil), ("", nil),
        ]
    )
    func localTime(text: String, second: Int?) {
        #expect(LocalTime(text)?.secondOfDay == second)
    }

    @Test("print wall times with seconds only when there are any")
    func printing() {
        #expect(LocalTime("08:30:00")?.description == "08:30")
        #expect(LocalTime("08:30:05")?.description == "08:30:05")
        #expect(LocalTime("24:00")?.description == "24:00")
        #expect(LocalTime(secondOfDay: 86_401) == nil)
        #expect(LocalTime(secondOfDay: -1) == nil)
    }

    @Test("count the end of a day as midnight of the next")
    func endOfDay() throws {
        let date = try #require(CivilDate(iso8601: "2026-12-31"))
        let end = LocalDateTime(date: date, time: .endOfDay)
        #expect(end.description == "2027-01-01 00:00")
        #expect(end == LocalDateTime(date: date + 1, time: .midnight))
        #expect(LocalDateTime(date: date, time: .midnight) < end)
    }

    @Test("know the way from one weekday to another")
    func weekdays() {
        #expect(Weekday.thursday.days(until: .thursday) == 0)
        #expect(Weekday.thursday.days(until: .friday) == 1)
        #expect(Weekday.thursday.days(until: .wednesday) == 6)
        #expect(Weekday.allCases.map(\.abbreviation) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        #expect(Weekday.allCases.allSatisfy { Weekday(abbreviation: $0.abbreviation) == $0 })
        #expect(Weekday(abbreviation: "lun") == nil)
    }
}
