import Ledger
import MantisConnect
import Mappings
import Tickets

/// A configured scope with its names looked up on the server.
struct ScopeResolution: Sendable {
    let key: ScopeKey
    /// Never empty.
    let projects: [ProjectID]
    /// Those of ``projects`` that lie below none of the others: lists before 1.3 bring sub-projects along.
    let roots: [ProjectID]
    /// The queue's account; nil when the scope is not one's queue.
    let handler: AccountID?
    /// The names of the categories it is narrowed to; empty for all.
    let categories: [String]
    /// Changes whenever the scope would select or read other issues than before, so that everything is read again.
    let digest: String
    let translation: Translation

    /// Every issue of the scope, closed ones included.
    var filter: IssueFilter {
        IssueFilter(projects: projects, handlers: handler.map { [$0] } ?? [], categories: categories)
    }

    /// An issue can leave it and stay in its project, which no list sorted by change shows.
    var isNarrowed: Bool { handler != nil || !categories.isEmpty }

    /// The ticket that an issue is.
    func ticket(from reading: IssueReading) -> Ticket {
        let issue = reading.issue
        return translation.ticket(
            from: issue,
            history: reading.history,
            standing: standing(project: issue.project.id, category: issue.category ?? "", handler: issue.handler?.id)
        )
    }

    /// Whether a listed issue belongs to the scope.
    func holds(_ header: IssueHeader) -> Bool {
        standing(project: header.project.rawValue, category: header.category, handler: header.handler) == .inScope
    }

    /// Whether an issue belongs to the scope, or why not. Names of categories are compared as a database does, without
    /// regard to case and accents, since it is the database that selects by them.
    private func standing(project: Int, category: String, handler: AccountID?) -> Standing {
        guard projects.contains(where: { $0.rawValue == project }) else { return .moved }
        guard self.handler == nil || self.handler == handler else { return .reassigned }
        guard !categories.isEmpty else { return .inScope }
        let name = NormalizedName(category)
        return categories.contains { NormalizedName($0) == name } ? .inScope : .moved
    }
}
