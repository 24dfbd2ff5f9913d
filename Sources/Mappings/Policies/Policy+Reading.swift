import ServiceLevels
import Tickets

extension Level {
    /// Reads one entry of `levels`. `target` is always written, `none` where the policy sets no time: a forgotten target
    /// and a promise without one must not look alike.
    init?(_ value: YAMLValue) {
        guard let fields = value.fields("name", "title", "promise", "clause", "target", "warning", "reading")
        else { return nil }
        let name = fields.required("name")?.string()
        let title = fields.required("title")?.string()
        let promise = fields.required("promise")?.string()
        let clause = fields.required("clause")?.clause()
        let target = fields.required("target").flatMap { $0.target(orNone: true) }
        let warning = fields["warning"].flatMap { $0.target(orNone: false) } ?? nil
        guard let name, let title, let promise, let clause, let target else { return nil }
        if let warning {
            guard let target, target.unit == warning.unit, warning.count < target.count else {
                fields["warning"]?.report("a warning comes before the target and in its unit")
                return nil
            }
        }
        self.init(
            name: LevelName(rawValue: name),
            title: title,
            promise: promise,
            clause: clause,
            target: target,
            warning: warning,
            reading: fields.reading(
                of: "levels.\(name).target",
                value: target?.description ?? "none",
                clause: clause
            )
        )
    }
}

extension OpeningHours {
    /// Reads `hours`.
    init?(_ value: YAMLValue) {
        guard let fields = value.fields("calendar", "clause", "reading") else { return nil }
        let calendar = fields.required("calendar")?.calendar()
        let clause = fields.required("clause")?.clause()
        guard let calendar, let clause else { return nil }
        self.init(
            calendar: calendar,
            clause: clause,
            reading: fields.reading(of: "hours.calendar", value: calendar.rawValue, clause: clause)
        )
    }
}

extension AcknowledgementRule {
    /// Reads `acknowledgement`; every kind of the policy needs its next step.
    init?(_ value: YAMLValue, kinds: [TicketKind: String]) {
        guard let fields = value.fields("clause", "when", "next-steps") else { return nil }
        let clause = fields.required("clause")?.clause()
        let moment = fields.required("when")?.choice(of: Moment.self)
        guard let steps = fields.required("next-steps"), let entries = steps.fields(TicketKind.allCases.map(\.rawValue))
        else { return nil }
        var nextSteps: [TicketKind: String] = [:]
        for kind in TicketKind.allCases {
            guard kinds[kind] != nil else {
                entries[kind.rawValue]?.report("the policy has no kind “\(kind.rawValue)”")
                continue
            }
            nextSteps[kind] = entries.required(kind.rawValue)?.string()
        }
        guard let clause, let moment else { return nil }
        self.init(clause: clause, when: moment, nextSteps: nextSteps)
    }
}

extension CommitteeSchedule {
    /// Reads `committee`.
    init?(_ value: YAMLValue) {
        guard let fields = value.fields("clause", "weekday", "time", "holidays", "cut-off-hours") else { return nil }
        let clause = fields.required("clause")?.clause()
        let weekday = fields.required("weekday").flatMap { value -> Weekday? in
            guard let text = value.string() else { return nil }
            if let weekday = Weekday(abbreviation: text) { return weekday }
            value.report(
                "“\(text)” is not a weekday\(Suggestion.text(for: text, among: Weekday.allCases.map(\.abbreviation)))"
            )
            return nil
        }
        let time = fields.required("time").flatMap { value -> LocalTime? in
            guard let text = value.string() else { return nil }
            if let time = LocalTime(text), time < .endOfDay { return time }
            value.report("“\(text)” is not a time of day such as 09:00")
            return nil
        }
        let holidays = fields.required("holidays")?.choice(of: HolidayHandling.self)
        let cutOff = fields.required("cut-off-hours")?.integer(in: 0...168)
        guard let clause, let weekday, let time, let holidays, let cutOff else { return nil }
        self.init(clause: clause, weekday: weekday, time: time, holidays: holidays, cutOffHours: cutOff)
    }
}
