/// How long something may take: a count and the unit it is counted in. Written `480bm`, `480cm`, `10bd`, `5cd`.
package struct Target: Hashable, Sendable {
    package enum Unit: String, CaseIterable, Sendable {
        /// Minutes of the calendar's open hours.
        case businessMinutes = "bm"
        /// Minutes on the wall clock, whatever the calendar.
        case clockMinutes = "cm"
        /// Working dates after the date of the start; due at the last closing time.
        case businessDays = "bd"
        /// Dates after the date of the start; due at the start's wall time.
        case calendarDays = "cd"

        package var countsDays: Bool { self == .businessDays || self == .calendarDays }
    }

    package let count: Int
    package let unit: Unit

    /// A million of any unit is decades; more is a slip of the pen.
    package static let largestCount = 1_000_000

    /// Throws ``ServiceLevelsError/Code/malformedTarget`` when the count is negative, above ``largestCount``, or zero
    /// days.
    package init(_ count: Int, _ unit: Unit) throws(ServiceLevelsError) {
        let smallest = unit.countsDays ? 1 : 0
        guard (smallest...Self.largestCount).contains(count) else {
            throw ServiceLevelsError(
                .malformedTarget,
                "the target \(count)\(unit.rawValue) is not between \(smallest) and \(Self.largestCount)"
            )
        }
        self.count = count
        self.unit = unit
    }

    /// Reads the written form.
    package init(_ text: String) throws(ServiceLevelsError) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let count = Int(digits), let unit = Unit(rawValue: String(text.dropFirst(digits.count)))
        else {
            throw ServiceLevelsError(
                .malformedTarget,
                "“\(text)” is not a target; write a whole number and bm (business minutes), cm (clock minutes), "
                    + "bd (business days) or cd (calendar days), for example 480bm"
            )
        }
        try self.init(count, unit)
    }
}

extension Target: CustomStringConvertible {
    package var description: String { "\(count)\(unit.rawValue)" }
}
