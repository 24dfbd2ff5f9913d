/// A filter somebody saved in the web pages. It brings its own selection, order and page size (reference §2.4).
struct SavedFilter: Sendable {
    var id: Int
    var name: String
    var owner: Int
    /// 0 is for all projects.
    var project = 0
    var isPublic = false
    /// Issues of this status and beyond are hidden; nil hides none.
    var hiddenFrom: Int?
    var statuses: [Int] = []
    var handlers: [Int] = []
    /// By name.
    var categories: [String] = []
    /// As the web pages keep them, for instance `last_updated,id` and `DESC,DESC`.
    var sort = "last_updated"
    var directions = "DESC"
    /// Issues on a page; 0 takes the server's own.
    var perPage = 0

    /// True for its owner, and for others where it is public.
    func isOffered(to user: UserRow) -> Bool { isPublic || owner == user.id }

    /// Narrows a query to what the filter selects.
    func narrow(_ query: inout IssueQuery, in instance: Instance) {
        query.hiddenFrom = hiddenFrom
        query.statuses = IdentifierChoice(statuses)
        query.handlers = IdentifierChoice(people: handlers, caller: query.viewer)
        if !categories.isEmpty {
            let ids = categories.flatMap { instance.categories(named: $0) }
            query.categories = ids.isEmpty ? .impossible : IdentifierChoice(ids)
        }
        query.order = SortKey.parse(
            columns: sort,
            directions: directions,
            limit: instance.behaviour.lists.sortColumns
        )
    }

    /// How the server keeps it: a version of its own, and its members. 0 is any, −2 none.
    var text: String {
        func list(_ values: [String]) -> String {
            "[" + (values.isEmpty ? ["0"] : values).map { "\"\($0)\"" }.joined(separator: ",") + "]"
        }
        return "v9#{\"_version\":\"v9\",\"_view_type\":\"simple\",\"status\":\(list(statuses.map { String($0) })),"
            + "\"handler_id\":\(list(handlers.map { String($0) })),\"category_id\":\(list(categories)),"
            + "\"hide_status\":[\"\(hiddenFrom ?? -2)\"],\"sort\":\"\(sort)\",\"dir\":\"\(directions)\","
            + "\"per_page\":\(pageSize)}"
    }

    /// The query of the page that shows what it selects.
    var query: String {
        var members = ["project_id=0"]
        members += handlers.map { "handler_id=\($0)" }
        members += ["sticky=on", "sort=\(sort)", "dir=\(directions)"]
        if pageSize != Self.standardPageSize { members.append("per_page=\(pageSize)") }
        members += ["hide_status=\(hiddenFrom ?? -2)", "match_type=0"]
        return members.joined(separator: "&")
    }

    private var pageSize: Int { perPage == 0 ? Self.standardPageSize : perPage }
    private static let standardPageSize = 50
}
