/// How a feast moves when it falls on certain weekdays, as laws that make long week-ends say.
package struct Movement: Hashable, Sendable {
    /// Where a feast goes.
    package enum Destination: Hashable, Sendable {
        /// The nearest such weekday after.
        case next(Weekday)
        /// The nearest such weekday before.
        case previous(Weekday)
    }

    /// Days to add, from Monday on.
    private let shifts: [Int]

    /// Feasts on weekdays that are not in `table` stay where they are.
    package init(_ table: [Weekday: Destination]) {
        shifts = Weekday.allCases.map { weekday in
            switch table[weekday] {
            case nil: 0
            case .next(let other): (weekday.days(until: other) + 6) % 7 + 1
            case .previous(let other): -((other.days(until: weekday) + 6) % 7 + 1)
            }
        }
    }

    package static let none = Movement([:])

    /// No feast moves by more days than this.
    static let longest = 7

    /// Days from a feast's own date to the one it is kept on.
    func days(from weekday: Weekday) -> Int {
        shifts[weekday.rawValue - 1]
    }
}
