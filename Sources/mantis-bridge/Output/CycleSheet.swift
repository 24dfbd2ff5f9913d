import Bridge
import ServiceLevels
import Tickets

/// One cycle of a clock, argued line by line in Spanish.
struct CycleSheet {
    let cycle: ClockCycle
    let rule: ClockRule
    let review: TicketReview
    let words: TicketWords
    let zone: TimeZoneRules

    var lines: [String] {
        var lines = [row("Promesa", promise)]
        if let start = cycle.start { lines.append(row("Empieza", beginning(start))) }
        if let first = cycle.firstStart, first != cycle.start {
            lines.append(row("Primero", "\(occurrence(first)); después volvió a contar desde cero"))
        }
        lines.append(row("Calendario", calendar))
        if let due = cycle.due { lines.append(row("Vence", deadline(due))) }
        if let remaining { lines.append(row("Resta", remaining)) }
        if let breach = cycle.breach { lines.append(row("Vencido", breached(breach))) }
        if let end = cycle.end { lines.append(row("Termina", ending(end))) }
        lines += part("Tiempo que cuenta", answer?.spanishUse ?? [])
        lines += part("Pausas", cycle.pauses.filter { $0.reason != .contingency }.map(pause))
        lines += part("Contingencias", cycle.pauses.compactMap(contingency))
        lines += part("Festivos", cycle.holidays.map(\.spanish))
        lines += part("Avisos", cycle.warnings.map(warning))
        lines += part("Lecturas", readings)
        lines += part("Historia", cycle.events.map { ClockEventLine(event: $0, words: words, zone: zone).text })
        return lines
    }

    private var answer: DeadlineAnswer? { review.answer(for: cycle) }

    // MARK: Parts

    private var promise: String {
        let clause = "\(cycle.clause)" + (review.policy.clauses[cycle.clause].map { ": \($0)" } ?? "")
        return "\(words.promise(cycle.promise, zone)) — \(clause)"
    }

    private func beginning(_ start: ClockCycle.Occurrence) -> String {
        "\(occurrence(start)) (\(rule.start.clause))"
    }

    private func occurrence(_ occurrence: ClockCycle.Occurrence) -> String {
        "\(moment(occurrence.at)), con \(words.signal(occurrence.signal, of: review.ticket))"
    }

    private var calendar: String {
        let version = "\(cycle.calendar), versión \(cycle.calendarVersion)"
        guard case .target(let target) = cycle.promise else { return version }
        switch target.unit {
        case .clockMinutes, .calendarDays: return "todas las horas y fechas; hora de \(zone.identifier)"
        case .businessMinutes, .businessDays:
            let gone = cycle.start != nil && answer == nil ? " (con la que se juzgó; ya no existe)" : ""
            return "\(version)\(gone); hora de \(zone.identifier)"
        }
    }

    private func deadline(_ due: Instant) -> String {
        guard let plain = cycle.plainDue, plain != due else { return moment(due) }
        return "\(moment(due)); sin contingencias sería el \(moment(plain))"
    }

    private var remaining: String? {
        guard let seconds = cycle.remaining, cycle.isOpen || cycle.end?.outcome == .met else { return nil }
        let unit = cycle.promise.countsOpenTime ? "hábiles" : "corridas"
        let span = "\(spanishDuration(seconds: abs(seconds))) \(unit)"
        return seconds < 0 ? "nada: \(span) de retraso" : span
    }

    private func breached(_ breach: ClockCycle.Breach) -> String {
        let late = breach.known > breach.at ? "; se pudo saber el \(moment(breach.known))" : ""
        return moment(breach.at) + late + (cycle.isIndicative ? " (el plazo es indicativo)" : "")
    }

    private func ending(_ end: ClockCycle.End) -> String {
        let outcome = end.outcome == .cancelled ? "sin efecto" : cycle.breach == nil ? "a tiempo" : "tarde"
        return "\(moment(end.at)), \(outcome), con \(words.signal(end.signal, of: review.ticket))"
    }

    private func pause(_ pause: ClockPause) -> String {
        let span = pause.to.map { "del \(moment(pause.from)) al \(moment($0))" } ?? "desde el \(moment(pause.from))"
        let effect = pause.effect == .restart ? "; después cuenta desde cero" : ""
        return "\(words.pause(pause.reason)): \(span)\(effect) (\(pause.clause))"
    }

    private func contingency(_ pause: ClockPause) -> String? {
        guard let contingency = pause.contingency else { return nil }
        let from = moment(contingency.from)
        let span = contingency.to.map { "del \(from) al \(moment($0))" } ?? "desde el \(from), aún dura"
        return
            "\(Table.onOneLine(contingency.reason)): \(span); declarada el \(moment(contingency.declared)) (\(pause.clause))"
    }

    private func warning(_ warning: ClockWarning) -> String {
        "\(words.mark(warning.mark)): \(moment(warning.at))"
    }

    private var readings: [String] {
        review.policy.readings(of: cycle, under: rule).map(\.spanish)
    }

    // MARK: Form

    private func moment(_ instant: Instant) -> String { zone.localDateTime(at: instant).spanishToTheSecond }

    private func row(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 12 - name.count)) + value
    }

    private func part(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
    }
}

extension Promise {
    var countsOpenTime: Bool {
        guard case .target(let target) = self else { return false }
        return target.unit == .businessMinutes || target.unit == .businessDays
    }
}
