import MantisConnect
import SOAP

/// The walk down a list of issues that is sorted by last change, newest first, while the server goes on changing it. A pure
/// state machine: it says which page to ask for next, takes the answer, and hands out each issue once.
///
/// Three habits of the server shape it (reference §3.2, §3.4). An issue that changes during the walk jumps to the front and
/// pushes others down, so rows repeat. An issue that leaves the list pulls others up across a page's edge, so a row could
/// be missed; therefore every page starts above the end of the one before, and when its first row is not known already the
/// walk goes back. A page past the end is the last page again, so only a page that is not full is the end.
struct PageWalk {
    /// A page to ask for: rows `(page - 1) * size ..< page * size` of the list.
    struct Request: Hashable {
        /// Counted from 1.
        var page: Int
        var size: Int

        var offset: Int { (page - 1) * size }
        fileprivate var end: Int { page * size }
    }

    /// Rows of the first page; later ones are up to half smaller or larger.
    let pageSize: Int
    /// Issues last changed before this (seconds since 1970) are known already; nil reads to the end.
    let floor: Int64?

    /// What to ask next; nil when the walk is over.
    private(set) var request: Request?
    /// How often rows may have slipped across a page's edge, so that the walk went back.
    private(set) var slips = 0

    /// Every row seen, whether handed out or below the floor.
    private var seen: Set<IssueID> = []
    /// Pages in a row that brought nothing new.
    private var barrenPages = 0

    /// Rows that repeat for so many full pages are the last page of a list that has become shorter.
    private static let barrenLimit = 8

    init(pageSize: Int, floor: Int64?) {
        self.pageSize = pageSize
        self.floor = floor
        request = Request(page: 1, size: pageSize)
    }

    /// Takes the answer to ``request`` and returns the rows not handed out before, at or above the floor.
    mutating func take<Row: ListedRow>(_ page: Page<Row>) -> [Row] {
        guard let asked = request else { return [] }
        let rows = page.rows
        // A page with holes may begin with one, and then any row known already joins it.
        let known = page.holes > 0 ? rows.first { seen.contains($0.issue) } : rows.first
        let isJoined = asked.offset == 0 || known.map { seen.contains($0.issue) } ?? (page.holes > 0)
        let floor = floor ?? .min
        let fresh = rows.filter { seen.insert($0.issue).inserted }
        barrenPages = fresh.isEmpty ? barrenPages + 1 : 0

        if !isJoined {
            slips += 1
            request = next(below: asked.offset)
        } else if page.isLast || rows.last?.changedAt.map({ $0 < floor }) ?? false || barrenPages > Self.barrenLimit {
            request = nil
        } else {
            request = next(below: asked.end)
        }
        return fresh.filter { $0.changedAt.map { $0 >= floor } ?? true }
    }

    /// The page that starts above row number `end` and reaches furthest below it. Pages start at multiples of their size, so
    /// the size varies around ``pageSize``.
    private func next(below end: Int) -> Request {
        guard end > 0 else { return Request(page: 1, size: pageSize) }
        func request(_ size: Int) -> Request { Request(page: (end - 1) / size + 1, size: size) }
        let usual = (pageSize / 2 + 1...pageSize * 3 / 2).map(request)
        if let best = usual.max(by: { $0.end < $1.end }), best.end > end { return best }
        // Every usual size divides `end`; the first that does not is near.
        return request((pageSize * 3 / 2 + 1...Int.max).first { !end.isMultiple(of: $0) } ?? end + 1)
    }
}
