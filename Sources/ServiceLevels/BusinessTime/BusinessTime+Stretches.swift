package import Tickets

extension BusinessTime {
    /// A stretch of time, half-open.
    package struct Stretch: Hashable, Sendable {
        package var from: Instant
        package var to: Instant
    }

    /// Every stretch of open and unpaused time in `[start, end)`, in order: what a deadline is made of.
    package func stretches(
        from start: Instant,
        to end: Instant,
        pauses: Pauses = .none
    ) throws(ServiceLevelsError) -> [Stretch] {
        var result: [Stretch] = []
        var second = try checked(start)
        let end = try checked(end)
        while second < end, let open = index.opening(atOrAfter: second), open < end {
            let pause = pauses.spans(after: open).first
            if let pause, pause.from <= open {
                second = pause.to
                continue
            }
            // The shift's end is where the running total stops growing with time.
            let shiftEnd = index.closing(after: open)
            let to = min(shiftEnd, end, pause?.from ?? .max)
            result.append(Stretch(from: Instant(epochSeconds: open), to: Instant(epochSeconds: to)))
            second = to
        }
        return result
    }

    /// The instant at which `percent` of the way to a deadline is used up: of a target in minutes, the target; of one in
    /// days, the open or clock time up to its deadline.
    func instant(
        at percent: Int,
        of target: Target,
        from start: Instant,
        due: Instant,
        pauses: Pauses
    ) throws(ServiceLevelsError) -> Instant? {
        let second = start.epochSeconds
        let whole: Int64
        switch target.unit {
        case .businessMinutes, .clockMinutes: whole = Int64(target.count) * 60
        case .businessDays: whole = try elapsed(from: start, to: due, pauses: pauses)
        case .calendarDays: whole = pauses.clockElapsed(from: second, to: due.epochSeconds)
        }
        let part = whole * Int64(percent) / 100
        guard part > 0 else { return nil }
        let countsOpenTime = target.unit == .businessMinutes || target.unit == .businessDays
        let at =
            try countsOpenTime
            ? openDeadline(seconds: part, from: second, pauses: pauses)
            : pauses.clockDeadline(seconds: part, from: second)
        return at.map(Instant.init(epochSeconds:))
    }
}

extension Pauses {
    /// Every unpaused stretch in `[start, end)`, in order.
    func clockStretches(from start: Instant, to end: Instant) -> [BusinessTime.Stretch] {
        var result: [BusinessTime.Stretch] = []
        var from = start
        func add(upTo second: Int64) {
            let to = min(Instant(epochSeconds: second), end)
            if from < to { result.append(BusinessTime.Stretch(from: from, to: to)) }
        }
        for span in spans(after: start.epochSeconds) {
            add(upTo: span.from)
            from = Instant(epochSeconds: span.to)
        }
        add(upTo: end.epochSeconds)
        return result
    }
}
