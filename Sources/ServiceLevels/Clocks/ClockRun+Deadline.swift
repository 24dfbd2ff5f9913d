import Tickets

extension ClockRun {
    /// Finds the deadline anew from all that is known.
    mutating func reckon() {
        cycle.warnings = []
        switch (cycle.promise, cycle.start?.at) {
        case (.untimed, _), (_, nil):
            cycle.due = nil
            cycle.plainDue = nil
        case (.committed(let date), .some(let start)):
            cycle.due = date
            cycle.plainDue = date
            warn(date, from: start)
        case (.target(let target), .some(let start)):
            guard !isHeldBack else {
                cycle.due = nil
                cycle.plainDue = nil
                return
            }
            let pauses = Pauses(unordered: cycle.pauses.spans { _ in true })
            cycle.due = deadline(target, from: start, pauses)
            if cycle.pauses.contains(where: { $0.reason == .contingency }) {
                let plain = Pauses(unordered: cycle.pauses.spans { $0 != .contingency })
                cycle.plainDue = deadline(target, from: start, plain)
            } else {
                cycle.plainDue = cycle.due
            }
            warn(target, from: start, pauses)
        }
    }

    /// Nil outside the calendar's years too.
    private func deadline(_ target: Target, from start: Instant, _ pauses: Pauses) -> Instant? {
        (try? edition.time.deadline(target, from: start, pauses: pauses)) ?? nil
    }

    private mutating func warn(_ target: Target, from start: Instant, _ pauses: Pauses) {
        guard let due = cycle.due, !rule.warnings.isEmpty || warning != nil else { return }
        let time = edition.time
        for percent in rule.warnings {
            let at = (try? time.instant(at: percent, of: target, from: start, due: due, pauses: pauses)) ?? nil
            warn(.percent(percent), at: at, before: due)
        }
        if let warning { warn(.target(warning), at: deadline(warning, from: start, pauses), before: due) }
        if cycle.warnings.count > 1 { cycle.warnings.sort { $0.at < $1.at } }
    }

    /// A promised date has no hours of its own: its warnings are parts of the time up to it.
    private mutating func warn(_ date: Instant, from start: Instant) {
        for percent in rule.warnings {
            warn(.percent(percent), at: start + (date - start) * Int64(percent) / 100, before: date)
        }
        if cycle.warnings.count > 1 { cycle.warnings.sort { $0.at < $1.at } }
    }

    private mutating func warn(_ mark: ClockWarning.Mark, at instant: Instant?, before due: Instant) {
        guard let instant, instant < due else { return }
        cycle.warnings.append(ClockWarning(mark: mark, at: instant))
    }
}

extension [ClockPause] {
    func spans(where isWanted: (PauseReason) -> Bool) -> [Pauses.Span] {
        compactMap { pause in
            guard isWanted(pause.reason) else { return nil }
            return Pauses.Span(from: pause.from.epochSeconds, to: pause.to?.epochSeconds ?? Pauses.forever)
        }
    }
}
