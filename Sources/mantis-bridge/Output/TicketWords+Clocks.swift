import Mappings
import ServiceLevels
import Tickets

extension TicketWords {
    func clock(_ kind: ClockKind) -> String { catalogue.words.clocks[kind] ?? kind.rawValue }

    func state(_ state: ClockState) -> String { catalogue.words.clockStates[state] ?? state.rawValue }

    func moment(_ moment: ClockMoment) -> String { catalogue.words.moments[moment] ?? moment.rawValue }

    func pause(_ reason: PauseReason) -> String { catalogue.words.pauses[reason] ?? reason.rawValue }

    func promise(_ promise: Promise, _ zone: TimeZoneRules) -> String {
        switch promise {
        case .target(let target): target.spanish
        case .committed(let date): "el \(zone.localDateTime(at: date).spanishToTheSecond), fecha comprometida"
        case .untimed(.noTime): "sin plazo"
        case .untimed(.notOffered): "nada para este tipo o nivel"
        case .untimed(.unclassified): "sin nivel, que falta clasificar"
        }
    }

    func mark(_ mark: ClockWarning.Mark) -> String {
        switch mark {
        case .percent(let percent): "al \(percent) % del plazo"
        case .target(let target): "a las \(target.spanish)"
        }
    }

    /// What it was, and who is known to have done it.
    func signal(_ signal: ClockSignal, of ticket: Ticket) -> String {
        let what = signal.fact.moment.map(moment) ?? "un cambio de lo que se promete"
        switch signal.source {
        case .timeline(let position):
            guard ticket.timeline.indices.contains(position), let person = ticket.timeline[position].by else {
                return what
            }
            return "\(what) (\(Table.onOneLine(person.displayName)))"
        case .filing: return what
        case .ledger: return "\(what) (declarado)"
        case .presumed: return "\(what) (según su estado; Mantis no dice desde cuándo)"
        }
    }
}
