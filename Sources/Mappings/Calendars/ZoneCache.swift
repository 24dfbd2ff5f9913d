import ServiceLevels

/// The zones that calendar files name, each read from the system once.
struct ZoneCache {
    private var zones: [String: TimeZoneRules] = [:]

    /// Nil for a zone the system does not know, which is reported.
    mutating func zone(_ value: YAMLValue) -> TimeZoneRules? {
        guard let identifier = value.string() else { return nil }
        if let zone = zones[identifier] { return zone }
        do {
            let zone = try TimeZoneRules(identifier: identifier)
            zones[identifier] = zone
            return zone
        } catch {
            value.report(error.message)
            return nil
        }
    }
}
