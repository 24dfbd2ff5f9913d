import SOAP

extension IssueQuery {
    /// Reads a `FilterSearchData` (reference §2.4). `sticky` and `view_state_id` have no effect, as on the real server.
    ///
    /// - Throws: the fault for a filter whose projects are all closed to the caller.
    init(_ filter: RequestElement, caller: UserRow, in instance: Instance, now: Int64) throws(ServerFault) {
        let projects = try Self.projects(of: filter, caller: caller, in: instance)
        self.init(viewer: caller.id, projects: projects)
        if filter.value("tag_string") != nil {
            throw ServerFault(.server, "trim(): Argument #1 ($string) must be of type string, array given")
        }
        handlers = IdentifierChoice(people: try filter.integers("handler_id"), caller: caller.id)
        reporters = IdentifierChoice(people: try filter.integers("reporter_id"), caller: caller.id)
        noteWriters = IdentifierChoice(people: try filter.integers("note_user_id"), caller: caller.id)
        monitors = IdentifierChoice(people: try filter.integers("user_monitor_id"), caller: caller.id)
        severities = IdentifierChoice(try filter.integers("severity_id"))
        statuses = IdentifierChoice(try filter.integers("status_id"))
        priorities = IdentifierChoice(try filter.integers("priority_id"))
        resolutions = IdentifierChoice(try filter.integers("resolution_id"))
        let lists = instance.behaviour.lists
        if lists.knowsHideStatus, let status = try filter.integers("hide_status_id").first, status > 0 {
            hiddenFrom = status
        }
        categories = Self.categories(filter.strings("category"), in: instance)
        words = Self.words(filter.string("search") ?? "")
        texts = Self.texts(of: filter)
        customValues = try Self.customValues(of: filter, in: instance)
        if lists.knowsDays {
            updated = try filter.dayRange("last_update_start", "last_update_end", now: now, zone: instance.zone)
            submitted = try filter.dayRange("start", "end", now: now, zone: instance.zone)
        }
        order = SortKey.parse(
            columns: filter.string("sort"),
            directions: filter.string("sort_direction"),
            limit: lists.sortColumns
        )
    }

    /// Given projects do not bring their sub-projects along; none, or 0, means all that the caller may read.
    private static func projects(of filter: RequestElement, caller: UserRow, in instance: Instance) throws(ServerFault)
        -> Set<Int>
    {
        let readable = instance.readableProjects(caller)
        let given = try filter.integers("project_id")
        if given.isEmpty || given.contains(0) { return readable }
        guard given.contains(where: { instance.mayRead($0, caller) }) else { throw .noRights(caller.name) }
        return readable.intersection(given)
    }

    private static func categories(_ names: [String], in instance: Instance) -> IdentifierChoice {
        if names.isEmpty { return IdentifierChoice() }
        let ids = names.flatMap { instance.categories(named: $0) }
        return ids.isEmpty ? .impossible : IdentifierChoice(ids)
    }

    private static func words(_ search: String) -> [SearchWord] {
        search.lowercased().split(separator: " ").compactMap { word in
            let isNegated = word.hasPrefix("-") && word.count > 1
            return SearchWord(word: String(isNegated ? word.dropFirst() : word), isNegated: isNegated)
        }
    }

    private static func texts(of filter: RequestElement) -> [TextMember: [String]] {
        var texts: [TextMember: [String]] = [:]
        for member in TextMember.allCases {
            let wanted = filter.strings(member.element)
            if !wanted.isEmpty { texts[member] = wanted }
        }
        return texts
    }

    private static func customValues(of filter: RequestElement, in instance: Instance) throws(ServerFault)
        -> [Int: [String]]
    {
        var values: [Int: [String]] = [:]
        for item in filter.items("custom_fields") ?? [] {
            guard let field = item.value("field"), let id = try instance.customFieldID(field) else { continue }
            values[id] = item.strings("value")
        }
        return values
    }
}

extension IssueQuery.TextMember {
    fileprivate var element: String {
        switch self {
        case .version: "product_version"
        case .fixedInVersion: "fixed_in_version"
        case .targetVersion: "target_version"
        case .platform: "platform"
        case .os: "os"
        case .osBuild: "os_build"
        }
    }
}

extension RequestElement {
    /// Whole days in the server's zone, both included; parts that are missing mean day 1 of this month to today.
    fileprivate func dayRange(_ start: String, _ end: String, now: Int64, zone: ServerZone) throws(ServerFault)
        -> ClosedRange<Int64>?
    {
        let names = [start, end].flatMap { ["\($0)_day", "\($0)_month", "\($0)_year"] }
        var parts: [Int?] = []
        for name in names { parts.append(try integer(name)) }
        if parts.allSatisfy({ $0 == nil }) { return nil }
        let today = zone.civilTime(at: now)
        let first = zone.instant(
            year: parts[2] ?? today.year,
            month: parts[1] ?? today.month,
            day: parts[0] ?? 1
        )
        let afterLast = zone.instant(
            year: parts[5] ?? today.year,
            month: parts[4] ?? today.month,
            day: (parts[3] ?? today.day) + 1
        )
        return first...max(first, afterLast - 1)
    }
}
