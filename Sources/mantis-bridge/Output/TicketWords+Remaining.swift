import Bridge
import ServiceLevels

// How a clock stands, as a list has room for it.

extension TicketWords {
    /// What is left, or how it ended, of the clock that speaks for a ticket.
    func remaining(_ clock: LeadingClock) -> String {
        if let record = clock.record { return remaining(record) }
        return clock.rank == .untimed ? state(.untimed) : "—"
    }

    /// «3 h 20 min hábiles», «vencido hace 2 h 5 min», «en pausa, restan 4 h», «espera información».
    func remaining(_ record: ClockRecord) -> String {
        guard let cycle = record.current else { return state(.waiting) }
        let text = cycle.end.map { ended(cycle, $0.outcome) } ?? open(cycle)
        let isTimed = cycle.state != .untimed && cycle.state != .cancelled
        return cycle.isIndicative && isTimed ? text + " (indicativo)" : text
    }

    private func open(_ cycle: ClockCycle) -> String {
        let time = cycle.remaining.map { Self.time($0.magnitude, cycle.promise) }
        switch cycle.state {
        case .running:
            return time ?? state(.running)
        case .paused:
            return state(.paused) + (time.map { ", restan \($0)" } ?? "")
        case .breached:
            // Open time may not have gone on since the deadline.
            return state(.breached) + (cycle.remaining == 0 ? "" : time.map { " hace \($0)" } ?? "")
        case .waiting:
            // Its start is known: it will begin again when something arrives.
            return cycle.start == nil ? state(.waiting) : "espera información"
        case .met, .untimed, .cancelled:
            return state(cycle.state)
        }
    }

    private func ended(_ cycle: ClockCycle, _ outcome: ClockCycle.End.Outcome) -> String {
        guard cycle.isMetLate else { return state(cycle.state) }
        guard let remaining = cycle.remaining, remaining < 0 else { return state(.met) + " tarde" }
        return state(.met) + " \(Self.time(remaining.magnitude, cycle.promise)) tarde"
    }

    /// Seconds are left out from a minute on; open time is told from time on the wall clock.
    private static func time(_ seconds: UInt64, _ promise: Promise) -> String {
        let whole = Int64(clamping: seconds)
        let duration = spanishDuration(seconds: whole < 60 ? whole : whole - whole % 60)
        guard case .target(let target) = promise else { return duration }
        switch target.unit {
        case .businessMinutes, .businessDays: return duration + " hábiles"
        case .clockMinutes, .calendarDays: return duration
        }
    }
}
