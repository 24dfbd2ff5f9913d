/// The configuration of a Mantis instance: the defaults of 2.28.4 and what a scenario changes.
struct Settings: Sendable {
    private var values: [String: String]
    private var enumerations: [ServerEnumeration: EnumerationTable] = [:]
    private(set) var zone: ServerZone

    init() {
        values = Self.defaults
        zone = .utc
        for enumeration in ServerEnumeration.allCases { readEnumeration(enumeration) }
        readZone()
    }

    static func isKnown(_ name: String) -> Bool { defaults[name] != nil }

    subscript(name: String) -> String { values[name] ?? "" }

    /// A number, or 0 when the setting holds none.
    func number(_ name: String) -> Int { values[name].flatMap { Int($0) } ?? 0 }

    func isOn(_ name: String) -> Bool { number(name) != 0 }

    func table(_ enumeration: ServerEnumeration) -> EnumerationTable {
        enumerations[enumeration] ?? EnumerationTable("")
    }

    func label(_ enumeration: ServerEnumeration, _ id: Int) -> String { table(enumeration).name(of: id) }

    /// Changes a known setting. False when there is none of that name, or no such zone.
    mutating func set(_ name: String, to value: String) -> Bool {
        guard Self.isKnown(name) else { return false }
        if name == "default_timezone", ServerZone(named: value) == nil { return false }
        values[name] = value
        if name == "default_timezone" { readZone() }
        for enumeration in ServerEnumeration.allCases where enumeration.setting == name { readEnumeration(enumeration) }
        return true
    }

    private mutating func readEnumeration(_ enumeration: ServerEnumeration) {
        enumerations[enumeration] = EnumerationTable(self[enumeration.setting])
    }

    private mutating func readZone() {
        zone = ServerZone(named: self["default_timezone"]) ?? .utc
    }

    // MARK: Reading over SOAP

    /// Settings that `mc_config_get_string` will not tell.
    static let hidden: Set<String> = ["path"]

    /// Settings whose value is an array, which the server fails to print (recording 026).
    static let arrays: Set<String> = [
        "status_enum_workflow", "view_issues_page_columns", "print_issues_page_columns", "csv_columns", "excel_columns",
        "default_notify_flags", "notify_flags", "set_status_threshold",
    ]
}
