import Foundation

/// The zone in which the server prints dates and counts days. Its offsets are tabled once, from 1970 to 2100, and
/// looked up by halving.
struct ServerZone: Sendable {
    let name: String
    /// Ascending; the first one holds from the beginning of time.
    private let periods: [Period]

    private struct Period {
        var start: Int64
        var offset: Int
    }

    /// Nil when there is no zone of that name.
    init?(named name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        var instant = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var periods = [Period(start: .min, offset: zone.secondsFromGMT(for: instant))]
        while let next = zone.nextDaylightSavingTimeTransition(after: instant), next > instant, next < end {
            let start = Int64(next.timeIntervalSince1970.rounded(.up))
            periods.append(Period(start: start, offset: zone.secondsFromGMT(for: next)))
            instant = next
        }
        self.periods = periods
    }

    private init(name: String, periods: [Period]) {
        self.name = name
        self.periods = periods
    }

    static let utc = ServerZone(name: "UTC", periods: [Period(start: .min, offset: 0)])

    /// Seconds east of UTC at an instant.
    func offset(at epochSeconds: Int64) -> Int {
        var low = 0
        var high = periods.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if periods[middle].start <= epochSeconds { low = middle } else { high = middle }
        }
        return periods[low].offset
    }

    /// The instant of a local time of day; a time that the clocks skip comes out an hour later.
    func instant(year: Int, month: Int, day: Int, secondOfDay: Int = 0) -> Int64 {
        let local = Int64(CivilTime.days(year: year, month: month, day: day) * 86_400 + secondOfDay)
        let guess = local - Int64(offset(at: local))
        return local - Int64(offset(at: guess))
    }

    func civilTime(at epochSeconds: Int64) -> CivilTime {
        CivilTime(epochSeconds: epochSeconds, offsetSeconds: offset(at: epochSeconds))
    }
}
