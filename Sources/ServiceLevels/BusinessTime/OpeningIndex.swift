import Tickets

/// Every shift of a calendar over a range of years as instants, with running totals of open time: any question about
/// open time is then a look into a table by day, or a binary search. Immutable, so it is shared between tasks without a
/// lock.
struct OpeningIndex: Sendable {
    /// When each shift opens, in epoch seconds, ascending.
    private var opens: [Int64] = []
    /// Open seconds before each shift, and as a last element all there are.
    private var totals: [Int64] = [0]
    /// The day numbers on which there is a shift, ascending.
    private var workingDays: [Int32] = []
    /// The first shift of each working day, and as a last element the number of shifts.
    private var firstShifts: [Int32] = [0]
    /// Finds shifts by when they open.
    private var shiftsByDay = DayTable()
    /// Finds working days by when they first open.
    private var workingDaysByDay = DayTable()

    init(_ calendar: WorkCalendar, years: ClosedRange<Int>) {
        opens.reserveCapacity(years.count * 366)
        for year in years { append(year, of: calendar) }
        shiftsByDay = DayTable(count: opens.count) { opens[$0] }
        workingDaysByDay = DayTable(count: workingDays.count) { opens[Int(firstShifts[$0])] }
    }

    private mutating func append(_ year: Int, of calendar: WorkCalendar) {
        let holidays = Set(calendar.holidays.holidays(inYear: year).map(\.date))
        let newYear = CivilDay.number(year: year, month: 1, day: 1)
        for dayNumber in newYear..<newYear + (CivilDay.isLeap(year) ? 366 : 365) {
            let date = CivilDate(dayNumber: dayNumber)
            let shifts = calendar.hours.shifts(on: date.weekday)
            guard !shifts.isEmpty, !holidays.contains(date) else { continue }
            let steadyOffset = calendar.zone.steadyOffset(on: date)
            for shift in shifts {
                if let steadyOffset {
                    let midnight = Int64(dayNumber * 86_400 - steadyOffset)
                    append(
                        from: midnight + Int64(shift.open.secondOfDay),
                        to: midnight + Int64(shift.close.secondOfDay)
                    )
                } else {
                    append(
                        from: calendar.zone.instant(of: date, at: shift.open).epochSeconds,
                        to: calendar.zone.instant(of: date, at: shift.close).epochSeconds
                    )
                }
            }
            guard opens.count > Int(firstShifts[firstShifts.count - 1]) else { continue }
            workingDays.append(Int32(dayNumber))
            firstShifts.append(Int32(opens.count))
        }
    }

    /// A clock change can push two shifts into each other or leave nothing of one.
    private mutating func append(from open: Int64, to close: Int64) {
        let open = opens.isEmpty ? open : max(open, self.close(opens.count - 1))
        guard open < close else { return }
        opens.append(open)
        totals.append(totals[totals.count - 1] + close - open)
    }

    private func close(_ shift: Int) -> Int64 {
        opens[shift] + totals[shift + 1] - totals[shift]
    }
}

extension OpeningIndex {
    /// Open seconds between the index's beginning and `second`.
    func total(before second: Int64) -> Int64 {
        let following = shift(openingAfter: second)
        guard following > 0 else { return 0 }
        return min(totals[following - 1] + second - opens[following - 1], totals[following])
    }

    /// The earliest second before which there are `total` open seconds, 1 or more; nil past the index's end.
    func second(atTotal total: Int64) -> Int64? {
        let following = totals.partitionPoint { $0 >= total }
        guard following < totals.count else { return nil }
        return opens[following - 1] + total - totals[following - 1]
    }

    /// The first open second at or after `second`; nil past the index's end.
    func opening(atOrAfter second: Int64) -> Int64? {
        let following = shift(openingAfter: second)
        if following > 0, second < close(following - 1) { return second }
        return following < opens.count ? opens[following] : nil
    }

    /// The end of the shift in which `second` lies, which must be open.
    func closing(after second: Int64) -> Int64 {
        close(shift(openingAfter: second) - 1)
    }

    /// The first shift that opens after `second`, or the number of shifts.
    private func shift(openingAfter second: Int64) -> Int {
        var shift = shiftsByDay.start(for: second)
        while shift < opens.count, opens[shift] <= second { shift += 1 }
        return shift
    }

    /// The position of the first working day after a date.
    func workingDay(after date: CivilDate) -> Int {
        workingDays.partitionPoint { Int($0) > date.dayNumber }
    }

    /// The position of the first working day whose first opening is at or after `second`.
    func workingDay(openingAtOrAfter second: Int64) -> Int {
        var position = workingDaysByDay.start(for: second)
        while position < workingDays.count, opens[Int(firstShifts[position])] < second { position += 1 }
        return position
    }

    /// The working day at a position and its first opening; nil past the index's end.
    func workingDay(at position: Int) -> (date: CivilDate, opening: Int64)? {
        guard position < workingDays.count else { return nil }
        return (CivilDate(dayNumber: Int(workingDays[position])), opens[Int(firstShifts[position])])
    }

    /// The last closing time of the working day at a position; nil past the index's end.
    func lastClosing(ofWorkingDay position: Int) -> Int64? {
        position < workingDays.count ? close(Int(firstShifts[position + 1]) - 1) : nil
    }
}
