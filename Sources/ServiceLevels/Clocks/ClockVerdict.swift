package import Tickets

/// How a clock's cycle was judged, to be kept in the ledger once it is breached or over. Given back, it stands: a calendar
/// edited later moves open clocks only. It falls when the timeline turns out to tell other facts than those it judged.
package struct ClockVerdict: Hashable, Codable, Sendable {
    package var kind: ClockKind
    /// Which cycle, counted from 0; two can begin in one second.
    package var cycle: Int
    package var firstStart: Instant
    /// From when its time counted.
    package var start: Instant
    /// ``Promise/description``.
    package var promise: String
    /// The union of all pauses up to the breach, or to the end if there was none: from, to, from, to …
    package var pauses: [Instant]
    package var due: Instant?
    package var plainDue: Instant?
    package var breachedAt: Instant?
    /// ``ClockCycle/Breach/known``.
    package var breachKnown: Instant?
    /// Nil when it was still open.
    package var endedAt: Instant?
    package var calendar: CalendarName
    package var calendarVersion: CalendarVersion

    /// The instant up to which the facts decided.
    var decidedAt: Instant? { breachedAt ?? endedAt }
}

extension ClockRecord {
    /// What is to be kept of a cycle; nil while it is open and in time, and when it never had a start.
    package func verdict(ofCycle number: Int) -> ClockVerdict? {
        let cycle = cycles[number]
        guard let start = cycle.start, let firstStart = cycle.firstStart, cycle.breach != nil || cycle.end != nil else {
            return nil
        }
        let decided = cycle.breach?.at ?? cycle.end?.at ?? asOf
        return ClockVerdict(
            kind: kind,
            cycle: number,
            firstStart: firstStart.at,
            start: start.at,
            promise: cycle.promise.description,
            pauses: cycle.pauses.union(before: decided),
            due: cycle.due,
            plainDue: cycle.plainDue,
            breachedAt: cycle.breach?.at,
            breachKnown: cycle.breach?.known,
            endedAt: cycle.end?.at,
            calendar: cycle.calendar,
            calendarVersion: cycle.calendarVersion
        )
    }
}

extension [ClockPause] {
    /// Their union up to an instant, as pairs of its ends.
    func union(before end: Instant) -> [Instant] {
        let spans = compactMap { pause -> Pauses.Span? in
            guard pause.from < end else { return nil }
            let to = Swift.min(pause.to ?? end, end)
            return pause.from < to ? Pauses.Span(from: pause.from.epochSeconds, to: to.epochSeconds) : nil
        }
        return Pauses(unordered: spans).spans.flatMap {
            [Instant(epochSeconds: $0.from), Instant(epochSeconds: $0.to)]
        }
    }
}
