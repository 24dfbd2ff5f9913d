import ServiceLevels
import Tickets

/// One entry in the history of a clock, in Spanish.
struct ClockEventLine {
    let event: ClockEvent
    let words: TicketWords
    let zone: TimeZoneRules

    var text: String {
        let late = event.known > event.at ? " (se supo el \(moment(event.known)))" : ""
        return "\(moment(event.at)): \(fact)\(late)"
    }

    private var fact: String {
        switch event.fact {
        case .started: "empieza"
        case .restarted: "vuelve a contar desde cero"
        case .paused(let reason): "se detiene: \(words.pause(reason))"
        case .resumed(let reason): "sigue: ya no aplica «\(words.pause(reason))»"
        case .retargeted(let from, let to, let oldDue, let newDue):
            "cambia la promesa de \(words.promise(from, zone)) a \(words.promise(to, zone)): \(move(oldDue, newDue))"
        case .stretched(let contingency, let oldDue, let newDue):
            "contingencia «\(Table.onOneLine(contingency.reason))»: \(move(oldDue, newDue))"
        case .recalculated(let version, let oldDue, let newDue):
            "rige el calendario en su versión \(version): \(move(oldDue, newDue))"
        case .warned(let mark, let due): "aviso \(words.mark(mark)); vence el \(moment(due))"
        case .breached: "vence sin cumplirse"
        case .met: "se cumple"
        case .cancelled: "queda sin efecto"
        case .reopened: "se reabre y sigue"
        case .refusedReopening: "no se reabre: la política ya no lo permite"
        }
    }

    private func move(_ old: Instant?, _ new: Instant?) -> String {
        func date(_ due: Instant?) -> String { due.map { "el \(moment($0))" } ?? "sin fecha" }
        return old == new ? "vence igual, \(date(new))" : "vencía \(date(old)), vence \(date(new))"
    }

    private func moment(_ instant: Instant) -> String { zone.localDateTime(at: instant).spanishToTheSecond }
}
