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

    /// How the server keeps it: a version of its own, and its members.
    var text: String {
        func list(_ values: [Int]) -> String { "[" + values.map { String($0) }.joined(separator: ",") + "]" }
        let names = categories.map { "\"\($0)\"" }.joined(separator: ",")
        return "v9#{\"_version\":\"v9\",\"status\":\(list(statuses)),\"handler_id\":\(list(handlers)),"
            + "\"category_id\":[\(names)],\"hide_status\":[\(hiddenFrom ?? -2)],\"sort\":\"\(sort)\","
            + "\"dir\":\"\(directions)\",\"per_page\":\(perPage)}"
    }
}
