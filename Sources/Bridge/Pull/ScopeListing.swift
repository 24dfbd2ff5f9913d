import Ledger
import MantisConnect
import Mappings
import ServiceLevels
import Tickets

/// The lists of a scope's issues, as this server can give them.
///
/// Since 1.3 searches select exactly the scope, closed issues included. Before, there are only the lists of a project and
/// of an account (reference §3.5, §3.6): they bring issues of sub-projects and of other people along, hide closed issues,
/// and follow what the account saved last in the web pages.
struct ScopeListing: Sendable {
    let lane: InstanceLane
    let scope: ScopeResolution

    /// How often rows may slip across page edges before a walk gives up.
    private static let slipLimit = 100
    /// Statuses from here on are left out of a project's lists (`hide_status_default`), and of an account's
    /// (`bug_resolved_status_threshold`). Where a server is set otherwise, more issues are asked for one by one.
    private static let closed = 90
    private static let resolved = 80

    /// Selects the scope by itself.
    var searches: Bool { lane.profile.has(.search) }

    /// A list of all that is in the scope costs little enough for every pass.
    var isCheap: Bool { scope.isNarrowed && (searches || scope.handler != nil && lane.profile.has(.listsForUser)) }

    /// A list of headers, newest change first.
    struct Source: Sendable {
        let reader: PageReader<IssueHeader>
    }

    /// What is to be walked through to see every change since `floor`.
    func changes(since floor: Instant?) -> [Source] {
        guard searches else { return scope.roots.map { Source(reader: projectReader($0)) } }
        var filter = scope.filter
        if let floor, lane.profile.has(.updatedRange) { filter.updatedSince = dayBefore(floor) }
        return [Source(reader: searchReader(filter))]
    }

    /// Walks through a source and hands out its rows as they come, each once; `body` is told whether they are of the first
    /// page. Poisoned rows come with the page they are on.
    func walk(
        _ source: Source,
        floor: Instant?,
        _ body: ([IssueHeader], [PoisonedRow], _ isFirst: Bool) async throws -> Void
    ) async throws {
        try await walk(source.reader, pageSize: lane.environment.pageSizes.headers, floor: floor, body)
    }

    /// All that is in the scope now.
    struct Inventory: Sendable {
        var issues: Set<Int> = []
        /// By issue; empty where the list shows none.
        var headers: [Int: IssueHeader] = [:]
        /// Issues with this status or a higher one are in the scope without being listed; nil when all are listed.
        var hiddenFrom: Int?
        var poisoned: [PoisonedRow] = []
    }

    /// - Parameter complete: also what ``isCheap`` lists leave out.
    func inventory(complete: Bool) async throws -> Inventory {
        if searches { return try await searchedInventory() }
        if !complete, let handler = scope.handler, lane.profile.has(.listsForUser) {
            return try await queueInventory(handler)
        }
        var inventory = Inventory(hiddenFrom: Self.closed)
        for root in scope.roots {
            try await walk(projectReader(root), pageSize: lane.environment.pageSizes.headers, floor: nil) {
                rows,
                poisoned,
                _ in
                inventory.add(rows.filter(scope.holds), poisoned)
            }
        }
        return inventory
    }

    private func searchedInventory() async throws -> Inventory {
        var filter = scope.filter
        filter.sort = .idAscending
        let chosen = filter
        let reader = PageReader<IssueID>(
            lane: lane,
            fetch: { [client = lane.client] request async throws(MantisError) in
                try await client.searchIssueIDs(chosen, page: request.page, perPage: request.size)
            },
            identify: nil
        )
        var inventory = Inventory()
        try await walk(reader, pageSize: lane.environment.pageSizes.ids, floor: nil) { rows, _, _ in
            inventory.issues.formUnion(rows.map(\.rawValue))
        }
        return inventory
    }

    /// The account's list shows what the account may see, before 2.8.1 (reference §7, 9).
    private func queueInventory(_ handler: AccountID) async throws -> Inventory {
        var inventory = Inventory(hiddenFrom: Self.resolved)
        for root in scope.roots {
            let reader = PageReader<IssueHeader>(
                lane: lane,
                fetch: { [client = lane.client] request async throws(MantisError) in
                    try await client.issuesForUser(
                        handler,
                        .assigned,
                        in: root,
                        page: request.page,
                        perPage: request.size
                    ).map(IssueHeader.init(summarizing:))
                },
                identify: nil
            )
            try await walk(reader, pageSize: lane.environment.pageSizes.issues, floor: nil) { rows, poisoned, _ in
                inventory.add(rows.filter(scope.holds), poisoned)
            }
        }
        return inventory
    }

    private func walk<Row: ListedRow>(
        _ reader: PageReader<Row>,
        pageSize: Int,
        floor: Instant?,
        _ body: ([Row], [PoisonedRow], _ isFirst: Bool) async throws -> Void
    ) async throws {
        // A walk's pages are up to half larger.
        let largest = lane.profile.largestPage.map { $0 * 2 / 3 } ?? pageSize
        var walk = PageWalk(pageSize: min(pageSize, largest), floor: floor?.epochSeconds)
        var isFirst = true
        while let request = walk.request {
            try Task.checkCancellation()
            let (page, poisoned) = try await reader.read(request)
            try await body(walk.take(page), poisoned, isFirst)
            isFirst = false
            guard walk.slips <= Self.slipLimit else {
                throw BridgeError(
                    .restlessList,
                    "\(scope.key): issues kept leaving the list while it was read; what was read is stored, run again"
                )
            }
        }
    }

    private func searchReader(_ filter: IssueFilter) -> PageReader<IssueHeader> {
        PageReader(
            lane: lane,
            fetch: { [client = lane.client] request async throws(MantisError) in
                try await client.searchIssueHeaders(filter, page: request.page, perPage: request.size)
            },
            identify: { [client = lane.client] request async throws(MantisError) in
                try await client.searchIssueIDs(filter, page: request.page, perPage: request.size)
            }
        )
    }

    private func projectReader(_ project: ProjectID) -> PageReader<IssueHeader> {
        PageReader(
            lane: lane,
            fetch: { [client = lane.client] request async throws(MantisError) in
                try await client.projectIssueHeaders(project, page: request.page, perPage: request.size)
            },
            identify: nil
        )
    }

    /// The server counts days in its own zone. A day more covers a zone that is not known, and one that was just changed.
    private func dayBefore(_ instant: Instant) -> IssueFilter.Day {
        let date = (lane.serverZone ?? .utc).date(at: instant - 86_400)
        return IssueFilter.Day(year: date.year, month: date.month, day: date.day)
    }
}

extension ScopeListing.Inventory {
    fileprivate mutating func add(_ rows: [IssueHeader], _ poisoned: [PoisonedRow]) {
        for row in rows {
            issues.insert(row.id.rawValue)
            headers[row.id.rawValue] = row
        }
        self.poisoned += poisoned
    }
}

extension IssueHeader {
    /// What a list of headers would show of an issue that was read whole.
    init(summarizing issue: Issue) {
        self.init(
            id: issue.id,
            viewState: issue.viewState?.id ?? 0,
            lastUpdated: issue.lastUpdated,
            project: ProjectID(rawValue: issue.project.id),
            category: issue.category ?? "",
            priority: issue.priority?.id ?? 0,
            severity: issue.severity?.id ?? 0,
            status: issue.status.id,
            reporter: issue.reporter?.id ?? AccountID(rawValue: 0),
            summary: issue.summary,
            handler: issue.handler?.id,
            resolution: issue.resolution?.id ?? 0,
            attachmentsCount: issue.attachments.count,
            notesCount: issue.notes.count
        )
    }
}
