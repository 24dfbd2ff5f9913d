/// A date and time of day at some offset from UTC, in the proleptic Gregorian calendar.
struct CivilTime {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    /// Seconds east of UTC.
    var offsetSeconds: Int

    init(epochSeconds: Int64, offsetSeconds: Int) {
        let local = Int(epochSeconds) + offsetSeconds
        let days = Self.floorDivide(local, 86_400)
        let secondOfDay = local - days * 86_400
        // Days to a date by counting years from March 1st of year 0, so that leap days come last.
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = secondOfDay / 3600
        minute = secondOfDay % 3600 / 60
        second = secondOfDay % 60
        self.offsetSeconds = offsetSeconds
    }

    /// Days since 1970-01-01; months and days out of range count on into the neighbouring ones.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let years = year + floorDivide(month - 1, 12)
        let monthInYear = month - 1 - floorDivide(month - 1, 12) * 12 + 1
        let shifted = monthInYear <= 2 ? years - 1 : years
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let marchMonth = monthInYear > 2 ? monthInYear - 3 : monthInYear + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Appends `2026-11-21T20:47:32-05:00`.
    func appendISO8601(to bytes: inout [UInt8]) {
        appendLocalTime(to: &bytes)
        bytes.append(offsetSeconds < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        Self.append(abs(offsetSeconds) / 3600, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(abs(offsetSeconds) % 3600 / 60, digits: 2, to: &bytes)
    }

    /// Appends the local time with a `Z` that is not true, as 1.2.0 to 1.2.8 do (reference §1.5).
    func appendBogusZ(to bytes: inout [UInt8]) {
        appendLocalTime(to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private func appendLocalTime(to bytes: inout [UInt8]) {
        Self.append(year, digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(day, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.append(hour, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(minute, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(second, digits: 2, to: &bytes)
    }

    private static func append(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
        var scale = digits == 4 ? 1000 : 10
        while scale > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / scale % 10))
            scale /= 10
        }
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value + 1) / divisor - 1
    }
}
