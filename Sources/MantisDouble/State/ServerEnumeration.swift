/// The enumerations of Mantis, each configured as a string `10:new,20:feedback,…`.
enum ServerEnumeration: String, CaseIterable, Sendable {
    case status, priority, severity, reproducibility, projection, eta, resolution
    case accessLevels = "access_levels"
    case projectStatus = "project_status"
    case projectViewState = "project_view_state"
    case viewState = "view_state"
    case customFieldType = "custom_field_type"

    var setting: String { rawValue + "_enum_string" }
}

/// One enumeration, read from its setting.
struct EnumerationTable: Sendable {
    /// In configured order.
    var entries: [(id: Int, name: String)]
    private var names: [Int: String]

    init(_ text: String) {
        entries = text.split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let id = Int(parts[0]) else { return nil }
            return (id, String(parts[1]))
        }
        names = Dictionary(entries.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// An unknown number prints as `@77@` (reference §2.3).
    func name(of id: Int) -> String { names[id] ?? "@\(id)@" }

    /// 0 when no label is spelled so: Mantis stores that without a word (reference §2.5).
    func id(named name: String) -> Int { entries.first { $0.name == name }?.id ?? 0 }
}
