package import Tickets

extension LocalDateTime {
    /// Reads `YYYY-MM-DDTHH:MM`, with a space instead of the T and `:SS` at the end allowed; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard parts.count == 2, let date = CivilDate(iso8601: parts[0]), let time = LocalTime(parts[1]) else {
            return nil
        }
        self.init(date: date, time: time)
    }
}

extension TimeZoneRules {
    /// Reads an instant with its offset, such as `2026-05-11T08:00:00-05:00`, or a wall time of this zone, such as
    /// `2026-05-11T08:00`; nil for anything else.
    package func instant(reading text: some StringProtocol) -> Instant? {
        Instant(iso8601: text) ?? LocalDateTime(text).map(instant(of:))
    }

    /// The instant as clocks in the zone show it, with their offset: `2026-05-11T08:00:00-05:00`.
    package func iso8601(_ instant: Instant) -> String {
        instant.iso8601(offset: offset(at: instant))
    }
}
