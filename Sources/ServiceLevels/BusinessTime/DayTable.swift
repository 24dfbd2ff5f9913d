import Tickets

/// Where in an ascending list of instants each day of UTC begins: a search then starts with a look into the table, and ends
/// after the few instants of one day, however long the list is.
struct DayTable: Sendable {
    private static let day: Int64 = 86_400

    /// The day number of the first entry.
    private var firstDay: Int64 = 0
    /// For each day the first position whose instant is not before it.
    private var positions: [Int32] = []

    init() {}

    /// - Parameter instant: the epoch second at a position below `count`, ascending.
    init(count: Int, instant: (Int) -> Int64) {
        guard count > 0 else { return }
        firstDay = Self.number(instant(0))
        positions.reserveCapacity(Int(Self.number(instant(count - 1)) - firstDay) + 2)
        for position in 0..<count {
            let passed = Int(Self.number(instant(position)) - firstDay)
            while positions.count <= passed { positions.append(Int32(position)) }
        }
        positions.append(Int32(count))
    }

    /// Where to look from for the first instant at or after `second`: all before it are earlier, and it is met within the
    /// same day or is the next.
    func start(for second: Int64) -> Int {
        let passed = Self.number(second) - firstDay
        guard passed > 0, !positions.isEmpty else { return 0 }
        return Int(positions[Int(min(passed, Int64(positions.count - 1)))])
    }

    private static func number(_ second: Int64) -> Int64 {
        Int64(Int(second).flooredDivision(by: Int(day)).quotient)
    }
}
