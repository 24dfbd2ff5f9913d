import ServiceLevels
import Tickets

extension ServicePlans {
    /// Reads `plans`.
    init?(_ value: YAMLValue, names: PolicyNames) {
        guard let plans = value.list()?.compactMap({ Plan($0, names: names) }) else { return nil }
        for (index, plan) in plans.enumerated() where plans[..<index].contains(where: { $0.name == plan.name }) {
            value.report("the plan “\(plan.name)” is defined twice")
        }
        self.init(plans)
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
