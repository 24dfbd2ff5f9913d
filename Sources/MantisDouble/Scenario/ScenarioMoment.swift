/// A point in a scenario's time: fixed, or counted from the moment the server starts.
enum ScenarioMoment: Hashable, Sendable {
    /// Seconds since 1970.
    case instant(Int64)
    /// Seconds before the start; negative lies ahead.
    case age(Int64)

    func resolve(at now: Int64) -> Int64 {
        switch self {
        case .instant(let seconds): seconds
        case .age(let seconds): now - seconds
        }
    }
}

/// A custom field's value; dates may be counted from the start.
enum ScenarioValue: Hashable, Sendable {
    case text(String)
    case date(ScenarioMoment)

    /// As the database keeps it: dates are epoch seconds.
    func resolve(at now: Int64) -> String {
        switch self {
        case .text(let text): text
        case .date(let moment): String(moment.resolve(at: now))
        }
    }
}

/// A length of time such as `3d 4h`: w, d, h, m and s, each a whole number.
enum ScenarioAge {
    private static let units: [Character: Int64] = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1]

    /// Seconds, or nil when `text` is no such length.
    static func parse(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard !parts.isEmpty else { return nil }
        var seconds: Int64 = 0
        for part in parts {
            guard let unit = part.last.flatMap({ units[$0] }), let count = Int64(part.dropLast()), count >= 0 else {
                return nil
            }
            seconds += count * unit
        }
        return seconds
    }
}
