import Tickets

/// A day of the week; Monday is 1 and Sunday is 7, as in ISO 8601.
package enum Weekday: Int, CaseIterable, Comparable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    package static func < (earlier: Weekday, later: Weekday) -> Bool {
        earlier.rawValue < later.rawValue
    }

    /// The weekday of a day numbered from 1970-01-01, which was a Thursday.
    init(dayNumber: Int) {
        let daysSinceMonday = (dayNumber + 3).flooredDivision(by: 7).remainder
        self = Weekday.allCases[daysSinceMonday]
    }

    /// Days from this weekday forward to `other`: 0 for the same one, never more than 6.
    package func days(until other: Weekday) -> Int {
        (other.rawValue - rawValue + 7) % 7
    }
}

extension Weekday {
    /// The three-letter English name that the calendar files use: `mon` … `sun`.
    package var abbreviation: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        }
    }

    /// Nil for anything but `mon` … `sun`.
    package init?(abbreviation: String) {
        guard let match = Weekday.allCases.first(where: { $0.abbreviation == abbreviation }) else { return nil }
        self = match
    }
}
