import ServiceLevels
import Testing
import Tickets

@Suite("Business time")
struct BusinessTimeTests {
    /// Monday to Friday 08:00-12:00 and 13:00-17:00 in Bogotá, five hours west of Greenwich; closed on 20 May 2026, a
    /// Wednesday.
    private let time: BusinessTime

    init() throws {
        let shifts = try [
            WeeklyHours.Shift(open: #require(LocalTime("08:00")), close: #require(LocalTime("12:00"))),
            WeeklyHours.Shift(open: #require(LocalTime("13:00")), close: #require(LocalTime("17:00"))),
        ]
        let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, shifts) })
        let holiday = try HolidayRule(
            name: "Fiesta",
            source: "prueba",
            day: .fixed(month: 5, day: 20),
            knownSince: #require(CivilDate(iso8601: "2000-01-01"))
        )
        time = BusinessTime(
            WorkCalendar(
                name: CalendarName(rawValue: "prueba"),
                zone: try TimeZoneRules(identifier: "America/Bogota"),
                hours: try WeeklyHours(week),
                holidays: HolidayRules(country: "XX", rules: [holiday])
            ),
            years: 2_025...2_027
        )
    }

    private func at(_ local: String) throws -> Instant {
        try #require(Instant(iso8601: "2026-05-\(local):00-05:00"))
    }

    @Test(
        "opens next",
        arguments: [
            ("18T07:59", "18T08:00"), ("18T08:00", "18T08:00"), ("18T11:59", "18T11:59"), ("18T12:00", "18T13:00"),
            ("18T17:00", "19T08:00"), ("19T17:00", "21T08:00"), ("22T17:00", "25T08:00"), ("23T10:00", "25T08:00"),
        ]
    )
    func nextOpening(instant: String, opening: String) throws {
        #expect(try time.nextOpening(atOrAfter: at(instant)) == at(opening))
    }

    @Test(
        "counts days on which the clock begins to run",
        arguments: [
            ("2bd", "18T10:00", "", "21T17:00"),
            // Monday to Thursday: Tuesday and Thursday begin in the pause, the holiday never counted.
            ("1bd", "18T10:00", "2026-05-18T11:00:00-05:00/2026-05-21T09:00:00-05:00", "22T17:00"),
            // Only closed hours are paused.
            ("1bd", "18T10:00", "2026-05-18T17:00:00-05:00/2026-05-19T08:00:00-05:00", "19T17:00"),
            // The clock stands still at the closing time that would be due.
            ("1bd", "18T10:00", "2026-05-19T16:00:00-05:00/2026-05-19T18:00:00-05:00", "21T17:00"),
            // A pause that begins at the closing time comes too late.
            ("1bd", "18T10:00", "2026-05-19T17:00:00-05:00/..", "19T17:00"),
            ("3cd", "18T10:00", "", "21T10:00"),
            ("3cd", "18T10:00", "2026-05-19T11:00:00-05:00/2026-05-20T09:00:00-05:00", "22T10:00"),
            ("3cd", "18T10:00", "2026-05-21T10:00:00-05:00/..", "21T10:00"),
            ("3cd", "18T10:00", "2026-05-21T09:00:00-05:00/2026-05-21T11:00:00-05:00", "22T10:00"),
        ]
    )
    func daysWithPauses(target: String, start: String, pausesText: String, due: String) throws {
        let pauses = try pauses(pausesText)
        #expect(try time.deadline(Target(target), from: at(start), pauses: pauses) == at(due))
    }

    @Test("has no deadline in days under a pause without end", arguments: ["1bd", "1cd"])
    func daysUnderEndlessPause(target: String) throws {
        let target = try Target(target)
        let pauses = Pauses([try Pause(from: at("18T12:00"), to: nil)])
        #expect(try time.deadline(target, from: at("18T10:00"), pauses: pauses) == nil)
        #expect(try time.remaining(of: target, from: at("18T10:00"), at: at("18T11:00"), pauses: pauses) == nil)
    }

    @Test(
        "tells what remains in the target's own measure",
        arguments: [
            ("480bm", "19T10:00", -60), ("480bm", "18T12:30", 300), ("480bm", "18T09:00", 480),
            ("480cm", "18T17:00", 0), ("480cm", "18T18:30", -90),
            // Due on the 19th at 17:00.
            ("1bd", "18T16:00", 540), ("1bd", "21T09:00", -60),
            ("1cd", "19T08:30", 30), ("1cd", "19T10:00", -60),
            // Nothing is used up before the start.
            ("480bm", "17T09:00", 480), ("480cm", "17T09:00", 480), ("1bd", "18T08:00", 900),
            ("1cd", "17T09:00", 1_440),
        ]
    )
    func remaining(target: String, now: String, minutes: Int64) throws {
        #expect(try time.remaining(of: Target(target), from: at("18T09:00"), at: at(now)) == minutes * 60)
    }

    @Test(
        "starts a target of zero at the first moment that is open and not paused",
        arguments: [
            ("0bm", "18T12:30", "", "18T13:00"),
            ("0bm", "18T10:00", "2026-05-18T10:00:00-05:00/2026-05-18T11:00:00-05:00", "18T11:00"),
            ("0bm", "18T10:00", "2026-05-18T10:00:00-05:00/2026-05-18T12:00:00-05:00", "18T13:00"),
            ("0bm", "18T12:30", "2026-05-18T13:00:00-05:00/2026-05-18T14:00:00-05:00", "18T14:00"),
            ("0bm", "18T10:00", "2026-05-18T11:00:00-05:00/..", "18T10:00"),
            ("0cm", "18T12:30", "", "18T12:30"),
            ("0cm", "18T12:30", "2026-05-18T12:30:00-05:00/2026-05-18T12:45:00-05:00", "18T12:45"),
            ("0cm", "18T12:30", "2026-05-18T12:00:00-05:00/2026-05-18T12:45:00-05:00", "18T12:45"),
            ("0cm", "18T12:30", "2026-05-18T12:31:00-05:00/..", "18T12:30"),
        ]
    )
    func targetOfZero(target: String, start: String, pausesText: String, due: String) throws {
        #expect(try time.deadline(Target(target), from: at(start), pauses: pauses(pausesText)) == at(due))
    }

    @Test("never starts a target of zero under a pause without end", arguments: ["0bm", "0cm"])
    func targetOfZeroUnderEndlessPause(target: String) throws {
        for from in ["18T09:00", "18T10:00"] {
            let pauses = Pauses([try Pause(from: at(from), to: nil)])
            #expect(try time.deadline(Target(target), from: at("18T10:00"), pauses: pauses) == nil)
        }
    }

    @Test("freezes what remains during a pause, even one without end")
    func remainingInPause() throws {
        let pauses = Pauses([try Pause(from: at("18T10:00"), to: nil)])
        for now in ["18T10:00", "19T11:00", "29T11:00"] {
            #expect(
                try time.remaining(of: Target("480bm"), from: at("18T09:00"), at: at(now), pauses: pauses) == 25_200
            )
            #expect(
                try time.remaining(of: Target("480cm"), from: at("18T09:00"), at: at(now), pauses: pauses) == 25_200
            )
        }
    }

    @Test("refuses what lies outside its years", arguments: ["2024-12-31T23:59:59-05:00", "2028-01-01T00:00:00-05:00"])
    func outOfRange(text: String) throws {
        let instant = try #require(Instant(iso8601: text))
        let inside = try at("18T08:00")
        #expect(code { _ = try time.elapsed(from: instant, to: inside) } == .dateOutOfRange)
        #expect(code { _ = try time.elapsed(from: inside, to: instant) } == .dateOutOfRange)
        #expect(code { _ = try time.nextOpening(atOrAfter: instant) } == .dateOutOfRange)
        for target in ["0bm", "480bm", "480cm", "1bd", "1cd"] {
            #expect(code { _ = try time.deadline(Target(target), from: instant) } == .dateOutOfRange)
        }
    }

    @Test("refuses a deadline past its years", arguments: ["900000bm", "900000cm", "900bd", "900cd"])
    func deadlineOutOfRange(target: String) throws {
        let start = try at("18T08:00")
        #expect(code { _ = try time.deadline(Target(target), from: start) } == .dateOutOfRange)
    }

    @Test("answers at the very edges of its years")
    func edges() throws {
        let first = try #require(Instant(iso8601: "2025-01-01T00:00:00-05:00"))
        let last = try #require(Instant(iso8601: "2027-12-31T23:59:59-05:00"))
        let days = try time.elapsed(from: first, to: last) / 28_800
        // 783 weekdays from 1 January 2025 to 31 December 2027, less three feasts of 20 May, all on weekdays.
        #expect(days == 780)
        #expect(code { _ = try time.nextOpening(atOrAfter: last) } == .dateOutOfRange)
    }
}

/// The code of the error that `body` throws.
func code(_ body: () throws -> Void) -> ServiceLevelsError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? ServiceLevelsError)?.code
    }
}
