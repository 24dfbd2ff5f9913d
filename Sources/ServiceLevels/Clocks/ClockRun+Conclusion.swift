import Tickets

extension ClockRun {
    /// The cycle as it stood at an instant, which must not lie before the last thing it was told.
    func concluded(asOf instant: Instant) -> ClockCycle {
        var result = cycle
        let last = min(result.end?.at ?? instant, instant)
        result.state = state(at: instant)
        if result.pauses.contains(where: { $0.reason == .contingency }) {
            if let due = result.due { result.pauses.removeAll { $0.reason == .contingency && $0.from >= due } }
            result.pauses.sort { $0.from < $1.from }
        }
        guard case .target(let target) = result.promise, let start = result.start?.at else {
            if case .committed(let date) = result.promise { result.remaining = date - last }
            return result
        }
        result.remaining = remaining(of: target, from: start, at: last)
        if target.unit == .businessMinutes || target.unit == .businessDays {
            let judging = calendar.editions.first { $0.version == result.calendarVersion } ?? edition
            result.holidays = judging.holidays(from: start, to: max(start, result.due ?? last))
        }
        return result
    }

    private func state(at instant: Instant) -> ClockState {
        if cycle.breach != nil { return .breached }
        if cycle.end?.outcome == .cancelled { return .cancelled }
        if case .untimed = cycle.promise { return .untimed }
        if cycle.end != nil { return .met }
        guard case .target = cycle.promise else { return .running }
        if isHeldBack { return .waiting }
        let stands = cycle.pauses.contains { pause in
            pause.from <= instant && pause.to.map { instant < $0 } ?? true
        }
        return stands ? .paused : .running
    }

    private func remaining(of target: Target, from start: Instant, at instant: Instant) -> Int64? {
        let pauses = Pauses(unordered: cycle.pauses.spans { _ in true })
        let time = edition.time
        guard let due = cycle.due else {
            guard !isHeldBack else { return nil }
            return (try? time.remaining(of: target, from: start, at: instant, pauses: pauses)) ?? nil
        }
        let countsOpenTime = target.unit == .businessMinutes || target.unit == .businessDays
        func span(_ from: Instant, _ to: Instant) -> Int64? {
            countsOpenTime
                ? try? time.elapsed(from: from, to: to, pauses: pauses)
                : pauses.clockElapsed(from: from.epochSeconds, to: to.epochSeconds)
        }
        return instant <= due ? span(max(start, instant), due) : span(due, instant).map { -$0 }
    }
}
