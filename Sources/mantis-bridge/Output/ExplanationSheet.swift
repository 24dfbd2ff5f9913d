import Bridge
import Mappings
import ServiceLevels
import Tickets

/// Every deadline of a ticket as a person would argue it, in Spanish: what began it, what was promised, each stretch of time
/// that counts, what stopped it, and what became of it.
struct ExplanationSheet {
    let review: TicketReview
    let words: TicketWords
    let zone: TimeZoneRules

    var text: String {
        let ticket = review.ticket
        var lines = [
            "\(ticket.id)  \(Table.onOneLine(ticket.summary))", "",
            row("Política", "\(review.policy.title) (\(review.policy.name))"),
            row("Tipo", words.kind(of: ticket)), row("Nivel", words.level(of: ticket)),
            row("Al", "\(moment(review.asOf)), hora de \(zone.identifier)"),
        ]
        if let plan = review.plan { lines.append(row("Plan", "\(plan.name) (\(plan.clause))")) }
        if let reading = review.policy.hours.reading { lines.append(row("Horario", reading.spanish)) }
        if review.records.isEmpty { lines += ["", "A esa fecha no tiene ningún reloj."] }
        for record in review.records {
            lines += ["", heading(of: record)]
            for (number, cycle) in record.cycles.enumerated() {
                if record.cycles.count > 1 { lines.append("  Ciclo \(number + 1) de \(record.cycles.count)") }
                let sheet = CycleSheet(cycle: cycle, rule: record.rule, review: review, words: words, zone: zone)
                lines += sheet.lines.map { "  " + $0 }
            }
            if record.cycles.isEmpty { lines.append("  " + waiting(record.rule)) }
        }
        return lines.joined(separator: "\n")
    }

    private func heading(of record: ClockRecord) -> String {
        let name = words.clock(record.kind)
        let state = words.state(record.state)
        var parts = ["\(name.prefix(1).uppercased())\(name.dropFirst()): \(state)"]
        if let cycle = record.current, let due = cycle.due ?? cycle.breach?.at {
            let verb = cycle.isOpen && cycle.breach == nil ? "vence el" : "vencía el"
            parts.append("\(verb) \(moment(due))" + (cycle.isIndicative ? " (indicativo)" : ""))
        }
        return parts.joined(separator: ", ")
    }

    private func waiting(_ rule: ClockRule) -> String {
        let moments = rule.start.moments.elements.map(words.moment).joined(separator: " o ")
        return "Empieza con \(moments) (\(rule.start.clause))."
    }

    private func moment(_ instant: Instant) -> String { zone.localDateTime(at: instant).spanishToTheSecond }

    private func row(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 10 - name.count)) + Table.onOneLine(value)
    }
}

extension Reading {
    /// «La cláusula … (lectura: clocks.viability.start = registered, BI-08)».
    var spanish: String { "\(text) (lectura: \(setting) = \(value), \(clause))" }
}
