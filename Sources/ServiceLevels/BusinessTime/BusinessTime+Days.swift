import Tickets

// Days with pauses: a date is not counted when it begins in a pause, that is, when its first opening (business days) or
// its midnight (calendar days) lies in one; a question open from Monday to Thursday thus adds three days. A deadline never
// passes during a pause: one that would waits for the next date on which the clock runs at that moment.

extension BusinessTime {
    /// The last closing time of the `count`-th working date after the date of `start`.
    func businessDay(_ count: Int, after start: Instant, pauses: Pauses) throws(ServiceLevelsError) -> Int64? {
        let first = index.workingDay(after: calendar.zone.date(at: start))
        var position = first + count - 1
        for span in pauses.spans(after: start.epochSeconds) {
            guard let due = index.lastClosing(ofWorkingDay: position) else { throw outOfRange(start) }
            guard span.from < due else { return due }
            if span.to == Pauses.forever { return nil }
            let begin = max(first, index.workingDay(openingAtOrAfter: span.from))
            position += max(0, index.workingDay(openingAtOrAfter: span.to) - begin)
            while let due = index.lastClosing(ofWorkingDay: position), due < span.to { position += 1 }
        }
        guard let due = index.lastClosing(ofWorkingDay: position) else { throw outOfRange(start) }
        return due
    }

    /// The wall time of `start`, `count` dates later.
    func calendarDay(_ count: Int, after start: Instant, pauses: Pauses) -> Int64? {
        let zone = calendar.zone
        let local = zone.localDateTime(at: start)
        func due(on date: CivilDate) -> Int64 { zone.instant(of: date, at: local.time).epochSeconds }

        var date = local.date + count
        for span in pauses.spans(after: start.epochSeconds) {
            guard span.from < due(on: date) else { break }
            if span.to == Pauses.forever { return nil }
            let begin = max(local.date + 1, zone.firstDate(beginningAtOrAfter: span.from))
            date = date + max(0, zone.firstDate(beginningAtOrAfter: span.to) - begin)
            while due(on: date) < span.to { date = date + 1 }
        }
        return due(on: date)
    }

    /// The dates that a target in days counts up to the date of `end`: of its deadline, all of them.
    func countedDates(of target: Target, from start: Instant, to end: Instant, pauses: Pauses) -> [CivilDate] {
        let zone = calendar.zone
        let last = zone.date(at: end)
        var dates: [CivilDate] = []
        if target.unit == .businessDays {
            var position = index.workingDay(after: zone.date(at: start))
            while dates.count < target.count, let day = index.workingDay(at: position), day.date <= last {
                if !pauses.contain(day.opening) { dates.append(day.date) }
                position += 1
            }
        } else {
            var date = zone.date(at: start) + 1
            while dates.count < target.count, date <= last {
                if !pauses.contain(zone.instant(of: date, at: .midnight).epochSeconds) { dates.append(date) }
                date = date + 1
            }
        }
        return dates
    }
}

extension Pauses {
    fileprivate func contain(_ second: Int64) -> Bool {
        spans(after: second).first.map { $0.from <= second } ?? false
    }
}

extension TimeZoneRules {
    fileprivate func firstDate(beginningAtOrAfter second: Int64) -> CivilDate {
        let date = date(at: Instant(epochSeconds: second))
        return instant(of: date, at: .midnight).epochSeconds >= second ? date : date + 1
    }
}
