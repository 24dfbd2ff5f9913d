import Foundation
import ServiceLevels
import Testing
import Tickets

/// The rows of a CSV file among the fixtures, by column name. No field holds a comma or a quote.
func rows(of file: String) throws -> [[String: String]] {
    let url = try #require(Bundle.module.url(forResource: file, withExtension: "csv", subdirectory: "Fixtures"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    let columns = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
        let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Dictionary(uniqueKeysWithValues: zip(columns, values))
    }
}

/// The calendars of the oracle, with each closed date listed by itself.
struct OracleCalendars {
    private let calendars: [String: BusinessTime]

    init() throws {
        let holidays = try Dictionary(grouping: rows(of: "holidays"), by: { $0["country"] ?? "" })
            .mapValues(Self.rules(of:))
        var calendars: [String: BusinessTime] = [:]
        for (name, shifts) in try Dictionary(grouping: rows(of: "calendars"), by: { $0["calendar"] ?? "" }) {
            let zone = try TimeZoneRules(identifier: shifts[0]["timezone"] ?? "")
            let country = shifts[0]["holidays"] ?? ""
            calendars[name] = BusinessTime(
                WorkCalendar(
                    name: CalendarName(rawValue: name),
                    zone: zone,
                    hours: try Self.hours(of: shifts),
                    holidays: HolidayRules(country: country, rules: try #require(holidays[country]))
                ),
                years: 2_023...2_031
            )
        }
        for identifier in ["America/Bogota", "America/Mexico_City", "America/Santiago"] {
            let calendar = try alwaysOpen(in: TimeZoneRules(identifier: identifier))
            calendars["24x7 \(identifier)"] = BusinessTime(calendar, years: 2_023...2_031)
        }
        self.calendars = calendars
    }

    subscript(row: [String: String]) -> BusinessTime? {
        let policy = row["policy"] ?? ""
        return calendars[policy] ?? calendars["\(policy) \(row["timezone"] ?? "")"]
    }

    private static func rules(of rows: [[String: String]]) throws -> [HolidayRule] {
        try rows.map { row in
            let date = try #require(CivilDate(iso8601: row["date"] ?? ""))
            return try HolidayRule(
                name: row["name"] ?? "",
                source: "oracle",
                day: .dates([date]),
                knownSince: date
            )
        }
    }

    private static func hours(of rows: [[String: String]]) throws -> WeeklyHours {
        var shifts: [Weekday: [WeeklyHours.Shift]] = [:]
        for row in rows {
            let weekday = try #require(Weekday(abbreviation: row["weekday"] ?? ""))
            let open = try #require(LocalTime(row["open"] ?? ""))
            let close = try #require(LocalTime(row["close"] ?? ""))
            shifts[weekday, default: []].append(try WeeklyHours.Shift(open: open, close: close))
        }
        return try WeeklyHours(shifts)
    }
}

func alwaysOpen(in zone: TimeZoneRules) throws -> WorkCalendar {
    let day = try WeeklyHours.Shift(open: .midnight, close: .endOfDay)
    let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [day]) })
    return WorkCalendar(name: CalendarName(rawValue: "24x7"), zone: zone, hours: try WeeklyHours(week))
}

/// `from/to;from/..`, as the oracle writes pauses.
func pauses(_ text: String) throws -> Pauses {
    Pauses(
        try text.split(separator: ";").map { span in
            let ends = span.split(separator: "/").map(String.init)
            let from = try #require(Instant(iso8601: ends[0]))
            guard ends[1] != ".." else { return try Pause(from: from, to: nil) }
            let to = try #require(Instant(iso8601: ends[1]))
            return try Pause(from: from, to: to)
        }
    )
}
