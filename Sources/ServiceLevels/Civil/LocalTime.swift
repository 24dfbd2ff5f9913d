/// A wall time between 00:00:00 and 24:00:00; the end of a day is written `24:00`.
package struct LocalTime: Hashable, Comparable, Sendable {
    /// Seconds on a clock face since midnight, 0 to 86 400.
    package let secondOfDay: Int

    package static let midnight = LocalTime(unchecked: 0)
    package static let endOfDay = LocalTime(unchecked: 86_400)

    /// `secondOfDay` must be in 0...86 400.
    init(unchecked secondOfDay: Int) {
        self.secondOfDay = secondOfDay
    }

    /// Nil outside 0...86 400.
    package init?(secondOfDay: Int) {
        guard (0...86_400).contains(secondOfDay) else { return nil }
        self.secondOfDay = secondOfDay
    }

    /// Nil for a time no clock shows; 24:00:00 is allowed.
    package init?(hour: Int, minute: Int = 0, second: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.init(secondOfDay: hour * 3_600 + minute * 60 + second)
    }

    package static func < (earlier: LocalTime, later: LocalTime) -> Bool {
        earlier.secondOfDay < later.secondOfDay
    }

    package var hour: Int { secondOfDay / 3_600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }
}

extension LocalTime {
    /// Reads `HH:MM` or `HH:MM:SS`, two digits each; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]),
            let second = parts.count == 3 ? Int(parts[2]) : 0
        else { return nil }
        self.init(hour: hour, minute: minute, second: second)
    }
}

extension LocalTime: CustomStringConvertible {
    /// `HH:MM`, with `:SS` only when there are seconds.
    package var description: String {
        let minutes = "\(padded(hour, to: 2)):\(padded(minute, to: 2))"
        return second == 0 ? minutes : "\(minutes):\(padded(second, to: 2))"
    }
}
