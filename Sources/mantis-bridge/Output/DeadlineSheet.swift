import ServiceLevels
import Tickets

/// A deadline as a person would argue it, in Spanish.
struct DeadlineSheet {
    let policy: Policy
    let level: Level
    /// Nil when the level has no time.
    let answer: DeadlineAnswer?
    /// Of other clocks, whose time is a multiple of the level's (CO-03).
    var multiples: [Multiple] = []

    struct Multiple {
        let kind: ClockKind
        /// The clock's Spanish name.
        let name: String
        let clause: ClauseID
        let answer: DeadlineAnswer
    }

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
            row("Inicio", answer.spanish(answer.start)),
            row("Vence", answer.due.map(answer.spanish) ?? "nunca: una pausa no tiene fin"),
        ]
        lines += multiples.map { multiple in
            let due = multiple.answer.due.map { "vence el \(multiple.answer.spanish($0))" } ?? "no vence nunca"
            return row("También", "\(multiple.name): \(multiple.answer.target.spanish) (\(multiple.clause)), \(due)")
        }
        lines += part("Tiempo que cuenta", answer.spanishUse)
        lines += part("Pausas", answer.pauses.map(answer.spanish))
        lines += part("Festivos", answer.holidays.map(\.spanish))
        return lines.joined(separator: "\n")
    }

    private func part(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
    }

    private func row(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: 12 - name.count) + value
    }
}
