import Committee
import ServiceLevels
import Testing
import Tickets

@Suite("The sessions of a committee")
struct SessionSeriesTests {
    @Test(
        "reach a request that arrives up to the cut-off",
        arguments: [
            // Thursdays at 9:00, requests until Wednesday 9:00.
            ("2026-05-11T00:00:00-05:00", "2026-05-14T09:00:00-05:00"),
            ("2026-05-13T09:00:00-05:00", "2026-05-14T09:00:00-05:00"),
            ("2026-05-13T09:00:01-05:00", "2026-05-21T09:00:00-05:00"),
            ("2026-05-14T09:00:00-05:00", "2026-05-21T09:00:00-05:00"),
            ("2026-05-15T00:00:00-05:00", "2026-05-21T09:00:00-05:00"),
            // Maundy Thursday and Good Friday: the session is on Monday, and its cut-off on Sunday.
            ("2026-04-01T10:00:00-05:00", "2026-04-06T09:00:00-05:00"),
            ("2026-04-03T10:00:00-05:00", "2026-04-06T09:00:00-05:00"),
            ("2026-04-05T09:00:00-05:00", "2026-04-06T09:00:00-05:00"),
            ("2026-04-05T09:00:01-05:00", "2026-04-09T09:00:00-05:00"),
        ]
    )
    func next(arrival: String, session: String) throws {
        let series = try Self.series(on: .thursday, cutOffHours: 24)
        let instant = try #require(Instant(iso8601: arrival))
        let next = try #require(series.next(atOrAfter: instant))
        #expect(next.begins == Instant(iso8601: session))
        #expect(series.cutOff(of: next) == next.begins - 86_400)
    }

    @Test("take requests until they begin when there is no cut-off")
    func noCutOff() throws {
        let series = try Self.series(on: .thursday, cutOffHours: 0)
        let begin = try #require(Instant(iso8601: "2026-05-14T09:00:00-05:00"))
        #expect(series.next(atOrAfter: begin)?.begins == begin)
        #expect(series.next(atOrAfter: begin + 1)?.begins == begin + 7 * 86_400)
    }

