import ServiceLevels
import Testing
import Tickets

@Suite("What a deadline is made of")
struct DeadlineAnswerTests {
    @Test("adds up to the target for every row of the oracle, and never runs in a pause")
    func oracle() throws {
        let calendars = try OracleCalendars()
        var editions: [String: CalendarEdition] = [:]
        for row in try rows(of: "deadlines") {
            let key = "\(row["policy"] ?? "") \(row["timezone"] ?? "")"
            let edition = try editions[key] ?? CalendarEdition(#require(calendars[row]))
            editions[key] = edition
            let target = try Target(row["target"] ?? "")
            let start = try #require(Instant(iso8601: row["start"] ?? ""))
            let answer = try DeadlineAnswer(target, from: start, pauses: pauses(row["pauses"] ?? ""), in: edition)
            #expect(answer.due == Instant(iso8601: row["expected_due"] ?? ""), "\(row["id"] ?? "")")
            check(answer, row["id"] ?? "")
        }
    }

    private func check(_ answer: DeadlineAnswer, _ id: String) {
        let target = answer.target
        switch answer.use {
        case .time(let stretches):
            let used = stretches.reduce(0) { $0 + ($1.to - $1.from) }
            if let due = answer.due {
                #expect(used == Int64(target.count) * 60, "\(id)")
                #expect(stretches.last.map { $0.to == due } ?? (target.count == 0), "\(id)")
            } else {
                #expect(used < max(1, Int64(target.count) * 60), "\(id)")
            }
            #expect(answer.days.flatMap(\.stretches).reduce(0) { $0 + ($1.to - $1.from) } == used, "\(id)")
            #expect(answer.days.map(\.date) == Set(answer.days.map(\.date)).sorted(), "\(id)")
            for pause in answer.pauses {
                let end = pause.to ?? Instant(epochSeconds: .max)
                #expect(!stretches.contains { $0.from < end && pause.from < $0.to }, "\(id)")
            }
        case .dates(let dates):
            #expect(dates.count == target.count, "\(id)")
            #expect(dates == Set(dates).sorted(), "\(id)")
            #expect(dates.last == answer.due.map(answer.calendar.zone.date), "\(id)")
        }
    }

    @Test("names the holidays on the way, and none for the wall clock")
    func holidays() throws {
        let edition = try Self.edition()
        let start = try #require(Instant(iso8601: "2026-05-15T17:00:00-05:00"))
        let answer = try DeadlineAnswer(Target("120bm"), from: start, in: edition)
        #expect(answer.due == Instant(iso8601: "2026-05-19T09:00:00-05:00"))
        #expect(answer.holidays.map(\.name) == ["Día de la Ascensión (observado)"])
        #expect(answer.days.map(\.date.iso8601) == ["2026-05-15", "2026-05-19"])
        #expect(answer.version == edition.version)
        let clock = try DeadlineAnswer(Target("10000cm"), from: start, in: edition)
        #expect(clock.holidays.isEmpty)
        #expect(clock.days.count == 8)
    }

    @Test("stops where a pause without end begins")
    func endless() throws {
        let start = try #require(Instant(iso8601: "2026-05-11T08:00:00-05:00"))
        let pause = try Pause(from: start + 3_600, to: nil)
        for (target, used) in [("120bm", 3_600), ("120cm", 3_600)] as [(String, Int64)] {
            let answer = try DeadlineAnswer(Target(target), from: start, pauses: Pauses([pause]), in: Self.edition())
            #expect(answer.due == nil)
            #expect(answer.pauses == [pause])
            #expect(answer.days.map(\.seconds) == [used])
        }
        let late = try Pause(from: start + 3 * 86_400 + 60, to: nil)
        let days = try DeadlineAnswer(Target("10bd"), from: start, pauses: Pauses([late]), in: Self.edition())
        #expect(days.due == nil)
        #expect(days.use == .dates(try ["2026-05-12", "2026-05-13", "2026-05-14"].map { try Self.date($0) }))
    }

    @Test("leaves out dates that begin in a pause, and the pauses after the deadline")
    func pausedDates() throws {
        let start = try #require(Instant(iso8601: "2026-05-11T10:00:00-05:00"))
        let noon = try #require(Instant(iso8601: "2026-05-12T12:00:00-05:00"))
        let pauses = Pauses([
            try Pause(from: noon, to: noon + 86_400), try Pause(from: noon + 30 * 86_400, to: nil),
        ])
        for (target, due) in [("2bd", "2026-05-14T18:00:00-05:00"), ("2cd", "2026-05-14T10:00:00-05:00")] {
            let answer = try DeadlineAnswer(Target(target), from: start, pauses: pauses, in: Self.edition())
            #expect(answer.due == Instant(iso8601: due))
            #expect(answer.use == .dates(try ["2026-05-12", "2026-05-14"].map { try Self.date($0) }), "\(target)")
            #expect(answer.pauses == [try Pause(from: noon, to: noon + 86_400)])
        }
    }

    @Test("cuts the wall clock at every midnight, the one that clocks skip too")
    func midnights() throws {
        let calendar = try alwaysOpen(in: TimeZoneRules(identifier: "America/Santiago"))
        let edition = CalendarEdition(BusinessTime(calendar, years: 2_026...2_026))
        let start = try #require(Instant(iso8601: "2026-09-05T22:00:00-04:00"))
        for unit in ["bm", "cm"] {
            let answer = try DeadlineAnswer(Target("240\(unit)"), from: start, in: edition)
            #expect(answer.days.map(\.date.iso8601) == ["2026-09-05", "2026-09-06"])
            #expect(answer.days.map(\.seconds) == [7_200, 7_200])
            #expect(answer.due.map(calendar.zone.iso8601) == "2026-09-06T03:00:00-03:00")
        }
    }

    @Test("is not called endless when the years end before the pause without end begins")
    func endlessAfterTheYears() throws {
        let start = try #require(Instant(iso8601: "2026-12-31T08:00:00-05:00"))
        let pause = try Pause(from: start + 400 * 86_400, to: nil)
        let error = #expect(throws: ServiceLevelsError.self) {
            try Self.edition().time.deadline(Target("60000bm"), from: start, pauses: Pauses([pause]))
        }
        #expect(error?.code == .dateOutOfRange)
    }

    /// Monday to Friday from 8:00 to 18:00 in Bogotá.
    private static func edition() throws -> CalendarEdition {
        let shift = try WeeklyHours.Shift(open: #require(LocalTime("08:00")), close: #require(LocalTime("18:00")))
        let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [shift]) })
        let feast = try HolidayRule(
            name: "Día de la Ascensión (observado)",
            source: "Ley 51 de 1983",
            day: .dates([date("2026-05-18")]),
            knownSince: date("2000-01-01")
        )
        let calendar = WorkCalendar(
            name: CalendarName(rawValue: "oficina"),
            zone: try TimeZoneRules(identifier: "America/Bogota"),
            hours: try WeeklyHours(week),
            holidays: HolidayRules(country: "CO", rules: [feast])
        )
        return CalendarEdition(BusinessTime(calendar, years: 2_026...2_026))
    }

    private static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso8601: text)) }
}
