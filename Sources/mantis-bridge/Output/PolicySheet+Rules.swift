import Mappings
import ServiceLevels
import Tickets

// MARK: Clocks and actions as sentences

extension PolicySheet {
    func lines(_ rule: ClockRule) -> [String] {
        let sentences =
            [start(of: rule), terms(of: rule)] + ends(of: rule) + rule.pauses.map(pause)
            + [reopening(of: rule), warnings(of: rule), commitment(of: rule)].compactMap(\.self)
        let title = words.clock(rule.kind)
        return item(title.prefix(1).uppercased() + title.dropFirst())
            + sentences.flatMap { Paragraph.hanging($0, indent: 6) }
    }

    private func start(of rule: ClockRule) -> String {
        let again = rule.start.repetition == .restart ? ", y de cero cada vez que eso ocurre" : ""
        return "Empieza con \(words.moments(rule.start.moments))\(again) (\(rule.start.clause))."
    }

    private func terms(of rule: ClockRule) -> String {
        var parts = rule.terms.enumerated().map { index, terms in
            var text = amount(terms.amount)
            if terms.isIndicative { text += ", solo indicativo," }
            if let kinds = terms.kinds { text += " para \(words.kinds(kinds))" }
            if let levels = terms.levels { text += " en \(words.levels(levels))" }
            if index > 0, terms.kinds == nil, terms.levels == nil { text += " para lo demás" }
            if case .calendar(let name) = terms.hours { text += " en el horario «\(name)»" }
            return text + (terms.clause.map { " (\($0))" } ?? "")
        }
        let covered = rule.terms.filter { $0.levels == nil }
        let isOffered = { (kind: TicketKind) in covered.contains { $0.kinds?.contains(kind) ?? true } }
        if !policy.kinds.keys.allSatisfy(isOffered) { parts.append("los demás casos no tienen este reloj") }
        let text = parts.joined(separator: "; ")
        return rule.terms.allSatisfy { $0.amount == .none }
            ? "\(text.prefix(1).uppercased() + text.dropFirst())." : "Plazo: \(text)."
    }

    private func amount(_ amount: ClockTerms.Amount) -> String {
        switch amount {
        case .level: "el del nivel"
        case .fixed(let target): PolicyWords.target(target)
        case .multiple(let factor, let kind): "\(factor) veces el de «\(words.clock(kind))»"
        case .none: PolicyWords.target(nil)
        }
    }

    private func ends(of rule: ClockRule) -> [String] {
        var sentences: [String] = []
        if !rule.meets.isEmpty { sentences.append("Se cumple con \(words.moments(rule.meets)).") }
        if !rule.cancels.isEmpty { sentences.append("Queda sin efecto con \(words.moments(rule.cancels)).") }
        return sentences
    }

    private func pause(_ pause: PauseRule) -> String {
        let sequel =
            switch pause.effect {
            case .pause: "sigue donde iba"
            case .restart: "empieza de cero"
            }
        return "Se detiene mientras \(words.pause(pause.reason)); después \(sequel) (\(pause.clause))."
    }

    private func reopening(of rule: ClockRule) -> String? {
        switch rule.reopening {
        case .ignored: nil
        case .newCycle(let clause): "Si el caso se reabre, empieza un ciclo nuevo (\(clause))."
        case .resume(let window, let clause):
            "Si el caso se reabre dentro de \(PolicyWords.target(window)), sigue donde iba (\(clause))."
        }
    }

    private func warnings(of rule: ClockRule) -> String? {
        guard !rule.warnings.isEmpty else { return nil }
        return "Avisa cuando va por el \(PolicyWords.list(rule.warnings.map { "\($0) %" }, "y")) del plazo."
    }

    private func commitment(of rule: ClockRule) -> String? {
        rule.commitment.map { "Donde no hay plazo, vale la fecha que una persona comprometa (\($0))." }
    }

    func lines(_ action: ActionRule) -> [String] {
        let condition = words.condition(action.when).map { ", si \($0)" } ?? ""
        let visibility =
            switch action.note.visibility {
            case .public: "pública"
            case .private: "privada"
            }
        var text = "\(occasion(action.occasion))\(condition), escribe una nota \(visibility)"
        if case .to(let link) = action.link { text += " con el enlace \(link)" }
        if let status = action.status { text += " y deja el caso en «\(words.status(status))»" }
        if let resolution = action.resolution { text += ", con la resolución «\(resolution)»" }
        let message = action.message.map { Paragraph.hanging("Dice: «\($0)»", indent: 6) } ?? []
        let missing = "Falta el enlace; mientras el archivo no lo dé, la nota no se escribe."
        return item("\(action.name): \(text) (\(action.clause)).") + message
            + (action.link == .unknown ? Paragraph.hanging(missing, indent: 6) : [])
    }

    private func occasion(_ occasion: ActionRule.Occasion) -> String {
        switch occasion {
        case .registered: "al registrarse el caso"
        case .informationMissing: "si falta información requerida"
        case .breach(let kind): "al vencer el plazo de «\(words.clock(kind))»"
        case .unansweredQuestions(let count): "tras \(count) preguntas seguidas sin respuesta"
        case .refusedReopening: "si se reabre o se comenta cuando la política ya no lo permite"
        }
    }
}
