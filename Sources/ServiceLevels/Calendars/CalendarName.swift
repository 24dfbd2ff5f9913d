/// The name of a calendar, as in the file `mappings/calendars/NAME.yaml`.
package struct CalendarName: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

extension CalendarName: CustomStringConvertible {
    package var description: String { rawValue }
}
