import MantisConnect
import SOAP

/// Reads pages of a list so that one poisoned row never hides its page: a page that cannot be decoded, or that the server
/// stumbles over, is asked for again in ever smaller pieces down to the row, which is stepped over (reference §1.7).
struct PageReader<Row: ListedRow>: Sendable {
    let lane: InstanceLane
    /// Asks for one page.
    let fetch: @Sendable (PageWalk.Request) async throws(MantisError) -> [Row]
    /// Asks for the numbers of the issues on a page, which no content can spoil; nil when the server has no such call.
    let identify: (@Sendable (PageWalk.Request) async throws(MantisError) -> [IssueID])?

    /// Rows that fail by themselves while nothing on their page can be read: then it is not the rows.
    private static var patience: Int { 5 }

    /// - Throws: ``MantisError`` when the page fails for another reason than what is on it, or when nothing on it can be
    ///   read at all.
    func read(_ request: PageWalk.Request) async throws -> (page: Page<Row>, poisoned: [PoisonedRow]) {
        do throws(MantisError) {
            let rows = try await lane.asking { () async throws(MantisError) in try await fetch(request) }
            return (Page(rows, of: request.size), [])
        } catch {
            guard await lane.isAboutContent(error) else { throw error }
            return try await takeApart(request, because: error)
        }
    }

    private func takeApart(
        _ request: PageWalk.Request,
        because error: MantisError
    ) async throws -> (page: Page<Row>, poisoned: [PoisonedRow]) {
        // The numbers say how long the list is, so that no piece is asked for behind its end, where searches would answer
        // the last page again.
        let issues: [IssueID]?
        if let identify {
            issues = try await lane.asking { () async throws(MantisError) in try await identify(request) }
        } else {
            issues = nil
        }
        var pieces = Pieces<Row>(end: issues.map { request.offset + $0.count })
        for part in request.parts where !pieces.isComplete { try await collect(part, into: &pieces) }
        if request.size == 1 { pieces.addHole(error) }
        guard !pieces.rows.isEmpty || pieces.reasons.count < Self.patience else { throw error }

        let page = Page(
            rows: pieces.rows,
            holes: pieces.reasons.count,
            isLast: issues.map { $0.count < request.size } ?? pieces.isComplete
        )
        let reason = pieces.reasons.first ?? error.message
        guard let issues else { return (page, pieces.reasons.map { PoisonedRow(issue: nil, reason: $0) }) }
        // The list may have moved meanwhile: whatever was on the page and did not come is looked at by itself.
        let read = Set(pieces.rows.map(\.issue))
        return (page, issues.filter { !read.contains($0) }.map { PoisonedRow(issue: $0, reason: reason) })
    }

    private func collect(_ request: PageWalk.Request, into pieces: inout Pieces<Row>) async throws {
        if let end = pieces.end, request.offset >= end {
            pieces.isComplete = true
            return
        }
        do throws(MantisError) {
            // Once: a piece that failed over something else than its rows is only asked for in smaller ones.
            let rows = try await fetch(request)
            pieces.add(rows, of: request.size)
        } catch {
            guard await lane.isAboutContent(error) else { throw error }
            if request.size == 1 { return pieces.addHole(error) }
            for part in request.parts where !pieces.isComplete { try await collect(part, into: &pieces) }
        }
    }
}

/// What the pieces of a page brought so far.
private struct Pieces<Row: ListedRow> {
    /// The number of rows in front of the list's end, as far as it is known.
    let end: Int?
    var rows: [Row] = []
    /// One for each row that was stepped over.
    var reasons: [String] = []
    /// The end of the list was reached.
    var isComplete = false
    private var seen: Set<IssueID> = []

    init(end: Int?) { self.end = end }

    mutating func add(_ piece: [Row], of size: Int) {
        let fresh = piece.filter { seen.insert($0.issue).inserted }
        rows += fresh
        // Nothing new is the last page once more.
        if piece.count < size || fresh.isEmpty { isComplete = true }
    }

    mutating func addHole(_ error: MantisError) { reasons.append(error.message) }
}

extension PageWalk.Request {
    /// The same rows in smaller pages of equal size; none when there is only one.
    fileprivate var parts: [PageWalk.Request] {
        guard size > 1 else { return [] }
        let count = (2...size).first { size.isMultiple(of: $0) } ?? size
        return (1...count).map { PageWalk.Request(page: (page - 1) * count + $0, size: size / count) }
    }
}
