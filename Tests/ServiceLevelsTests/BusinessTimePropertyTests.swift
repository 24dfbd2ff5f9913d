import ServiceLevels
import Testing
import Tickets

/// Business time against a reference that looks at the clocks on the wall at every step.
@Suite("Business time, at random")
struct BusinessTimePropertyTests {
    private static let seeds = Array(UInt64(1)...24)

    @Test("agrees with stepping through time minute by minute", arguments: seeds)
    func minutes(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let calendar = try Self.calendar(using: &random)
        let time = BusinessTime(calendar, years: 2_023...2_031)
        for _ in 0..<4 {
            let start = Self.start(in: calendar.zone, using: &random)
            let end = start + Int64.random(in: 0...4_000, using: &random) * 60
            try check(time, from: start, to: end, step: 60, using: &random)
        }
    }

    @Test("agrees with stepping through time second by second", arguments: seeds)
    func seconds(seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0xABCD)
        let calendar = try Self.calendar(using: &random)
        let time = BusinessTime(calendar, years: 2_023...2_031)
        // Near an opening or a closing time, where seconds matter.
        let opening = try time.nextOpening(atOrAfter: Self.start(in: calendar.zone, using: &random))
        let start = opening + Int64.random(in: -1_200...1_200, using: &random)
        try check(time, from: start, to: start + Int64.random(in: 0...4_000, using: &random), step: 1, using: &random)
    }

    @Test("agrees with counting dates one by one", arguments: seeds)
    func days(seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0x1234)
        let calendar = try Self.calendar(using: &random)
        let time = BusinessTime(calendar, years: 2_023...2_031)
        let reference = StepReference(calendar: calendar)
        for _ in 0..<10 {
            let start = Self.start(in: calendar.zone, using: &random)
            let spans = Self.pauses(near: start, length: 12 * 86_400, step: 1, using: &random)
            let count = Int.random(in: 1...9, using: &random)
            let business = try time.deadline(Target(count, .businessDays), from: start, pauses: Pauses(spans))
            #expect(business == reference.businessDay(count, after: start, pauses: spans))
            let calendar = try time.deadline(Target(count, .calendarDays), from: start, pauses: Pauses(spans))
            #expect(calendar == reference.calendarDay(count, after: start, pauses: spans))
        }
    }

    private func check(
        _ time: BusinessTime,
        from start: Instant,
        to end: Instant,
        step: Int64,
        using random: inout SplitMix64
    ) throws {
        let spans = Self.pauses(near: start, length: end - start, step: step, using: &random)
        let pauses = Pauses(spans)
        let reference = StepReference(calendar: time.calendar)
        var open: Int64 = 0
        var clock: Int64 = 0
        var firstRunning: Instant?
        var instant = start
        while instant < end {
            if !reference.isPaused(instant, by: spans) {
                clock += step
                if reference.isOpen(instant) {
                    open += step
                    firstRunning = firstRunning ?? instant
                }
            }
            instant = instant + step
            // Each whole minute of running time is the deadline of that many minutes.
            if open > 0, open % 60 == 0, firstRunning != nil, open / 60 % 97 == 1 {
                let due = try #require(
                    try time.deadline(Target(Int(open / 60), .businessMinutes), from: start, pauses: pauses)
                )
                #expect(due <= instant)
                #expect(try time.elapsed(from: start, to: due, pauses: pauses) == open)
                #expect(try time.elapsed(from: start, to: due - 1, pauses: pauses) == open - 1)
            }
        }
        #expect(try time.elapsed(from: start, to: end, pauses: pauses) == open)
        let target = try Target(1_000, .clockMinutes)
        #expect(try time.remaining(of: target, from: start, at: end, pauses: pauses) == 60_000 - clock)
        if let firstRunning {
            #expect(try time.deadline(Target("0bm"), from: start, pauses: pauses) == firstRunning)
        }
    }

    private static func start(in zone: TimeZoneRules, using random: inout SplitMix64) -> Instant {
        let steady = Int64.random(in: 1_706_000_000...1_890_000_000, using: &random) / 60 * 60
        // Two of three starts lie shortly before a clock change of Santiago.
        let changes: [Int64] = [
            1_712_458_800, 1_725_768_000, 1_743_908_400, 1_757_217_600, 1_775_358_000, 1_788_667_200,
        ]
        guard Int.random(in: 0..<3, using: &random) > 0 else { return Instant(epochSeconds: steady) }
        let change = changes.randomElement(using: &random) ?? steady
        return Instant(epochSeconds: change - Int64.random(in: 0...4_000, using: &random) * 60)
    }

    private static func pauses(
        near start: Instant,
        length: Int64,
        step: Int64,
        using random: inout SplitMix64
    ) -> [Pause] {
        (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
            let from = start + Int64.random(in: -length / step / 3...length / step, using: &random) * step
            let duration = Int64.random(in: 0...max(1, length / step / 4), using: &random) * step
            return try? Pause(from: from, to: from + duration)
        }
    }

    /// Up to three shifts on some weekdays, away from the hours in which clocks change, or open at all hours.
    private static func calendar(using random: inout SplitMix64) throws -> WorkCalendar {
        let zones = ["America/Santiago", "America/Bogota", "America/Mexico_City"]
        let zone = try TimeZoneRules(identifier: zones.randomElement(using: &random) ?? "UTC")
        if Int.random(in: 0..<6, using: &random) == 0 { return try alwaysOpen(in: zone) }
        var week: [Weekday: [WeeklyHours.Shift]] = [:]
        for weekday in Weekday.allCases where weekday == .monday || Bool.random(using: &random) {
            var minutes = Set<Int>()
            while minutes.count < 6 { minutes.insert(Int.random(in: 180...1_320, using: &random)) }
            let times = minutes.sorted().compactMap { LocalTime(secondOfDay: $0 * 60) }
            week[weekday] = try [(0, 1), (2, 3), (4, 5)].prefix(Int.random(in: 1...3, using: &random)).map {
                try WeeklyHours.Shift(open: times[$0.0], close: times[$0.1])
            }
        }
        let closed = (0..<200).map { _ in CivilDate(dayNumber: Int.random(in: 19_700...21_900, using: &random)) }
        let rule = try HolidayRule(
            name: "Fiesta",
            source: "prueba",
            day: .dates(closed),
            knownSince: CivilDate(dayNumber: 0)
        )
        return WorkCalendar(
            name: CalendarName(rawValue: "azar"),
            zone: zone,
            hours: try WeeklyHours(week),
            holidays: HolidayRules(country: "XX", rules: [rule])
        )
    }
}
