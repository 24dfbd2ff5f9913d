import ServiceLevels
import Tickets

/// What the rules of a policy may name.
struct PolicyNames {
    var kinds: [TicketKind]
    var levels: [LevelName]
    var clocks: [ClockKind]
    /// Whether information can be missing at all.
    var asksForInformation: Bool
    /// By the parts' custom fields in `mantis.yaml`.
    var requesterFields: [NormalizedName: Requester.Part]
    /// The names of the resolutions in `mantis.yaml`; nil when that could not be read.
    var resolutions: [String]?
    /// Nil for a register whose file has a problem.
    var registers: [String: Register?]

    /// Each part with the custom fields that could tell it instead of the summary.
    func inSubject(_ parts: [Requester.Part]) -> [Requester.Part: Set<NormalizedName>] {
        Dictionary(parts.map { ($0, fields(of: $0)) }) { first, _ in first }
    }

    func fields(of part: Requester.Part) -> Set<NormalizedName> {
        Set(requesterFields.filter { $0.value == part }.keys)
    }

    /// Kinds of the policy, one or a list of them.
    func kinds(_ value: YAMLValue) -> Set<TicketKind> {
        Set(
            value.oneOrMore.compactMap { item in
                guard let kind = item.choice(of: TicketKind.self) else { return nil }
                report(kind.rawValue, among: kinds.map(\.rawValue), as: "kind", item)
                return kind
            }
        )
    }

    /// Levels of the policy, one or a list of them.
    func levels(_ value: YAMLValue) -> Set<LevelName> {
        Set(
            value.oneOrMore.compactMap { item in
                guard let name = item.string() else { return nil }
                report(name, among: levels.map(\.rawValue), as: "level", item)
                return LevelName(rawValue: name)
            }
        )
    }

    /// A clock of the policy.
    func clock(_ value: YAMLValue) -> ClockKind? {
        guard let kind = value.choice(of: ClockKind.self) else { return nil }
        report(kind.rawValue, among: clocks.map(\.rawValue), as: "clock", value)
        return kind
    }

    private func report(_ name: String, among known: [String], as what: String, _ value: YAMLValue) {
        guard !known.contains(name) else { return }
        value.report("the policy defines no \(what) “\(name)”\(Suggestion.text(for: name, among: known))")
    }
}

extension TicketCondition {
    /// Reads `when`.
    init?(_ value: YAMLValue, names: PolicyNames) {
        let keys = ["kind", "level", "category", "field", "in-subject", "among", "outside", "older-than"]
        guard let fields = value.fields(keys) else { return nil }
        let categories = fields["category"]?.stringOrStrings()
        var titles = categories ?? []
        var customFields: [NormalizedName: Set<NormalizedName>] = [:]
        for entry in fields["field"]?.entries() ?? [] {
            let values = entry.value.stringOrStrings() ?? []
            customFields[NormalizedName(entry.key)] = Set(values.map(NormalizedName.init))
            titles += [entry.key] + values
        }
        self.init(
            kinds: fields["kind"].map(names.kinds),
            levels: fields["level"].map(names.levels),
            categories: categories.map { Set($0.map(NormalizedName.init)) },
            fields: customFields,
            inSubject: names.inSubject(fields["in-subject"]?.choices(of: Requester.Part.self) ?? []),
            requesters: fields["among"]?.register(among: names),
            outsiders: fields["outside"]?.register(among: names),
            olderThan: fields["older-than"]?.version(),
            titles: Dictionary(titles.map { (NormalizedName($0), $0) }) { first, _ in first }
        )
    }
}

extension YAMLValue {
    /// The name of a file under `registers`.
    fileprivate func register(among names: PolicyNames) -> Register? {
        guard let name = string() else { return nil }
        guard let register = names.registers[name] else {
            let known = names.registers.keys.sorted()
            report("there is no registers/\(name).yaml\(Suggestion.text(for: name, among: known))")
            return nil
        }
        return register
    }

    fileprivate func version() -> ProductVersion? {
        guard let text = string() else { return nil }
        let version = ProductVersion(text)
        if version == nil { report("“\(text)” is not a version such as 9.2") }
        return version
    }
}
