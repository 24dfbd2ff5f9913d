import ServiceLevels
import Tickets

/// A deadline as a person would argue it, in Spanish.
struct DeadlineSheet {
    let policy: Policy
    let level: Level
    /// Nil when the level has no time.
    let answer: DeadlineAnswer?

    var text: String {
        var lines = [
            row("Política", "\(policy.title) (\(policy.name))"), row("Nivel", "\(level.title) (\(level.name))"),
            row("Promesa", level.promise), row("Cláusula", level.clause.rawValue),
        ]
        guard let answer else { return (lines + [row("Plazo", "sin plazo")]).joined(separator: "\n") }
        let calendar = answer.calendar
        let countsOpenTime = answer.target.unit == .businessMinutes || answer.target.unit == .businessDays
        let hours = countsOpenTime ? "\(calendar.name), versión \(answer.version)" : "todas las horas y fechas"
        lines += [
            row("Plazo", "\(answer.target.spanish) (\(answer.target))"),
            row("Calendario", "\(hours); hora de \(calendar.zone.identifier)"),
            row("Inicio", moment(answer.start, answer)),
            row("Vence", answer.due.map { moment($0, answer) } ?? "nunca: una pausa no tiene fin"),
        ]
        lines += part("Tiempo que cuenta", use(answer))
        lines += part("Pausas", answer.pauses.map { pause($0, answer) })
        lines += part("Festivos", answer.holidays.map { "\($0.date.spanish): \($0.name) (\($0.source))" })
        return lines.joined(separator: "\n")
    }

    private func use(_ answer: DeadlineAnswer) -> [String] {
        switch answer.use {
        case .time:
            return Self.columns(
                answer.days.map { day in
                    let stretches = day.stretches.map { stretch($0, on: day.date, answer) }.joined(separator: ", ")
                    return [day.date.spanish, stretches, spanishDuration(seconds: day.seconds)]
                }
            )
        case .dates(let dates):
            return dates.enumerated().map { "\($0 + 1). \($1.spanish)" }
        }
    }

    /// «8:00–18:00»; the end of a date is 24:00 of that date.
    private func stretch(_ stretch: BusinessTime.Stretch, on date: CivilDate, _ answer: DeadlineAnswer) -> String {
        let from = answer.calendar.zone.localDateTime(at: stretch.from)
        let to = answer.calendar.zone.localDateTime(at: stretch.to)
        return "\(from.time.spanishToTheSecond)–\((to.date > date ? .endOfDay : to.time).spanishToTheSecond)"
    }

    private func pause(_ pause: Pause, _ answer: DeadlineAnswer) -> String {
        let from = moment(pause.from, answer)
        return pause.to.map { "del \(from) al \(moment($0, answer))" } ?? "desde el \(from), sin fin"
    }

    private func moment(_ instant: Instant, _ answer: DeadlineAnswer) -> String {
        answer.calendar.zone.localDateTime(at: instant).spanishToTheSecond
    }

    private static func columns(_ rows: [[String]]) -> [String] {
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (padded + row.dropFirst(2)).joined(separator: "  ")
        }
    }

    private func part(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
    }

    private func row(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: 12 - name.count) + value
    }
}
