package import Tickets

/// The offsets of one zone over all time, read from the system's tzdata.
package struct TimeZoneRules: Hashable, Sendable {
    /// For example `America/Santiago`.
    package let identifier: String

    /// The instants at which the offset changes, ascending, and the offset from each on; ``firstOffset`` holds before
    /// the first of them. All in seconds, offsets east of UTC.
    private let changes: [Int64]
    private let offsets: [Int32]
    private let firstOffset: Int32
    private let smallestOffset: Int
    private let largestOffset: Int
    /// From here on the last ``cycle`` before it repeats for ever; nil when the offset stays.
    private let repeatsFrom: Int64?

    /// 400 Gregorian years: a whole number of weeks, so every yearly rule repeats after them.
    private static let cycle: Int64 = 146_097 * 86_400

    package static let utc = TimeZoneRules(identifier: "UTC", data: TZifData(firstOffset: 0, changes: []))

    init(identifier: String, data: TZifData) {
        var changes = data.changes
        var repeatsFrom: Int64?
        if let rule = data.footer {
            let explicitEnd = changes.last?.at ?? 0
            let lastYear = CivilDate(dayNumber: Int(explicitEnd).flooredDivision(by: 86_400).quotient).year
            let ruled = (lastYear...lastYear + 401).flatMap(rule.changes(inYear:)).sorted { $0.at < $1.at }
            changes += ruled.filter { $0.at > explicitEnd }
            repeatsFrom = ruled.last?.at
        }
        self.identifier = identifier
        self.changes = changes.map(\.at)
        self.offsets = changes.map(\.offset)
        self.firstOffset = data.firstOffset
        self.repeatsFrom = repeatsFrom
        let all = offsets + [firstOffset]
        smallestOffset = Int(all.min() ?? 0)
        largestOffset = Int(all.max() ?? 0)
    }

    /// Seconds east of UTC at an instant.
    package func offset(at instant: Instant) -> Int {
        var second = instant.epochSeconds
        if let repeatsFrom, second >= repeatsFrom {
            second -= ((second - repeatsFrom) / Self.cycle + 1) * Self.cycle
        }
        let following = changes.partitionPoint { $0 > second }
        return Int(following == 0 ? firstOffset : offsets[following - 1])
    }

    /// What clocks in the zone show.
    package func localDateTime(at instant: Instant) -> LocalDateTime {
        let local = Int(instant.epochSeconds) + offset(at: instant)
        let (day, second) = local.flooredDivision(by: 86_400)
        return LocalDateTime(date: CivilDate(dayNumber: day), time: LocalTime(unchecked: second))
    }

    package func date(at instant: Instant) -> CivilDate {
        let local = Int(instant.epochSeconds) + offset(at: instant)
        return CivilDate(dayNumber: local.flooredDivision(by: 86_400).quotient)
    }

    /// The instant at which clocks show `time` on `date`. A wall time skipped by a change is read with the offset before
    /// the change; one that occurs twice means the first.
    package func instant(of date: CivilDate, at time: LocalTime) -> Instant {
        let local = date.dayNumber * 86_400 + time.secondOfDay
        let before = offset(at: Instant(epochSeconds: Int64(local - largestOffset - 1)))
        let early = Instant(epochSeconds: Int64(local - before))
        if offset(at: early) == before { return early }
        let after = offset(at: Instant(epochSeconds: Int64(local - smallestOffset)))
        let late = Instant(epochSeconds: Int64(local - after))
        return offset(at: late) == after ? late : early
    }

    /// The offset of a whole date, or nil when clocks change on it or within a day of it.
    func steadyOffset(on date: CivilDate) -> Int? {
        let midnight = Int64(date.dayNumber * 86_400)
        let before = offset(at: Instant(epochSeconds: midnight - 86_400))
        let after = offset(at: Instant(epochSeconds: midnight + 2 * 86_400))
        return before == after ? before : nil
    }

    package func instant(of local: LocalDateTime) -> Instant {
        instant(of: local.date, at: local.time)
    }

    /// The changes of offset within some years, after the offset with which they begin.
    func offsetChanges(inYears years: ClosedRange<Int>) -> [TZifData.Change] {
        func newYear(_ year: Int) -> Int64 { Int64(CivilDay.number(year: year, month: 1, day: 1) * 86_400) }
        let span = newYear(years.lowerBound)..<newYear(years.upperBound + 1)
        let first = TZifData.Change(
            at: span.lowerBound,
            offset: Int32(offset(at: Instant(epochSeconds: span.lowerBound)))
        )
        let inside = zip(changes, offsets).filter { span.contains($0.0) }
        return [first] + inside.map { TZifData.Change(at: $0, offset: $1) }
    }
}
