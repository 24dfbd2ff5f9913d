import ServiceLevels
import Tickets

/// One file of `mappings/policies`: the policy, and how tickets are classified under it.
struct PolicyFile {
    let policy: Policy
    let classification: Classification
    let reliances: Reliances
    /// Calendars and note templates that it names.
    let citations: [Citation]

    private static let keys = [
        "title", "provider", "clauses", "hours", "kinds", "levels", "classification", "clocks", "plans", "intake",
        "actions", "acknowledgement", "committee", "relies-on",
    ]

    /// Reads the file; nil when a part is missing or wrong, which is reported.
    init?(
        _ reader: YAMLReader,
        name: PolicyName,
        vocabulary: MantisVocabulary?,
        registers: [String: Register?]
    ) {
        guard let fields = reader.root?.fields(Self.keys) else { return nil }
        let title = fields.required("title")?.string()
        let provider = fields.required("provider")?.string()
        let clauses = fields.required("clauses").flatMap(Self.clauses)
        let hours = fields.required("hours").flatMap(OpeningHours.init)
        let kinds = fields.required("kinds").flatMap(Self.kinds)
        let levelValues = fields.required("levels")?.list()
        let levels = levelValues?.compactMap(Level.init)
        // A level with a fault has a name all the same, so that rules are not blamed as well.
        let levelNames = levelValues?.compactMap { $0.peek("name")?.text }.map(LevelName.init) ?? []
        levelValues?.reportRepeatedNames(of: "level")
        let names = PolicyNames(
            kinds: TicketKind.allCases.filter { kinds?[$0] != nil },
            levels: levelNames,
            clocks: ClockKind.allCases.filter { fields["clocks"]?.peek($0.rawValue) != nil },
            asksForInformation: fields["intake"] != nil,
            requesterFields: vocabulary?.requesterFields ?? [:],
            resolutions: vocabulary.map { $0.resolutions.keys.sorted() },
            registers: registers
        )
        let clocks = Self.clocks(fields, names, levels: levels, calendar: hours?.calendar)
        let plans = fields["plans"].flatMap { ServicePlans($0, names: names) } ?? ServicePlans()
        let intake = fields["intake"].flatMap { Intake($0, names: names) }
        let actions = Self.actions(fields, names)
        let acknowledgement = fields["acknowledgement"].flatMap { AcknowledgementRule($0, kinds: kinds ?? [:]) }
        let committee = fields["committee"].flatMap(CommitteeSchedule.init)
        reliances = fields["relies-on"].flatMap { Reliances($0) } ?? Reliances()
        let rules = fields.required("classification")?.list()
        guard let title, let provider, let clauses, let hours, let kinds, let levels, let rules, let clocks else {
            if let clauses { Self.reportUnknownClauses(clauses, fields) }
            return nil
        }
        policy = Policy(
            name: name,
            title: title,
            provider: provider,
            clauses: clauses,
            hours: hours,
            kinds: kinds,
            levels: levels,
            clocks: clocks,
            plans: plans,
            intake: intake,
            actions: actions,
            acknowledgement: acknowledgement,
            committee: committee
        )
        let classified = ClassificationNames(
            kinds: names.kinds,
            levels: levelNames,
            priorities: vocabulary?.priorities ?? [:],
            severities: vocabulary?.severities ?? [:]
        )
        // Without mantis.yaml every name of a priority would be called unknown; its own problem is enough.
        classification =
            vocabulary == nil ? Classification([], names: classified) : Classification(rules, names: classified)
        citations = reader.citations.filter { $0.kind == .calendar || $0.kind == .noteTemplate }
        if vocabulary != nil { reportGaps(classified, fields) }
        Self.reportUnknownClauses(clauses, fields)
        reportIdleClauses(fields)
    }

