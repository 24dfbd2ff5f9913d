/// One column to sort by.
struct SortKey: Hashable, Sendable {
    var column: Column
    var ascending: Bool

    /// The columns of an issue list that Mantis shows by default; others cannot be sorted by (reference §2.4).
    enum Column: String, Sendable {
        case id, priority, severity, status, summary
        case category = "category_id"
        case lastUpdated = "last_updated"
        case submitted = "date_submitted"
    }

    /// Appended to every order that lacks it. It does not settle ties.
    static let standard = [
        SortKey(column: .lastUpdated, ascending: false), SortKey(column: .submitted, ascending: false),
    ]

    /// Reads two comma lists of equal length; unknown columns, and those that are not shown, are dropped.
    ///
    /// - Parameter limit: how many columns are looked at; nil is all (reference §2.4).
    static func parse(columns: String?, directions: String?, limit: Int? = nil) -> [SortKey] {
        let directions = (directions ?? "").split(separator: ",", omittingEmptySubsequences: false)
        var keys: [SortKey] = []
        for (index, name) in (columns ?? "").split(separator: ",").prefix(limit ?? .max).enumerated() {
            guard let column = Column(rawValue: String(name)), column != .submitted,
                !keys.contains(where: { $0.column == column })
            else { continue }
            let direction = index < directions.count ? directions[index] : ""
            keys.append(SortKey(column: column, ascending: direction == "ASC"))
        }
        for key in standard where !keys.contains(where: { $0.column == key.column }) { keys.append(key) }
        return keys
    }
}

extension [SortKey] {
    /// True when no two issues are equal in it.
    var isTotal: Bool { contains { $0.column == .id } }

    /// True when the order is the one the issues are kept in.
    var isKeptOrder: Bool {
        starts(with: [
            SortKey(column: .lastUpdated, ascending: false), SortKey(column: .id, ascending: false),
        ])
    }
}
