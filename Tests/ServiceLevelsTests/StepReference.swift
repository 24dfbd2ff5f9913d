import ServiceLevels
import Tickets

/// Business time the slow way: by asking at one instant or one date at a time.
struct StepReference {
    let calendar: WorkCalendar
    private let closed: Set<CivilDate>

    init(calendar: WorkCalendar) {
        self.calendar = calendar
        closed = Set((2_023...2_031).flatMap { calendar.holidays.holidays(inYear: $0).map(\.date) })
    }

    func isOpen(_ instant: Instant) -> Bool {
        let local = Int(instant.epochSeconds) + calendar.zone.offset(at: instant)
        let date = CivilDate(dayNumber: local / 86_400)
        return !closed.contains(date)
            && calendar.hours.shifts(on: date.weekday).contains {
                $0.open.secondOfDay <= local % 86_400 && local % 86_400 < $0.close.secondOfDay
            }
    }

    func isPaused(_ instant: Instant, by pauses: [Pause]) -> Bool {
        pauses.contains { pause in pause.from <= instant && pause.to.map { instant < $0 } ?? true }
    }

    func businessDay(_ count: Int, after start: Instant, pauses: [Pause]) -> Instant {
        var date = calendar.zone.date(at: start)
        var left = count
        while left > 0 {
            date = date + 1
            let shifts = shifts(on: date)
            guard let first = shifts.first else { continue }
            if !isPaused(calendar.zone.instant(of: date, at: first.open), by: pauses) { left -= 1 }
        }
        while true {
            if let last = shifts(on: date).last {
                let due = calendar.zone.instant(of: date, at: last.close)
                if !standsStill(at: due, by: pauses) { return due }
            }
            date = date + 1
        }
    }

    func calendarDay(_ count: Int, after start: Instant, pauses: [Pause]) -> Instant {
        let local = calendar.zone.localDateTime(at: start)
        var date = local.date
        var left = count
        while left > 0 {
            date = date + 1
            if !isPaused(calendar.zone.instant(of: date, at: .midnight), by: pauses) { left -= 1 }
        }
        while standsStill(at: calendar.zone.instant(of: date, at: local.time), by: pauses) { date = date + 1 }
        return calendar.zone.instant(of: date, at: local.time)
    }

    private func shifts(on date: CivilDate) -> [WeeklyHours.Shift] {
        closed.contains(date) ? [] : calendar.hours.shifts(on: date.weekday)
    }

    /// Paused both just before and at an instant.
    private func standsStill(at instant: Instant, by pauses: [Pause]) -> Bool {
        isPaused(instant, by: pauses) && isPaused(instant - 1, by: pauses)
    }
}

/// A small generator with a seed (S. Vigna), so that every run sees the same inputs.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
