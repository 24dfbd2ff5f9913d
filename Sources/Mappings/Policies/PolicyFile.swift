import ServiceLevels
import Tickets

/// One file of `mappings/policies`: the policy, and how tickets are classified under it.
struct PolicyFile {
    let policy: Policy
    let classification: Classification
    let reliances: Reliances
    let calendarLocation: SourceLocation

    /// Reads the file; nil when a part is missing or wrong, which is reported.
    init?(_ reader: YAMLReader, name: PolicyName, vocabulary: MantisVocabulary?) {
        let keys = [
            "title", "provider", "calendar", "kinds", "levels", "classification", "acknowledgement", "committee",
            "relies-on",
        ]
        guard let fields = reader.root?.fields(keys) else { return nil }
        let title = fields.required("title")?.string()
        let provider = fields.required("provider")?.string()
        let calendar = fields.required("calendar")?.string()
        let kinds = fields.required("kinds").flatMap(Self.kinds)
        let levelValues = fields.required("levels")?.list()
        let levels = levelValues?.compactMap(Level.init)
        // A level with a fault has a name all the same, so that rules are not blamed as well.
        let levelNames = levelValues?.compactMap { $0.peek("name") }.map(LevelName.init) ?? []
        for (index, name) in levelNames.enumerated() where levelNames[..<index].contains(name) {
            fields["levels"]?.report("the level “\(name)” is defined twice")
        }
        let acknowledgement = fields["acknowledgement"].flatMap { AcknowledgementRule($0, kinds: kinds ?? [:]) }
        let committee = fields["committee"].flatMap(CommitteeSchedule.init)
        reliances = fields["relies-on"].flatMap { Reliances($0) } ?? Reliances()
        let rules = fields.required("classification")?.list()
        guard let title, let provider, let calendar, let kinds, let levels, let rules else { return nil }

        policy = Policy(
            name: name,
            title: title,
            provider: provider,
            calendar: CalendarName(rawValue: calendar),
            kinds: kinds,
            levels: levels,
            acknowledgement: acknowledgement,
            committee: committee
        )
        calendarLocation = fields["calendar"]?.location ?? fields.location
        let names = ClassificationNames(
            kinds: TicketKind.allCases.filter { kinds[$0] != nil },
            levels: levelNames,
            priorities: vocabulary?.priorities ?? [:],
            severities: vocabulary?.severities ?? [:]
        )
        // Without mantis.yaml every name of a priority would be called unknown; its own problem is enough.
        classification = vocabulary == nil ? Classification([], names: names) : Classification(rules, names: names)
        if vocabulary != nil { reportGaps(names, fields) }
    }

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
