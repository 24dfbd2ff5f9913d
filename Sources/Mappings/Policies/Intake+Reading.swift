import ServiceLevels
import Tickets

extension Intake {
    /// Reads `intake`.
    init?(_ value: YAMLValue, names: PolicyNames) {
        guard let fields = value.fields("clause", "items") else { return nil }
        let clause = fields.required("clause")?.clause()
        let items = fields.required("items")?.list()?.compactMap { Item($0, names: names) }
        guard let clause, let items else { return nil }
        self.init(clause: clause, items: items)
    }
}

extension Intake.Item {
    fileprivate init?(_ value: YAMLValue, names: PolicyNames) {
        guard let fields = value.fields("title", "clause", "found-in", "when") else { return nil }
        let title = fields.required("title")?.string()
        let clause = fields.required("clause")?.clause()
        let sources = fields.required("found-in")?.oneOrMore.flatMap { $0.sources(names) ?? [] }
        let condition = fields["when"].map { TicketCondition($0, names: names) } ?? TicketCondition()
        guard let title, let clause, let sources, let condition else { return nil }
        self.init(title: title, clause: clause, sources: sources, when: condition)
    }
}

extension YAMLValue {
    /// A word, or a mapping of one key to what it names.
    fileprivate func sources(_ names: PolicyNames) -> [Intake.Source]? {
        guard isMapping else {
            let words: [(String, Intake.Source)] = [
                ("attachment", .attachment), ("description", .description),
                ("steps-to-reproduce", .stepsToReproduce), ("additional-information", .additionalInformation),
                ("version", .productVersion),
            ]
            guard let text = string() else { return nil }
            if let (_, source) = words.first(where: { $0.0 == text }) { return [source] }
            report("“\(text)” is unknown here\(Suggestion.text(for: text, among: words.map(\.0)))")
            return nil
        }
        guard let fields = fields("requester", "field", "label") else { return nil }
        let parts = fields["requester"]?.choices(of: Requester.Part.self) ?? []
        let customFields = fields["field"]?.names() ?? []
        let labels = fields["label"]?.names() ?? []
        let sources =
            parts.map { Intake.Source.requester($0, fields: names.fields(of: $0)) }
            + customFields.sorted { $0.words < $1.words }.map(Intake.Source.field)
            + labels.sorted { $0.words < $1.words }.map(Intake.Source.label)
        if sources.isEmpty { report("name where it is found: requester, field or label") }
        return sources
    }
}
