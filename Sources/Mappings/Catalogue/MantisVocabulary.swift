package import Tickets

/// What the numbers and custom fields of Mantis mean: the file `mantis.yaml`. Numbers, because Mantis prints their names
/// in each account's language (reference §0 rule 3).
package struct MantisVocabulary: Hashable, Sendable {
    package internal(set) var statuses: [Int: TicketStatus]
    package internal(set) var visibilities: [Int: Visibility]
    /// The number of each priority by its English name.
    package internal(set) var priorities: [String: Int]
    /// The number of each severity by its English name.
    package internal(set) var severities: [String: Int]
    /// The number of each resolution by its English name.
    package internal(set) var resolutions: [String: Int]
    package internal(set) var requesterFields: [NormalizedName: Requester.Part]
}

extension MantisVocabulary {
    /// Reads `mantis.yaml`; nil when a part is missing.
    init?(_ reader: YAMLReader) {
        guard
            let fields = reader.root?.fields(
                "statuses",
                "view-states",
                "priorities",
                "severities",
                "requester",
                "resolutions"
            )
        else { return nil }
        let statuses = fields.required("statuses")?.numbered { $0.choice(of: TicketStatus.self) }
        let visibilities = fields.required("view-states")?.numbered { $0.choice(of: Visibility.self) }
        let priorities = fields.required("priorities")?.numbered { $0.string() }
        let severities = fields.required("severities")?.numbered { $0.string() }
        let requester = fields.required("requester").flatMap(Self.requesterFields)
        let resolutions = fields.required("resolutions")?.numbered { $0.string() }
        guard let statuses, let visibilities, let priorities, let severities, let requester, let resolutions
        else { return nil }
        self.init(
            statuses: statuses,
            visibilities: visibilities,
            priorities: Dictionary(priorities.map { ($1, $0) }) { first, _ in first },
            severities: Dictionary(severities.map { ($1, $0) }) { first, _ in first },
            resolutions: Dictionary(resolutions.map { ($1, $0) }) { first, _ in first },
            requesterFields: requester
        )
    }

    private static func requesterFields(_ value: YAMLValue) -> [NormalizedName: Requester.Part]? {
        let known = Requester.Part.allCases.map(\.rawValue)
        guard let fields = value.fields(known) else { return nil }
        var parts: [NormalizedName: Requester.Part] = [:]
        for part in Requester.Part.allCases {
            guard let value = fields.required(part.rawValue) else { continue }
            for name in value.isList ? value.list() ?? [] : [value] {
                guard let text = name.string() else { continue }
                if let other = parts.updateValue(part, forKey: NormalizedName(text)) {
                    name.report("the field “\(text)” is already \(other.rawValue)")
                }
            }
        }
        return parts
    }
}

extension YAMLValue {
    /// A mapping from numbers to values.
    fileprivate func numbered<Value>(_ read: (YAMLValue) -> Value?) -> [Int: Value]? {
        guard let entries = entries() else { return nil }
        var values: [Int: Value] = [:]
        for entry in entries {
            guard let number = entry.keyValue.integer(in: 0...Int(Int32.max)), let value = read(entry.value) else {
                continue
            }
            values[number] = value
        }
        return values
    }
}
