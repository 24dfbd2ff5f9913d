// ISO 8601 by hand: a formatter costs 29 µs a value, and every ticket carries dozens.

extension Instant {
    /// Reads `YYYY-MM-DDTHH:MM:SS` followed by `Z` or `±HH:MM`; nil for anything else, an impossible date included.
    package init?(iso8601 text: some StringProtocol) {
        // Nearly every text lies in one piece, so that nothing has to be copied.
        guard
            let instant = text.utf8.withContiguousStorageIfAvailable(Self.read)
                ?? Array(text.utf8).withUnsafeBufferPointer(Self.read)
        else { return nil }
        self = instant
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        var reader = DigitReader(bytes: bytes)
        guard let year = reader.number(4), reader.skip("-"),
            let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T"),
            let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2),
            let offset = reader.offset(), reader.isAtEnd,
            (1...12).contains(month), day >= 1, day <= CivilDay.length(ofMonth: month, year: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = CivilDay.number(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Instant(epochSeconds: Int64(seconds))
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`.
    package var iso8601: String { iso8601(offset: nil) }

    /// `YYYY-MM-DDTHH:MM:SS±HH:MM`, as clocks show it that are `offset` seconds ahead of UTC, a whole number of minutes;
    /// nil is UTC itself, written `Z`.
    package func iso8601(offset: Int?) -> String {
        let (days, secondOfDay) = (Int(epochSeconds) + (offset ?? 0)).flooredDivision(by: 86_400)
        let date = CivilDay.date(number: days)
        return String(unsafeUninitializedCapacity: 25) { buffer in
            var writer = DigitWriter(buffer: buffer)
            writer.write(date.year, digits: 4)
            writer.write("-")
            writer.write(date.month, digits: 2)
            writer.write("-")
            writer.write(date.day, digits: 2)
            writer.write("T")
            writer.write(secondOfDay / 3_600, digits: 2)
            writer.write(":")
            writer.write(secondOfDay / 60 % 60, digits: 2)
            writer.write(":")
            writer.write(secondOfDay % 60, digits: 2)
            if let offset {
                let minutes = abs(offset) / 60
                writer.write(offset < 0 ? "-" : "+")
                writer.write(minutes / 60, digits: 2)
                writer.write(":")
                writer.write(minutes % 60, digits: 2)
            } else {
                writer.write("Z")
            }
            return writer.count
        }
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is not an ISO 8601 instant such as 2026-05-11T08:00:00Z"
            )
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Instant: CustomStringConvertible {
    package var description: String { iso8601 }
}

/// Days of the proleptic Gregorian calendar, numbered from 1970-01-01.
package enum CivilDay {
    /// The number of a date; the algorithm shifts the year to start in March so that the leap day comes last.
    package static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date with a number: the inverse of ``number(year:month:day:)``.
    package static func date(number: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (number + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// Quotient rounded towards negative infinity, and the remainder, which is never negative.
    package func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Must not outlive the text whose bytes it reads.
private struct DigitReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign: Int
        if skip("+") {
            sign = 1
        } else if skip("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}

private struct DigitWriter {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func write(_ character: Unicode.Scalar) {
        buffer[count] = UInt8(ascii: character)
        count += 1
    }

    mutating func write(_ value: Int, digits: Int) {
        var rest = value
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            buffer[place] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }
}
