/// The numbers of an issue that lists select and sort by, without its texts: small enough to walk all of them.
struct IssueFacts: Hashable, Sendable {
    var lastUpdated: Int64
    var id: Int
    var submitted: Int64
    var project: Int
    var reporter: Int
    var handler: Int
    var category: Int
    var status: Int
    var resolution: Int
    var priority: Int
    var severity: Int
    var viewState: Int
    var sticky: Bool

    init(_ row: IssueRow) {
        lastUpdated = row.lastUpdated
        id = row.id
        submitted = row.submitted
        project = row.project
        reporter = row.reporter
        handler = row.handler
        category = row.category
        status = row.status
        resolution = row.resolution
        priority = row.priority
        severity = row.severity
        viewState = row.viewState
        sticky = row.sticky
    }
}
