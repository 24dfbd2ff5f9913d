/// Reads the dates that clients and scenarios write: ISO 8601, with an offset, `Z`, or none (the server's zone).
enum DateText {
    /// Seconds since 1970-01-01T00:00:00Z, or nil when `text` is no such date.
    static func parse(_ text: String, zone: ServerZone) -> Int64? {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        guard reader.skip("T") || reader.skip(" ") else {
            return reader.rest.isEmpty ? zone.instant(year: year, month: month, day: day) : nil
        }
        guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
            hour < 24, minute < 60
        else { return nil }
        var second = 0
        if reader.skip(":") {
            guard let value = reader.number(2), value <= 60 else { return nil }
            second = value
            if reader.skip(".") { reader.skipDigits() }
        }
        let secondOfDay = hour * 3600 + minute * 60 + second
        if reader.rest.isEmpty {
            return zone.instant(year: year, month: month, day: day, secondOfDay: secondOfDay)
        }
        guard let offset = reader.offset(), reader.rest.isEmpty else { return nil }
        return Int64(CivilTime.days(year: year, month: month, day: day) * 86_400 + secondOfDay - offset)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func number(_ digits: Int) -> Int? {
            guard rest.count >= digits else { return nil }
            var value = 0
            for byte in rest.prefix(digits) {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            rest = rest.dropFirst(digits)
            return value
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func skipDigits() {
            rest = rest.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        }

        mutating func offset() -> Int? {
            if skip("Z") { return 0 }
            let east: Int
            if skip("+") { east = 1 } else if skip("-") { east = -1 } else { return nil }
            guard let hours = number(2) else { return nil }
            _ = skip(":")
            guard let minutes = number(2), minutes < 60 else { return nil }
            return east * (hours * 3600 + minutes * 60)
        }
    }
}
