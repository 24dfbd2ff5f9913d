/// What went wrong with a calendar, a zone, a target or a date.
package struct ServiceLevelsError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The system's tzdata has no zone of that name, or the name is not one.
        case unknownZone
        /// A zone's file is there but is not TZif data this program can use.
        case damagedZone
        /// A calendar that never opens.
        case noHours
        /// A shift that does not open before it closes.
        case emptyShift
        /// Two shifts of the same weekday that share time.
        case overlappingShifts
        /// A holiday rule that can never name a date.
        case impossibleHoliday
        /// Text that is not a target such as `480bm`.
        case malformedTarget
        /// Text that is not a pause such as `2026-05-11T08:00:00Z/..`.
        case malformedPause
        /// A pause that ends before it begins.
        case pauseEndsBeforeStart
        /// An instant or a date outside the years a calendar was indexed for.
        case dateOutOfRange
        /// A clock that no ticket could be held to, or one whose calendar is missing.
        case contradictoryClocks
    }

    package let code: Code
    /// What, where, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension ServiceLevelsError: CustomStringConvertible {
    package var description: String { message }
}