    @Test("fall out on holidays when they are skipped")
    func skipped() throws {
        let series = try Self.series(on: .thursday, holidays: .skip)
        let instant = try #require(Instant(iso8601: "2026-04-01T12:00:00-05:00"))
        #expect(series.next(atOrAfter: instant)?.begins == Instant(iso8601: "2026-04-09T09:00:00-05:00"))
        let skipped = series.foresight(year: 2_026).filter { !$0.takesPlace }
        #expect(
            skipped.compactMap(\.reason) == [
                "El jueves 1 de enero de 2026 es festivo (Año Nuevo); no hay sesión.",
                "El jueves 2 de abril de 2026 es festivo (Jueves Santo); no hay sesión.",
            ]
        )
    }

    @Test("of a Thursday committee in Colombia are moved twice in 2026, each with its reason")
    func thursdays() throws {
        let sessions = try Self.series(on: .thursday).foresight(year: 2_026)
        #expect(sessions.count == 53)
        #expect(sessions.allSatisfy { $0.takesPlace })
        #expect(
            sessions.compactMap(\.reason) == [
                "El jueves 1 de enero de 2026 es festivo (Año Nuevo); la sesión pasa al viernes 2 de enero de 2026.",
                "El jueves 2 de abril de 2026 es festivo (Jueves Santo); la sesión pasa al lunes 6 de abril de 2026.",
            ]
        )
    }

    @Test("of a Monday committee in Colombia are moved on every Monday holiday")
    func mondays() throws {
        let sessions = try Self.series(on: .monday).foresight(year: 2_026)
        let moved = sessions.filter { $0.change != nil }
        #expect(sessions.count == 52)
        #expect(moved.allSatisfy { $0.date.weekday == .tuesday && $0.takesPlace })
        #expect(
            moved.map { ($0.date - 1).iso8601 } == [
                "2026-01-12", "2026-03-23", "2026-05-18", "2026-06-08", "2026-06-15", "2026-06-29", "2026-08-17",
                "2026-10-12", "2026-11-02", "2026-11-16",
            ]
        )
        #expect(moved.first?.change == .moved(from: moved[0].date - 1, holiday: "Reyes"))
    }

    @Test("stay on their weekday when the calendar is merely closed on it")
    func closedWeekday() throws {
        let sessions = try Self.series(on: .saturday).foresight(year: 2_026)
        #expect(sessions.filter { $0.change == nil }.count == sessions.count)
    }

    @Test(
        "follow each other without gap or overlap under both ways of handling holidays",
        arguments: [
            CommitteeSchedule.HolidayHandling.skip, .move,
        ]
    )
    func order(handling: CommitteeSchedule.HolidayHandling) throws {
        for weekday in Weekday.allCases {
            let series = try Self.series(on: weekday, holidays: handling)
            let foreseen = (2_025...2_027).flatMap(series.foresight(year:)).filter(\.takesPlace).map(\.begins)
            #expect(zip(foreseen, foreseen.dropFirst()).allSatisfy(<))
            var walked: [Instant] = []
            var instant = try #require(foreseen.first)
            while walked.count < foreseen.count {
                let next = try #require(series.next(atOrAfter: instant)).begins
                walked.append(next)
                instant = next + 1
            }
            #expect(walked == foreseen)
        }
    }

    @Test("fall out when a move would reach the next one, and end when nothing but holidays is left")
    func endlessHolidays() throws {
        let first = try #require(CivilDate(iso8601: "2026-05-07"))
        func closing(_ dates: [CivilDate]) throws -> [HolidayRule] {
            [try HolidayRule(name: "Cierre", source: "prueba", day: .dates(dates), knownSince: first)]
        }
        let start = try #require(Instant(iso8601: "2026-05-07T00:00:00-05:00"))
        let week = try Self.series(on: .thursday, rules: closing((0..<7).map { first + $0 }))
        #expect(week.next(atOrAfter: start)?.begins == Instant(iso8601: "2026-05-14T09:00:00-05:00"))
        #expect(week.foresight(year: 2_026).filter { !$0.takesPlace }.map(\.date) == [first])
        let thursdays = try closing((0..<530).map { first + 7 * $0 })
        #expect(try Self.series(on: .thursday, holidays: .skip, rules: thursdays).next(atOrAfter: start) == nil)
    }

    /// A committee of a provider that opens Monday to Friday in Bogotá.
    private static func series(
        on weekday: Weekday,
        holidays: CommitteeSchedule.HolidayHandling = .move,
        cutOffHours: Int = 0,
        rules: [HolidayRule]? = nil
    ) throws -> SessionSeries {
        let shift = try WeeklyHours.Shift(open: #require(LocalTime("08:00")), close: #require(LocalTime("18:00")))
        let calendar = WorkCalendar(
            name: CalendarName(rawValue: "prueba"),
            zone: try TimeZoneRules(identifier: "America/Bogota"),
            hours: try WeeklyHours(Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [shift]) })),
            holidays: HolidayRules(country: "CO", rules: try rules ?? colombianFeasts())
        )
        let schedule = CommitteeSchedule(
            clause: ClauseID(rawValue: "AM-06"),
            weekday: weekday,
            time: try #require(LocalTime("09:00")),
            holidays: holidays,
            cutOffHours: cutOffHours
        )
        return SessionSeries(schedule, calendar: calendar)
    }

    private static func colombianFeasts() throws -> [HolidayRule] {
        let emiliani = Movement(
            Dictionary(uniqueKeysWithValues: Weekday.allCases.dropFirst().map { ($0, .next(.monday)) })
        )
        let days: [(String, HolidayRule.Day, Movement)] = [
            ("Año Nuevo", .fixed(month: 1, day: 1), .none), ("Reyes", .fixed(month: 1, day: 6), emiliani),
            ("San José", .fixed(month: 3, day: 19), emiliani), ("Jueves Santo", .easter(days: -3), .none),
            ("Viernes Santo", .easter(days: -2), .none), ("Trabajo", .fixed(month: 5, day: 1), .none),
            ("Ascensión", .easter(days: 39), emiliani), ("Corpus Christi", .easter(days: 60), emiliani),
            ("Sagrado Corazón", .easter(days: 68), emiliani), ("San Pedro", .fixed(month: 6, day: 29), emiliani),
            ("Asunción", .fixed(month: 8, day: 15), emiliani), ("Raza", .fixed(month: 10, day: 12), emiliani),
            ("Todos los Santos", .fixed(month: 11, day: 1), emiliani),
            ("Cartagena", .fixed(month: 11, day: 11), emiliani),
            ("Navidad", .fixed(month: 12, day: 25), .none),
        ]
        return try days.map { name, day, movement in
            try HolidayRule(
                name: name,
                source: "Ley 51 de 1983",
                day: day,
                movement: movement,
                knownSince: CivilDate(dayNumber: 5_000)
            )
        }
    }
}
