import Testing
import Tickets

@testable import ServiceLevels

@Suite("Holiday rules")
struct HolidayRuleTests {
    /// Every other weekday to the Monday after.
    private static let emiliani = Movement(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.dropFirst().map { ($0, .next(.monday)) })
    )

    @Test(
        "know Easter",
        arguments: [
            "1818-03-22", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20",
            "2026-04-05",
            "2038-04-25", "2285-03-22",
        ]
    )
    func easter(date: String) throws {
        let date = try #require(CivilDate(iso8601: date))
        #expect(CivilDate.easter(year: date.year) == date)
        #expect(try dates(of: .easter(days: -2), in: date.year) == [(date - 2).iso8601])
    }

    @Test(
        "know the June solstice to two minutes",
        arguments: [
            "2000-06-21T01:48:00Z", "2020-06-20T21:44:00Z", "2024-06-20T20:51:00Z", "2025-06-21T02:42:00Z",
            "2026-06-21T08:25:00Z",
            "2027-06-21T14:11:00Z", "2028-06-20T20:02:00Z", "2029-06-21T01:48:00Z", "2030-06-21T07:31:00Z",
        ]
    )
    func solstice(text: String) throws {
        let observed = try #require(Instant(iso8601: text))
        let year = try #require(Int(text.prefix(4)))
        #expect(abs(Instant.juneSolstice(year: year) - observed) <= 120)
    }

    @Test("date the solstice by the zone's clocks")
    func solsticeDate() throws {
        let santiago = try TimeZoneRules(identifier: "America/Santiago")
        #expect(try dates(of: .juneSolstice(santiago), in: 2_025) == ["2025-06-20"])
        #expect(try dates(of: .juneSolstice(.utc), in: 2_025) == ["2025-06-21"])
    }

    @Test(
        "find the n-th weekday of a month",
        arguments: [
            (Weekday.monday, 1, 2, ["2026-02-02"]), (.monday, 3, 11, ["2026-11-16"]), (.sunday, 1, 11, ["2026-11-01"]),
            (.friday, 5, 7, ["2026-07-31"]), (.friday, 5, 2, []), (.friday, -1, 2, ["2026-02-27"]),
            (.sunday, -1, 5, ["2026-05-31"]),
        ]
    )
    func nthWeekday(weekday: Weekday, ordinal: Int, month: Int, expected: [String]) throws {
        #expect(try dates(of: .weekday(weekday, ordinal: ordinal, month: month), in: 2_026) == expected)
    }

    @Test(
        "move a feast to the Monday after",
        arguments: [
            // From a Monday, a Tuesday, a Saturday, a Sunday; over the end of a year.
            (1, 5, 2_026, "2026-01-05"), (1, 6, 2_026, "2026-01-12"), (8, 15, 2_026, "2026-08-17"),
            (11, 1, 2_026, "2026-11-02"),
            (12, 31, 2_026, "2027-01-04"),
        ]
    )
    func moved(month: Int, day: Int, year: Int, expected: String) throws {
        #expect(try dates(of: .fixed(month: month, day: day), in: year, movement: Self.emiliani) == [expected])
    }

    @Test(
        "move a feast both ways, by weekday",
        arguments: [
            (2_027, "2027-10-11"), (2_028, "2028-10-09"), (2_029, "2029-10-15"), (2_024, "2024-10-12"),
            (2_026, "2026-10-12"),
        ]
    )
    func nearestMonday(year: Int, expected: String) throws {
        let movement = Movement([
            .tuesday: .previous(.monday), .wednesday: .previous(.monday), .thursday: .previous(.monday),
            .friday: .next(.monday),
        ])
        #expect(try dates(of: .fixed(month: 10, day: 12), in: year, movement: movement) == [expected])
    }

    @Test("move to the same weekday a whole week away, never not at all")
    func wholeWeek() {
        let movement = Movement([.monday: .next(.monday), .friday: .previous(.friday)])
        #expect(movement.days(from: .monday) == 7)
        #expect(movement.days(from: .friday) == -7)
        #expect(movement.days(from: .sunday) == 0)
    }

    @Test("hold only on some weekdays, in some years, and while they are in force")
    func limits() throws {
        let fridays = try rule(.fixed(month: 9, day: 20), onlyOn: [.friday])
        #expect((2_024...2_030).flatMap(fridays.observances(inYear:)).map(\.date.year) == [2_024, 2_030])
        let from = try #require(CivilDate(iso8601: "2024-10-01"))
        let until = try #require(CivilDate(iso8601: "2036-10-01"))
        let sixYearly = try rule(.fixed(month: 10, day: 1), from: from, until: until, everyYears: 6)
        #expect((2_010...2_050).flatMap(sixYearly.observances(inYear:)).map(\.date.year) == [2_024, 2_030, 2_036])
        let leapDay = try rule(.fixed(month: 2, day: 29))
        #expect((2_023...2_029).flatMap(leapDay.observances(inYear:)).map(\.date.year) == [2_024, 2_028])
    }

    @Test("are refused when they can never happen")
    func impossible() throws {
        let day = try #require(CivilDate(iso8601: "2026-01-01"))
        let days: [HolidayRule.Day] = [
            .fixed(month: 2, day: 30), .fixed(month: 13, day: 1), .weekday(.monday, ordinal: 6, month: 1),
            .weekday(.monday, ordinal: 0, month: 1), .weekday(.monday, ordinal: 1, month: 0), .easter(days: 300),
            .dates([]),
        ]
        for day in days {
            #expect(code { _ = try rule(day) } == .impossibleHoliday, "\(day)")
        }
        let newYear = HolidayRule.Day.fixed(month: 1, day: 1)
        #expect(code { _ = try rule(newYear, from: day, until: day - 1) } == .impossibleHoliday)
        #expect(code { _ = try rule(newYear, everyYears: 6) } == .impossibleHoliday)
        #expect(code { _ = try rule(newYear, from: day, everyYears: 0) } == .impossibleHoliday)
    }

    @Test("keep a moved feast in the year it is moved to, and label it")
    func acrossYears() throws {
        let rules = HolidayRules(
            country: "XX",
            rules: [try rule(.fixed(month: 12, day: 31), movement: Self.emiliani), try rule(.fixed(month: 1, day: 4))],
            movedLabel: " (trasladada)"
        )
        let kept = rules.holidays(inYear: 2_027).map { "\($0.date) \($0.name)" }
        #expect(kept == ["2027-01-04 Fiesta (trasladada)", "2027-01-04 Fiesta"])
        #expect(rules.holidays(inYear: 2_026).map(\.date.iso8601) == ["2026-01-04", "2026-01-05"])
        let date = try #require(CivilDate(iso8601: "2027-01-04"))
        #expect(rules.holidays(on: date).count == 2)
        #expect(rules.holidays(on: date + 1).isEmpty)
        #expect(HolidayRules.none.holidays(on: date).isEmpty)
    }

    private func rule(
        _ day: HolidayRule.Day,
        onlyOn: Set<Weekday> = [],
        movement: Movement = .none,
        from: CivilDate? = nil,
        until: CivilDate? = nil,
        everyYears: Int = 1
    ) throws(ServiceLevelsError) -> HolidayRule {
        try HolidayRule(
            name: "Fiesta",
            source: "prueba",
            day: day,
            onlyOn: onlyOn,
            movement: movement,
            from: from,
            until: until,
            everyYears: everyYears,
            knownSince: CivilDate(dayNumber: 0)
        )
    }

    private func dates(of day: HolidayRule.Day, in year: Int, movement: Movement = .none) throws -> [String] {
        try rule(day, movement: movement).observances(inYear: year).map(\.date.iso8601)
    }
}
