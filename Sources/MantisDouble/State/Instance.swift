/// Everything one Mantis knows. It changes only through its own operations, which write history rows and bump
/// `last_updated` where Mantis does (reference §3.3), and which check no rights: that is for the callers.
struct Instance: Sendable {
    let behaviour: ServerBehaviour
    var settings = Settings()
    var issues = IssueTable()
    var relationships: [Int: RelationshipRow] = [:]
    private(set) var users: [Int: UserRow] = [:]
    private(set) var projects: [Int: ProjectRow] = [:]
    private(set) var categories: [Int: CategoryRow] = [:]
    private(set) var versions: [VersionRow] = []
    private(set) var customFields: [Int: CustomFieldRow] = [:]
    private(set) var tags: [Int: TagRow] = [:]
    var counters = Counters()
    /// The issue that carries a note, or a file.
    var noteOwners: [Int: Int] = [:]
    var attachmentOwners: [Int: Int] = [:]
    private var userIDs: [String: Int] = [:]
    /// Categories by lower-cased name.
    private var categoryIDs: [String: [Int]] = [:]
    private var queries = QueryCache()
    /// By number.
    var filters: [Int: SavedFilter] = [:]
    var profiles: [ProfileRow] = []
    /// How many pages of an order with ties were asked for.
    var pagesAnswered = 0

    /// The last number given out in each table.
    struct Counters: Sendable {
        var issue = 0
        var note = 0
        var attachment = 0
        var relationship = 0
        var tag = 0
        var category = 0
        var version = 0
        var revision = 0
    }

    var zone: ServerZone { settings.zone }

    init(behaviour: ServerBehaviour) { self.behaviour = behaviour }

    // MARK: Set-up

    mutating func add(_ user: UserRow) {
        users[user.id] = user
        userIDs[user.name.lowercased()] = user.id
    }

    mutating func add(_ project: ProjectRow) { projects[project.id] = project }

    mutating func add(_ category: CategoryRow) {
        categories[category.id] = category
        categoryIDs[category.name.lowercased(), default: []].append(category.id)
        counters.category = max(counters.category, category.id)
    }

    mutating func add(_ version: VersionRow) {
        versions.append(version)
        counters.version = max(counters.version, version.id)
    }

    mutating func add(_ field: CustomFieldRow) { customFields[field.id] = field }

    mutating func add(_ tag: TagRow) {
        tags[tag.id] = tag
        counters.tag = max(counters.tag, tag.id)
    }

    mutating func update(_ project: Int, _ body: (inout ProjectRow) -> Void) {
        if var row = projects[project] {
            body(&row)
            projects[project] = row
        }
    }

    mutating func remove(project id: Int) {
        projects[id] = nil
        for key in projects.keys { projects[key]?.children.removeAll { $0 == id } }
        versions.removeAll { $0.project == id }
        for category in categories.values where category.project == id { remove(category: category.id) }
    }

    mutating func rename(category id: Int, to name: String, handler: Int) {
        guard var row = categories[id] else { return }
        categoryIDs[row.name.lowercased()]?.removeAll { $0 == id }
        row.name = name
        row.defaultHandler = handler
        add(row)
    }

    mutating func remove(category id: Int) {
        guard let row = categories.removeValue(forKey: id) else { return }
        categoryIDs[row.name.lowercased()]?.removeAll { $0 == id }
    }

    mutating func replace(_ version: VersionRow) {
        if let index = versions.firstIndex(where: { $0.id == version.id }) { versions[index] = version }
    }

    mutating func remove(version id: Int) { versions.removeAll { $0.id == id } }

    mutating func removeTag(_ id: Int) { tags[id] = nil }

    /// Changes an account, as an administrator would.
    mutating func updateUser(_ id: Int, _ body: (inout UserRow) -> Void) {
        guard var user = users[id] else { return }
        userIDs[user.name.lowercased()] = nil
        body(&user)
        add(user)
    }

    // MARK: Looking up

    /// Case does not matter, as to the database; the same goes for projects.
    func user(named name: String) -> UserRow? { userIDs[name.lowercased()].flatMap { users[$0] } }

    func userName(_ id: Int) -> String { users[id]?.name ?? "" }

    func project(named name: String) -> ProjectRow? {
        let name = name.lowercased()
        return projects.values.first { $0.name.lowercased() == name }
    }

    func tag(named name: String) -> TagRow? {
        tags.values.first { $0.name.lowercased() == name.lowercased() }
    }

    func categoryName(_ id: Int) -> String { categories[id]?.name ?? "" }

    /// The ids of all categories of a name, in any project; case does not matter, as to the database (reference §2.4).
    func categories(named name: String) -> [Int] { categoryIDs[name.lowercased()] ?? [] }

    /// The category an issue of a project may carry under this name, also a disabled one (recordings 029, 044).
    func category(named name: String, in project: Int) -> Int? {
        let scope = categoryScope(of: project)
        return categories(named: name).first { categories[$0].map { scope.contains($0.project) } ?? false }
    }

    /// The projects whose categories a project offers: its own, those above it, and the global ones (0).
    func categoryScope(of project: Int) -> Set<Int> {
        var scope: Set<Int> = [project]
        var level = [project]
        while !level.isEmpty {
            let below = Set(level)
            level = projects.values.filter { !below.isDisjoint(with: $0.children) }.map(\.id)
            level.removeAll { !scope.insert($0).inserted }
        }
        if let row = projects[project], row.enabled, row.inheritsGlobalCategories { scope.insert(0) }
        return scope
    }

    /// A project's versions, and those of the projects above it; the latest first.
    func versions(of project: Int) -> [VersionRow] {
        let scope = categoryScope(of: project)
        return versions.filter { scope.contains($0.project) }.sorted { ($1.date, $0.id) < ($0.date, $1.id) }
    }

    func version(named name: String, in project: Int) -> VersionRow? {
        versions(of: project).first { $0.name == name }
    }

    /// A project and everything below it.
    func withSubprojects(_ project: Int) -> [Int] {
        var found = [project]
        var next = 0
        while next < found.count {
            for child in projects[found[next]]?.children ?? [] where !found.contains(child) { found.append(child) }
            next += 1
        }
        return found
    }

    /// The issues a query selects for its viewer, in its order; remembered until an issue changes.
    mutating func select(_ query: IssueQuery) -> [Int] {
        if let known = queries.answer(to: query, revision: issues.revision) { return known }
        let found = query.evaluate(in: self)
        queries.remember(found, for: query, revision: issues.revision)
        return found
    }

    /// Called when rights, settings or names changed, which no issue shows.
    mutating func forgetQueries() { queries = QueryCache() }
}
