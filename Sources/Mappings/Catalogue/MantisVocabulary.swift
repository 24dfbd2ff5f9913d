package import Tickets

/// What the numbers and custom fields of Mantis mean: the file `mantis.yaml`. Numbers, because Mantis prints their names
/// in each account's language (reference §0 rule 3).
package struct MantisVocabulary: Hashable, Sendable {
    /// The part of a requester that a custom field holds.
    package enum RequesterPart: String, CaseIterable, Sendable {
        case nit, company, contact, email, phone
        case contactHours = "contact-hours"
    }

    package internal(set) var statuses: [Int: TicketStatus]
    package internal(set) var visibilities: [Int: Visibility]
    /// The number of each priority by its English name.
    package internal(set) var priorities: [String: Int]
    /// The number of each severity by its English name.
    package internal(set) var severities: [String: Int]
    package internal(set) var requesterFields: [NormalizedName: RequesterPart]
}

extension MantisVocabulary {
    /// Reads `mantis.yaml`; nil when a part is missing.
    init?(_ reader: YAMLReader) {
        guard let fields = reader.root?.fields("statuses", "view-states", "priorities", "severities", "requester")
        else { return nil }
        let statuses = fields.required("statuses")?.numbered { $0.choice(of: TicketStatus.self) }
        let visibilities = fields.required("view-states")?.numbered { $0.choice(of: Visibility.self) }
        let priorities = fields.required("priorities")?.numbered { $0.string() }
        let severities = fields.required("severities")?.numbered { $0.string() }
        let requester = fields.required("requester").flatMap(Self.requesterFields)
        guard let statuses, let visibilities, let priorities, let severities, let requester else { return nil }
        self.init(
            statuses: statuses,
            visibilities: visibilities,
            priorities: Dictionary(priorities.map { ($1, $0) }) { first, _ in first },
            severities: Dictionary(severities.map { ($1, $0) }) { first, _ in first },
            requesterFields: requester
        )
    }

    private static func requesterFields(_ value: YAMLValue) -> [NormalizedName: RequesterPart]? {
        let known = RequesterPart.allCases.map(\.rawValue)
        guard let fields = value.fields(known) else { return nil }
        var parts: [NormalizedName: RequesterPart] = [:]
        for part in RequesterPart.allCases {
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
