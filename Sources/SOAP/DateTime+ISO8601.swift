extension DateTime {
    /// Reads `YYYY-MM-DDTHH:MM:SS`, an optional fraction, which is dropped, and `Z`, `±HH:MM` or `±HHMM`. Nil when it is
    /// anything else: a time without an offset is no instant, and a guess would shift every deadline.
    package init?(iso8601 text: String) {
        var text = text
        guard let value = text.withUTF8({ DateTime(iso8601: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = value
    }

    /// The same from bytes, without a copy.
    init?(iso8601 bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 20,
            let century = bytes.number(at: 0), let yearOfCentury = bytes.number(at: 2), bytes[4] == UInt8(ascii: "-"),
            let month = bytes.number(at: 5), bytes[7] == UInt8(ascii: "-"),
            let day = bytes.number(at: 8), bytes[10] == UInt8(ascii: "T"),
            let hour = bytes.number(at: 11), bytes[13] == UInt8(ascii: ":"),
            let minute = bytes.number(at: 14), bytes[16] == UInt8(ascii: ":"),
            let second = bytes.number(at: 17),
            1...12 ~= month, day >= 1, day <= DateTime.days(in: month, of: century * 100 + yearOfCentury),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var zone = 19
        if bytes[zone] == UInt8(ascii: ".") {
            zone += 1
            while zone < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[zone] { zone += 1 }
            guard zone > 20 else { return nil }
        }
        guard let offset = DateTime.offset(UnsafeRawBufferPointer(rebasing: bytes[zone...])) else { return nil }
        let days = DateTime.daysSince1970(year: century * 100 + yearOfCentury, month: month, day: day)
        let local = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        self.init(epochSeconds: local - Int64(offset), offsetSeconds: Int32(offset))
    }

    /// Seconds east of UTC from `Z`, `±HH:MM` or `±HHMM`.
    private static func offset(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == UInt8(ascii: "Z") { return bytes.count == 1 ? 0 : nil }
        guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return nil }
        let hasColon = bytes.count == 6 && bytes[3] == UInt8(ascii: ":")
        guard hasColon || bytes.count == 5,
            let hours = bytes.number(at: 1), let minutes = bytes.number(at: hasColon ? 4 : 3),
            hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return first == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days of the proleptic Gregorian calendar, counted in years that begin in March so that leap days come last.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension DateTime: CustomStringConvertible {
    /// `2026-11-21T20:47:32-05:00`, or `…Z` at offset 0.
    package var description: String {
        let local = epochSeconds + Int64(offsetSeconds)
        let days = Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
        let second = Int(local - Int64(days) * 86_400)
        let (year, month, day) = DateTime.civil(days)
        let date = "\(DateTime.padded(year, 4))-\(DateTime.padded(month, 2))-\(DateTime.padded(day, 2))"
        let time =
            "\(DateTime.padded(second / 3600, 2)):\(DateTime.padded(second / 60 % 60, 2)):\(DateTime.padded(second % 60, 2))"
        guard offsetSeconds != 0 else { return "\(date)T\(time)Z" }
        let minutes = Int(offsetSeconds.magnitude) / 60
        let sign = offsetSeconds < 0 ? "-" : "+"
        return "\(date)T\(time)\(sign)\(DateTime.padded(minutes / 60, 2)):\(DateTime.padded(minutes % 60, 2))"
    }

    private static func civil(_ daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension UnsafeRawBufferPointer {
    /// The number that two ASCII digits spell; nil when one is no digit.
    @inline(__always)
    fileprivate func number(at index: Int) -> Int? {
        let tens = self[index] &- UInt8(ascii: "0")
        let ones = self[index + 1] &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
