import MantisConnect
import SOAP

/// A row of a list of issues.
protocol ListedRow: Sendable {
    var issue: IssueID { get }
    /// Seconds since 1970 of the last change; nil where the list does not tell.
    var changedAt: Int64? { get }
}

extension IssueHeader: ListedRow {
    var issue: IssueID { id }
    var changedAt: Int64? { lastUpdated.epochSeconds }
}

extension IssueID: ListedRow {
    var issue: IssueID { self }
    var changedAt: Int64? { nil }
}

/// What came back for one page of a list.
struct Page<Row: ListedRow>: Sendable {
    /// In the list's order.
    var rows: [Row]
    /// How many more rows there are that no answer could carry (reference §1.7).
    var holes = 0
    /// The list ends here.
    var isLast: Bool

    /// As it came: a page that is not full is the last.
    init(_ rows: [Row], of size: Int) {
        self.rows = rows
        isLast = rows.count < size
    }

    init(rows: [Row], holes: Int, isLast: Bool) {
        self.rows = rows
        self.holes = holes
        self.isLast = isLast
    }
}

/// A place in a list whose row spoils every answer it is in.
struct PoisonedRow: Hashable, Sendable {
    /// Nil when nothing on this server tells which issue it is.
    var issue: IssueID?
    /// Why, in English, without secrets.
    var reason: String
}
