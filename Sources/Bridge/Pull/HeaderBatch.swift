import MantisConnect

/// Asks for the headers of chosen issues. One that spoils the answer is found by halving, and left out like those that are
/// gone or hidden: whoever reads it whole learns why.
struct HeaderBatch {
    let lane: InstanceLane

    /// The most issues to ask for at once (reference §3.8).
    static let size = 50

    /// The headers that came, by issue; none at all before 1.3, which has no such call.
    func headers(of issues: [IssueID]) async throws -> [IssueID: IssueHeader] {
        guard !issues.isEmpty, lane.profile.has(.issueBatches) else { return [:] }
        do throws(MantisError) {
            let rows = try await lane.asking { () async throws(MantisError) in
                try await lane.client.issueHeaders(issues)
            }
            return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        } catch {
            guard await lane.isAboutContent(error) else { throw error }
            guard issues.count > 1 else { return [:] }
            let middle = issues.count / 2
            let first = try await headers(of: Array(issues[..<middle]))
            return first.merging(try await headers(of: Array(issues[middle...]))) { $1 }
        }
    }
}

extension Array {
    /// The elements in order, so many at a time; the last ones may be fewer.
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
