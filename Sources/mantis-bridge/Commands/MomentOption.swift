import ServiceLevels
import Tickets

extension TimeZoneRules {
    /// The moment that an option of the command line gives: with its offset, or as clocks of the zone show it.
    func moment(_ text: String, option: String) throws -> Instant {
        if let instant = instant(reading: text) { return instant }
        throw CommandFailure(
            .usage,
            "\(option) “\(text)” is not a moment; write it with its offset, such as 2026-05-11T08:00:00-05:00, or as clocks "
                + "in \(identifier) show it, such as 2026-05-11T08:00"
        )
    }
}
