/// The last few answers, good as long as no issue changed. Paging through a list then sorts it once.
struct QueryCache: Sendable {
    private var revision = 0
    private var answers: [(query: IssueQuery, issues: [Int])] = []
    private static let capacity = 8

    func answer(to query: IssueQuery, revision: Int) -> [Int]? {
        guard revision == self.revision else { return nil }
        return answers.first { $0.query == query }?.issues
    }

    mutating func remember(_ issues: [Int], for query: IssueQuery, revision: Int) {
        if revision != self.revision {
            answers.removeAll()
            self.revision = revision
        }
        if answers.count == Self.capacity { answers.removeFirst() }
        answers.append((query, issues))
    }
}
