import Tickets

/// A yearly rule in the form of POSIX `TZ`, such as `<-04>4<-03>,M9.1.6/24,M4.1.6/24`: what a zone file says about all
/// years after its last explicit change.
struct FooterRule: Hashable, Sendable {
    /// Seconds east of UTC.
    private let standardOffset: Int
    /// Nil where clocks do not change.
    private let summer: Summer?

    private struct Summer: Hashable, Sendable {
        var offset: Int
        var begins: Moment
        var ends: Moment
    }

    /// A date in every year, and a wall time of −167 to 167 hours on it, in seconds.
    private struct Moment: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// `Jn`: 1 to 365, 29 February never counted.
            case withoutLeapDay(Int)
            /// `n`: 0 to 365, 29 February counted.
            case fromZero(Int)
            /// `Mm.w.d`: the w-th weekday d of a month, 5 for the last.
            case weekday(Weekday, ordinal: Int, month: Int)
        }
        var day: Day
        var secondOfDay: Int

        func dayNumber(inYear year: Int) -> Int {
            let newYear = CivilDay.number(year: year, month: 1, day: 1)
            switch day {
            case .withoutLeapDay(let number):
                return newYear + number - 1 + (CivilDay.isLeap(year) && number >= 60 ? 1 : 0)
            case .fromZero(let number):
                return newYear + number
            case .weekday(let weekday, let ordinal, let month):
                let first = CivilDay.number(year: year, month: month, day: 1)
                let earliest = first + Weekday(dayNumber: first).days(until: weekday)
                let afterMonth = first + CivilDay.length(ofMonth: month, year: year)
                var day = earliest + (ordinal - 1) * 7
                while day >= afterMonth { day -= 7 }
                return day
            }
        }
    }

    /// The changes that happen in a year, in no particular order; empty where clocks do not change.
    func changes(inYear year: Int) -> [TZifData.Change] {
        guard let summer else { return [] }
        func instant(_ moment: Moment, offset: Int) -> Int64 {
            Int64(moment.dayNumber(inYear: year) * 86_400 + moment.secondOfDay - offset)
        }
        return [
            TZifData.Change(at: instant(summer.begins, offset: standardOffset), offset: Int32(summer.offset)),
            TZifData.Change(at: instant(summer.ends, offset: summer.offset), offset: Int32(standardOffset)),
        ]
    }
}

extension FooterRule {
    /// Nil when the text is not such a rule.
    init?(_ text: String) {
        var reader = Reader(rest: Substring(text))
        guard reader.name(), let westward = reader.time(limit: 24) else { return nil }
        standardOffset = -westward
        if reader.rest.isEmpty {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standardOffset + 3_600
        if !reader.rest.hasPrefix(",") {
            guard let westward = reader.time(limit: 24) else { return nil }
            offset = -westward
        }
        guard reader.take(","), let begins = reader.moment(), reader.take(","), let ends = reader.moment(),
            reader.rest.isEmpty
        else { return nil }
        summer = Summer(offset: offset, begins: begins, ends: ends)
    }

    private struct Reader {
        var rest: Substring

        mutating func take(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        /// `<-04>` or three letters and more.
        mutating func name() -> Bool {
            if take("<") {
                guard let end = rest.firstIndex(of: ">") else { return false }
                rest = rest[rest.index(after: end)...]
                return true
            }
            let letters = rest.prefix(while: \.isLetter)
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let value = Int(digits), range.contains(value) else { return nil }
            rest = rest.dropFirst(digits.count)
            return value
        }

        /// `[±]hh[:mm[:ss]]` in seconds.
        mutating func time(limit hours: Int) -> Int? {
            let sign = take("-") ? -1 : 1
            if sign == 1 { _ = take("+") }
            guard let hour = number(0...hours) else { return nil }
            var seconds = hour * 3_600
            for unit in [60, 1] where take(":") {
                guard let value = number(0...59) else { return nil }
                seconds += value * unit
            }
            return sign * seconds
        }

        mutating func moment() -> Moment? {
            let day: Moment.Day
            if take("J") {
                guard let number = number(1...365) else { return nil }
                day = .withoutLeapDay(number)
            } else if take("M") {
                guard let month = number(1...12), take("."), let ordinal = number(1...5), take("."),
                    let weekday = number(0...6)
                else { return nil }
                day = .weekday(Weekday(rawValue: weekday == 0 ? 7 : weekday) ?? .sunday, ordinal: ordinal, month: month)
            } else {
                guard let number = number(0...365) else { return nil }
                day = .fromZero(number)
            }
            var secondOfDay = 7_200
            if take("/") {
                guard let time = time(limit: 167) else { return nil }
                secondOfDay = time
            }
            return Moment(day: day, secondOfDay: secondOfDay)
        }
    }
}
