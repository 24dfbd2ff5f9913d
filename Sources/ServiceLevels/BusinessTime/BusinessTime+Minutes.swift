import Tickets

extension BusinessTime {
    /// Walks the unpaused stretches from `start` on until `seconds` of open time are used up.
    func openDeadline(seconds: Int64, from start: Int64, pauses: Pauses) throws(ServiceLevelsError) -> Int64? {
        guard seconds > 0 else { return try firstRunning(from: start, pauses: pauses) }
        var used = index.total(before: start)
        var rest = seconds
        for span in pauses.spans(after: start) {
            let available = max(0, index.total(before: span.from) - used)
            if rest <= available { break }
            if span.to == Pauses.forever {
                // One that begins after the years may leave time enough before it.
                _ = try checked(Instant(epochSeconds: max(span.from, start)))
                return nil
            }
            rest -= available
            used = index.total(before: span.to)
        }
        guard let due = index.second(atTotal: used + rest) else { throw outOfRange(Instant(epochSeconds: start)) }
        return due
    }

    /// The first second at or after `start` that is open and not paused; nil when a pause without end covers all that
    /// follows.
    private func firstRunning(from start: Int64, pauses: Pauses) throws(ServiceLevelsError) -> Int64? {
        var second = start
        while true {
            guard let open = index.opening(atOrAfter: second) else { throw outOfRange(Instant(epochSeconds: start)) }
            guard let span = pauses.spans(after: open).first, span.from <= open else { return open }
            if span.to == Pauses.forever { return nil }
            second = span.to
        }
    }
}

// The wall clock is a calendar that never closes.
extension Pauses {
    /// The earliest second at which `seconds` have passed unpaused, or for zero the first unpaused second; nil when a
    /// pause without end comes first.
    func clockDeadline(seconds: Int64, from start: Int64) -> Int64? {
        var used = start
        var rest = seconds
        for span in spans(after: start) {
            let available = max(0, span.from - used)
            if rest < available || rest == available && seconds > 0 { break }
            if span.to == Self.forever { return nil }
            rest -= available
            used = span.to
        }
        return used + rest
    }

    /// Unpaused seconds in `[start, end)`.
    func clockElapsed(from start: Int64, to end: Int64) -> Int64 {
        guard start < end else { return 0 }
        var sum = end - start
        for span in spans(after: start) {
            guard span.from < end else { break }
            sum -= min(span.to, end) - max(span.from, start)
        }
        return sum
    }
}
