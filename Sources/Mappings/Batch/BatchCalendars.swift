import ServiceLevels
import Tickets

/// The calendars that the rows of a batch name, each indexed once for each zone.
struct BatchCalendars {
    /// As a row writes it.
    private struct Name: Hashable {
        var policy: String
        var zone: String
    }

    struct Failure: Error {
        enum Column { case policy, zone }

        var column: Column
        var message: String
    }

    private let catalogue: MappingCatalogue
    private var named: [Name: BusinessTime] = [:]
    private var indexed: [WorkCalendar: BusinessTime] = [:]

    init(_ catalogue: MappingCatalogue) { self.catalogue = catalogue }

    /// - Parameter policy: a calendar, or a policy that is not called as a calendar is: then the policy's own.
    /// - Parameter zone: the calendar's own; only one that never closes is the same in every zone.
    mutating func time(policy: String, zone: String) throws(Failure) -> BusinessTime {
        let name = Name(policy: policy, zone: zone)
        if let time = named[name] { return time }
        let calendar = try calendar(policy, in: zone)
        let time = indexed[calendar] ?? BusinessTime(calendar)
        indexed[calendar] = time
        named[name] = time
        return time
    }

    private func calendar(_ name: String, in identifier: String) throws(Failure) -> WorkCalendar {
        let calendars = catalogue.calendars.calendars
        guard
            let calendar = calendars[CalendarName(rawValue: name)]
                ?? catalogue.policies[PolicyName(rawValue: name)].flatMap(catalogue.calendar)
        else {
            let known = Set(calendars.keys.map(\.rawValue) + catalogue.policies.keys.map(\.rawValue)).sorted()
            let hint = Suggestion.text(for: name, among: known)
            throw Failure(column: .policy, message: "there is no calendar or policy “\(name)”\(hint)")
        }
        if calendar.zone.identifier == identifier { return calendar }
        let zone: TimeZoneRules
        do {
            zone = try TimeZoneRules(identifier: identifier)
        } catch {
            throw Failure(column: .zone, message: error.message)
        }
        guard calendar.isAlwaysOpen else {
            throw Failure(
                column: .zone,
                message: "the calendar “\(calendar.name)” opens in \(calendar.zone.identifier), and the row says "
                    + "\(identifier); correct one of them"
            )
        }
        return calendar.moved(to: zone)
    }
}
