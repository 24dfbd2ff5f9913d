// Spans and targets as people in Spanish write them.

/// «10 h», «9 h 30 min», «20 s»; of a span that is not negative.
package func spanishDuration(seconds: Int64) -> String {
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")].filter { $0.0 > 0 }
    return parts.isEmpty ? "0 min" : parts.map { "\($0) \($1)" }.joined(separator: " ")
}

extension Target {
    /// «48 h hábiles», «8 h corridas», «1 día hábil», «10 días calendario».
    package var spanish: String {
        switch unit {
        case .businessMinutes: "\(spanishDuration(seconds: Int64(count) * 60)) hábiles"
        case .clockMinutes: "\(spanishDuration(seconds: Int64(count) * 60)) corridas"
        case .businessDays: count == 1 ? "1 día hábil" : "\(count) días hábiles"
        case .calendarDays: count == 1 ? "1 día calendario" : "\(count) días calendario"
        }
    }
}
