import ServiceLevels
import Tickets

// What a deadline is made of, line by line as a person would argue it, on the clocks of its calendar's zone.

extension DeadlineAnswer {
    /// The stretches that count, a line for each date, or the dates that count.
    var spanishUse: [String] {
        switch use {
        case .time:
            return Self.columns(
                days.map { day in
                    let stretches = day.stretches.map { spanish($0, on: day.date) }.joined(separator: ", ")
                    return [day.date.spanish, stretches, spanishDuration(seconds: day.seconds)]
                }
            )
        case .dates(let dates):
            return dates.enumerated().map { "\($0 + 1). \($1.spanish)" }
        }
    }

    func spanish(_ instant: Instant) -> String {
        calendar.zone.localDateTime(at: instant).spanishToTheSecond
    }

    func spanish(_ pause: Pause) -> String {
        let from = spanish(pause.from)
        return pause.to.map { "del \(from) al \(spanish($0))" } ?? "desde el \(from), sin fin"
    }

    /// «8:00–18:00»; the end of a date is 24:00 of that date.
    private func spanish(_ stretch: BusinessTime.Stretch, on date: CivilDate) -> String {
        let from = calendar.zone.localDateTime(at: stretch.from)
        let to = calendar.zone.localDateTime(at: stretch.to)
        return "\(from.time.spanishToTheSecond)–\((to.date > date ? .endOfDay : to.time).spanishToTheSecond)"
    }

    private static func columns(_ rows: [[String]]) -> [String] {
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (padded + row.dropFirst(2)).joined(separator: "  ")
        }
    }
}

extension Holiday {
    /// «lunes 23 de marzo de 2026: Día de San José (Ley 51 de 1983)».
    var spanish: String { "\(date.spanish): \(name) (\(source))" }
}