    private static func clocks(
        _ fields: YAMLFields,
        _ names: PolicyNames,
        levels: [Level]?,
        calendar: CalendarName?
    ) -> ClockRules? {
        guard let value = fields.required("clocks"), let entries = value.entries() else { return nil }
        let rules = entries.compactMap { ClockRule($0, names: names) }
        // What hangs on a level or a clock with a fault of its own is not judged.
        guard let levels, let calendar, rules.count == entries.count, fields.reader.problems.isEmpty else { return nil }
        let contradictions = ClockRules.contradictions(in: rules, levels: levels)
        for (kind, why) in contradictions {
            let entry = entries.last { $0.key == kind.rawValue }
            entry?.keyValue.report("the clock “\(kind.rawValue)” \(why)")
        }
        return contradictions.isEmpty ? try? ClockRules(rules, levels: levels, calendar: calendar) : nil
    }

    private static func actions(_ fields: YAMLFields, _ names: PolicyNames) -> [ActionRule] {
        let values = fields["actions"]?.list() ?? []
        values.reportRepeatedNames(of: "action")
        return values.compactMap { ActionRule($0, names: names) }
    }

    private static func clauses(_ value: YAMLValue) -> [ClauseID: String]? {
        var clauses: [ClauseID: String] = [:]
        for entry in value.entries() ?? [] {
            guard let clause = entry.keyValue.clauseID(), let text = entry.value.string() else { continue }
            clauses[clause] = text
        }
        if clauses.isEmpty { value.report("the policy has no clause") }
        return clauses
    }

    private static func kinds(_ value: YAMLValue) -> [TicketKind: String]? {
        guard let fields = value.fields(TicketKind.allCases.map(\.rawValue)) else { return nil }
        var kinds: [TicketKind: String] = [:]
        for kind in TicketKind.allCases {
            if let title = fields[kind.rawValue]?.string() { kinds[kind] = title }
        }
        if kinds.isEmpty { value.report("the policy has no kind") }
        return kinds
    }
}

// MARK: What does not fit together

extension PolicyFile {
    private func reportGaps(_ names: ClassificationNames, _ fields: YAMLFields) {
        let reader = fields.reader
        for problem in classification.unreachableValues() { reader.report(problem) }
        let unused = classification.unusedOutcomes(kinds: names.kinds, levels: names.levels)
        for kind in unused.kinds {
            reader.report(
                "no rule of “classification” gives the kind “\(kind.rawValue)”",
                at: fields.location(of: "kinds")
            )
        }
        for level in unused.levels {
            reader.report("no rule of “classification” gives the level “\(level)”", at: fields.location(of: "levels"))
        }
        guard fields["relies-on"] != nil else { return }
        for field in reliances.undeclared(among: classification) {
            reader.report(
                "“classification” looks at the custom field “\(field)”; name the clauses that need it under “custom-fields”",
                at: fields.location(of: "relies-on")
            )
        }
    }

    /// Every clause that is named is one of the policy's.
    private static func reportUnknownClauses(_ clauses: [ClauseID: String], _ fields: YAMLFields) {
        let known = clauses.keys.map(\.rawValue).sorted()
        for citation in fields.reader.citations where !known.contains(citation.name) {
            guard citation.kind == .clause || citation.kind == .dependentClause else { continue }
            fields.reader.report(
                "there is no \(citation.name) under “clauses”\(Suggestion.text(for: citation.name, among: known))",
                at: citation.location
            )
        }
    }

    /// Every clause of the policy is named beside data. Only known once all of the file was read.
    private func reportIdleClauses(_ fields: YAMLFields) {
        let named = Set(fields.reader.citations.filter { $0.kind == .clause }.map(\.name))
        for entry in fields["clauses"]?.entries() ?? [] where !named.contains(entry.key) {
            guard policy.clauses[ClauseID(rawValue: entry.key)] != nil else { continue }
            entry.keyValue.report(
                "nothing in this file implements the clause \(entry.key); name it beside the data that does"
            )
        }
    }
}
