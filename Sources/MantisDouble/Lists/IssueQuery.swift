/// A selection of issues and its order, complete in itself: equal queries of the same viewer give the same list as long
/// as no issue changes.
struct IssueQuery: Hashable, Sendable {
    /// Who looks; private issues are left out for those who may not see them.
    var viewer: Int
    var projects: Set<Int>
    /// Each of these selects nothing away when it is empty.
    var categories = IdentifierChoice()
    var handlers = IdentifierChoice()
    var reporters = IdentifierChoice()
    var severities = IdentifierChoice()
    var statuses = IdentifierChoice()
    var priorities = IdentifierChoice()
    var resolutions = IdentifierChoice()
    var noteWriters = IdentifierChoice()
    var monitors = IdentifierChoice()
    /// Issues of this status and beyond are dropped.
    var hiddenFrom: Int?
    var texts: [TextMember: [String]] = [:]
    var words: [SearchWord] = []
    var customValues: [Int: [String]] = [:]
    /// Seconds since 1970, both ends included.
    var updated: ClosedRange<Int64>?
    var submitted: ClosedRange<Int64>?
    var order: [SortKey] = SortKey.standard
    var stickyFirst = false

    /// Columns that are selected by their text.
    enum TextMember: Hashable, Sendable, CaseIterable {
        case version, fixedInVersion, targetVersion, platform, os, osBuild
    }

    /// A word of the text search; negated when written `-word`.
    struct SearchWord: Hashable, Sendable {
        var word: String
        var isNegated: Bool
    }
}

/// Numbers of which one must match. 0 among them means any (reference §2.4).
struct IdentifierChoice: Hashable, Sendable {
    private var wanted: Set<Int> = []

    init() {}

    init(_ wanted: [Int]) {
        self.wanted = wanted.contains(0) ? [] : Set(wanted)
    }

    /// People: −1 is the caller, −2 nobody, which the issues store as 0.
    init(people: [Int], caller: Int) {
        guard !people.contains(0) else { return }
        wanted = Set(people.map { $0 == -1 ? caller : $0 == -2 ? 0 : $0 })
    }

    /// Matches nothing at all: what was asked for does not exist.
    static let impossible = IdentifierChoice([Int.min])

    var isEmpty: Bool { wanted.isEmpty }

    func accepts(_ value: Int) -> Bool { wanted.isEmpty || wanted.contains(value) }

    func accepts(anyOf values: some Sequence<Int>) -> Bool { wanted.isEmpty || values.contains { wanted.contains($0) } }
}
