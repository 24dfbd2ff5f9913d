/// The configuration of a Mantis instance: the defaults of 2.28.4 and what a scenario changes.
struct Settings: Sendable {
    private var values: [String: String]
    private var enumerations: [ServerEnumeration: EnumerationTable] = [:]
    private(set) var zone: ServerZone
    /// What a scenario or a test said itself; other versions' defaults leave it alone.
    private var chosen: Set<String> = []

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
        chosen.insert(name)
        write(name, value)
        return true
    }

    /// Takes the defaults in which a version differs from the recorded one, where nothing else was chosen.
    mutating func assumeDefaults(of behaviour: ServerBehaviour) {
        for (name, value) in Self.defaults(of: behaviour) where !chosen.contains(name) { write(name, value) }
    }

    private mutating func write(_ name: String, _ value: String) {
        values[name] = value
        if name == "default_timezone" { readZone() }
        for enumeration in ServerEnumeration.allCases where enumeration.setting == name { readEnumeration(enumeration) }
    }

    private mutating func readEnumeration(_ enumeration: ServerEnumeration) {
        enumerations[enumeration] = EnumerationTable(self[enumeration.setting])
    }

    private mutating func readZone() {
        zone = ServerZone(named: self["default_timezone"]) ?? .utc
    }

    // MARK: Reading over SOAP

    /// Settings that `mc_config_get_string` will not tell.
    static let hidden: Set<String> = [
        "path", "source_control_notes_view_status", "source_control_set_resolution_to", "source_control_set_status_to",
    ]

    /// Settings that 1.2 does not tell.
    static let secrets: Set<String> = [
        "hostname", "db_username", "db_password", "database_name", "db_type", "password_confirm_hash_magic_string",
        "smtp_host", "smtp_username", "smtp_password", "absolute_path", "core_path", "class_path", "ldap_server",
        "ldap_bind_dn", "ldap_bind_passwd", "login_method", "rss_key_seed", "global_settings",
    ]

    /// Settings that came after 1.2.
    static let isFrom130: Set<String> = [
        "antispam_max_event_count", "antispam_time_window_in_seconds", "bugnote_user_delete_threshold",
        "bugnote_user_edit_threshold", "max_textarea_length", "mentions_enabled", "mentions_tag",
        "monitor_delete_others_bug_threshold", "update_bug_status_threshold", "view_handler_threshold",
    ]

    /// Settings whose value is an array, which the server fails to print (recording 026).
    static let arrays: Set<String> = [
        "status_enum_workflow", "view_issues_page_columns", "print_issues_page_columns", "csv_columns", "excel_columns",
        "default_notify_flags", "notify_flags", "set_status_threshold",
    ]
}
