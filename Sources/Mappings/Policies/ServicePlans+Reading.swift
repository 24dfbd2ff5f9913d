import ServiceLevels
import Tickets

extension ServicePlans {
    /// Reads `plans`.
    init?(_ value: YAMLValue, names: PolicyNames) {
        guard let plans = value.list() else { return nil }
        plans.reportRepeatedNames(of: "plan")
        self.init(plans.compactMap { Plan($0, names: names) })
    }
}

extension ServicePlans.Plan {
    fileprivate init?(_ value: YAMLValue, names: PolicyNames) {
        guard let fields = value.fields("name", "title", "clause", "calendar", "when") else { return nil }
        let name = fields.required("name")?.string()
        let title = fields.required("title")?.string()
        let clause = fields.required("clause")?.clause()
        let calendar = fields.required("calendar")?.calendar()
        let condition = fields.required("when").flatMap { TicketCondition($0, names: names) }
        guard let name, let title, let clause, let calendar, let condition else { return nil }
        self.init(name: name, title: title, clause: clause, calendar: calendar, when: condition)
    }
}
