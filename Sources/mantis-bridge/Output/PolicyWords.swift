import Foundation
import Mappings
import ServiceLevels
import Tickets

/// What a policy's data read like in Spanish.
struct PolicyWords {
    let policy: Policy
    let words: Words

    /// «24 horas hábiles», «8 horas de reloj», «10 días calendario», «sin plazo».
    static func target(_ target: Target?) -> String {
        guard let target else { return "sin plazo" }
        let count = target.count
        func counted(_ singular: String, _ count: Int) -> String {
            count == 1 ? "1 \(singular)" : "\(count) \(singular)s"
        }
        let time = count % 60 == 0 && count > 0 ? counted("hora", count / 60) : counted("minuto", count)
        switch target.unit {
        case .businessMinutes: return time + (time.hasPrefix("1 ") ? " hábil" : " hábiles")
        case .clockMinutes: return "\(time) de reloj"
        case .businessDays: return counted("día", count) + (count == 1 ? " hábil" : " hábiles")
        case .calendarDays: return "\(counted("día", count)) calendario"
        }
    }

    /// «a, b o c».
    static func list(_ parts: [String], _ conjunction: String = "o") -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }

    static func quoted(_ parts: [String]) -> String { list(parts.map { "«\($0)»" }) }

    func clock(_ kind: ClockKind) -> String { words.clocks[kind] ?? kind.rawValue }

    func moments(_ moments: ClockMoments) -> String {
        Self.list(moments.elements.map { words.moments[$0] ?? $0.rawValue })
    }

    func pause(_ reason: PauseReason) -> String { words.pauses[reason] ?? reason.rawValue }

    func status(_ status: TicketStatus) -> String { words.statuses[status] ?? status.rawValue }

    func kinds(_ kinds: Set<TicketKind>) -> String {
        Self.quoted(TicketKind.allCases.filter(kinds.contains).map { policy.kinds[$0] ?? $0.rawValue })
    }

    func levels(_ levels: Set<LevelName>) -> String {
        Self.quoted(policy.levels.filter { levels.contains($0.name) }.map(\.title))
    }

    /// What follows «si»; nil for a condition that always holds.
    func condition(_ condition: TicketCondition) -> String? {
        func titles(_ names: Set<NormalizedName>) -> String {
            Self.quoted(names.map { condition.titles[$0] ?? $0.words }.sorted())
        }
        var parts: [String] = []
        if let kinds = condition.kinds { parts.append("es de tipo \(self.kinds(kinds))") }
        if let levels = condition.levels { parts.append("su nivel es \(self.levels(levels))") }
        if let categories = condition.categories { parts.append("su categoría es \(titles(categories))") }
        for (field, values) in condition.fields.sorted(by: { $0.key.words < $1.key.words }) {
            parts.append("el campo «\(condition.titles[field] ?? field.words)» dice \(titles(values))")
        }
        if !condition.inSubject.isEmpty {
            let told = Requester.Part.allCases.filter { condition.inSubject[$0] != nil }
            parts.append("el asunto trae \(Self.list(told.map { words.requester[$0] ?? $0.rawValue }))")
        }
        if let requesters = condition.requesters {
            parts.append("quien lo pide está en la lista\(remark(on: requesters))")
        }
        if let outsiders = condition.outsiders {
            parts.append("quien lo pide no está en la lista\(remark(on: outsiders))")
        }
        if let oldest = condition.olderThan {
            let isKnown = ProductVersion("0").map { $0 < oldest } ?? true
            let version = isKnown ? "la \(oldest)" : "la más antigua con soporte, que el archivo todavía no dice"
            parts.append("la versión del producto es anterior a \(version)")
        }
        return parts.isEmpty ? nil : Self.list(parts, "y")
    }

    private func remark(on register: Register) -> String {
        register.listsEverybody ? " (todavía no se lleva una: cuenta como si todos estuvieran)" : ""
    }
}

// MARK: Hours

extension PolicyWords {
    /// «lunes a jueves de 7:30 a 18:00», one text for each run of weekdays with the same hours.
    static func hours(of calendar: WorkCalendar) -> [String] {
        var runs: [(days: [Weekday], shifts: [WeeklyHours.Shift])] = []
        for weekday in Weekday.allCases {
            let shifts = calendar.hours.shifts(on: weekday)
            if let last = runs.indices.last, runs[last].shifts == shifts {
                runs[last].days.append(weekday)
            } else {
                runs.append(([weekday], shifts))
            }
        }
        return runs.map { days($0.days) + hours($0.shifts) }
    }

    private static func days(_ days: [Weekday]) -> String {
        guard let first = days.first, let last = days.last else { return "" }
        switch days.count {
        case 7: return "todos los días"
        case 3...: return "\(first.spanish) a \(last.spanish)"
        default: return list(days.map(\.spanish), "y")
        }
    }

    private static func hours(_ shifts: [WeeklyHours.Shift]) -> String {
        if shifts.isEmpty { return ", cerrado" }
        if shifts.allSatisfy({ $0.open == .midnight && $0.close == .endOfDay }) { return ", las 24 horas" }
        return " " + list(shifts.map { "de \($0.open.spanish) a \($0.close.spanish)" }, "y")
    }

    /// Zone and holidays.
    static func circumstances(of calendar: WorkCalendar, inYear year: Int) -> String {
        let zone = "Hora de \(calendar.zone.identifier)."
        let holidays = calendar.holidays
        guard !holidays.country.isEmpty else { return "\(zone) Los festivos no cierran." }
        let country = Locale(identifier: "es").localizedString(forRegionCode: holidays.country) ?? holidays.country
        let count = Set(holidays.holidays(inYear: year).map(\.date)).count
        return "\(zone) Cierra los festivos de \(country): \(count) en \(year)."
    }
}
