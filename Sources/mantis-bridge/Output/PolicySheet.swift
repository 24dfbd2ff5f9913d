import Mappings
import ServiceLevels
import Tickets

/// A policy as a person reads it, in Spanish: what is promised, how it is counted, what the bridge does by itself, and
/// what each clause says.
struct PolicySheet {
    let policy: Policy
    let words: PolicyWords
    private let catalogue: MappingCatalogue
    private let year: Int

    /// - Parameter year: the one whose holidays are counted.
    init(_ policy: Policy, in catalogue: MappingCatalogue, holidaysOf year: Int) {
        self.policy = policy
        self.catalogue = catalogue
        self.year = year
        words = PolicyWords(policy: policy, words: catalogue.words)
    }

    var text: String {
        let sections: [(String, [String])] = [
            ("HORARIO (\(policy.hours.clause))", schedule(policy.calendar, indent: 2)),
            ("TIPOS DE CASO", TicketKind.allCases.compactMap { policy.kinds[$0] }.map { "  \($0)" }),
            ("NIVELES", policy.levels.flatMap(lines)),
            ("RELOJES", policy.clocks.rules.flatMap(lines)),
            ("PLANES", policy.plans.plans.flatMap(lines)),
            ("INFORMACIÓN REQUERIDA" + (policy.intake.map { " (\($0.clause))" } ?? ""), intake),
            ("LO QUE HACE EL PUENTE POR SÍ MISMO", policy.actions.flatMap(lines)),
            ("ACUSE DE RECIBO" + (policy.acknowledgement.map { " (\($0.clause))" } ?? ""), acknowledgement),
            ("COMITÉ" + (policy.committee.map { " (\($0.clause))" } ?? ""), committee),
            ("LECTURAS DE CLÁUSULAS QUE DEJAN ALGO ABIERTO", policy.readings.flatMap(lines)),
            ("CLÁUSULAS", clauses),
        ]
        let head = [policy.title, "Proveedor: \(policy.provider). Archivo: policies/\(policy.name).yaml."]
        let body = sections.filter { !$0.1.isEmpty }.flatMap { title, lines in ["", title] + lines }
        return (head + body).joined(separator: "\n")
    }

    func item(_ text: String) -> [String] { Paragraph.hanging(text, after: "  - ", indent: 4) }

    private func schedule(_ calendar: CalendarName, indent: Int) -> [String] {
        guard let calendar = catalogue.calendars.calendars[calendar] else { return [] }
        return (PolicyWords.hours(of: calendar) + [PolicyWords.circumstances(of: calendar, inYear: year)])
            .flatMap { Paragraph.hanging($0, indent: indent) }
    }

    private func lines(_ level: Level) -> [String] {
        let warning = level.warning.map { ", aviso en \(PolicyWords.target($0))" } ?? ""
        let head = "\(level.title) [\(level.name)]: \(PolicyWords.target(level.target))\(warning) (\(level.clause))"
        let reading = level.reading.map { Paragraph.hanging("Lectura: \($0.text)", indent: 6) } ?? []
        return item(head) + Paragraph.hanging(level.promise, indent: 6) + reading
    }

    private func lines(_ plan: ServicePlans.Plan) -> [String] {
        let condition = words.condition(plan.when).map { ", si \($0)" } ?? ""
        return item("\(plan.title)\(condition) (\(plan.clause))") + schedule(plan.calendar, indent: 6)
    }

    private var intake: [String] {
        guard let intake = policy.intake else { return [] }
        return intake.items.flatMap { item -> [String] in
            let condition = words.condition(item.when).map { ", si \($0)" } ?? ""
            let clause = item.clause == intake.clause ? "" : " (\(item.clause))"
            return self.item(item.title + condition + clause)
        }
    }

    private var acknowledgement: [String] {
        guard let rule = policy.acknowledgement else { return [] }
        let moment: ClockMoment =
            switch rule.when {
            case .registered: .registered
            case .assigned: .assigned
            }
        let steps = TicketKind.allCases.flatMap { kind -> [String] in
            guard let title = policy.kinds[kind], let step = rule.nextSteps[kind] else { return [] }
            return item("«\(title)»: \(step)")
        }
        return Paragraph.hanging("Se escribe con \(words.moments([moment])). Según el tipo, dice qué sigue:", indent: 2)
            + steps
    }

    private var committee: [String] {
        guard let committee = policy.committee else { return [] }
        let holiday =
            switch committee.holidays {
            case .skip: "si ese día no se atiende, no hay sesión"
            case .move: "si ese día no se atiende, pasa al siguiente que sí"
            }
        let cutOff =
            switch committee.cutOffHours {
            case 0: "Recibe casos hasta que empieza la sesión."
            case 1: "Recibe casos hasta 1 hora antes de la sesión."
            default: "Recibe casos hasta \(committee.cutOffHours) horas antes de la sesión."
            }
        let text = "Se reúne cada \(committee.weekday.spanish) a las \(committee.time.spanish); \(holiday). \(cutOff)"
        return Paragraph.hanging(text, indent: 2)
    }

    private func lines(_ reading: Reading) -> [String] {
        item("\(reading.setting) = \(reading.value) (\(reading.clause)): \(reading.text)")
    }

    private var clauses: [String] {
        let places = catalogue.classifications[policy.name].map { ClausePlaces(policy, $0) }
        let ordered = policy.clauses.sorted { $0.key.rawValue < $1.key.rawValue }
        let indent = 4 + (ordered.map(\.key.rawValue.count).max() ?? 0)
        return ordered.flatMap { clause, text -> [String] in
            let place = (places?[clause] ?? []).joined(separator: ", ")
            return Paragraph.hanging(text, after: "  \(clause)", indent: indent)
                + Paragraph.hanging("En el archivo: \(place)", indent: indent)
        }
    }
}
