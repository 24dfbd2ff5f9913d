import Ledger
import Testing
import Tickets

@Suite("Any store: reading")
struct ReadingContractTests {
    /// Tickets of all kinds, statuses and levels, several with the same instants.
    private static let tickets: [Ticket] = (1...60).map { issue in
        var ticket = Sample.ticket(
            issue,
            of: issue.isMultiple(of: 7) ? Sample.other : Sample.acme,
            kind: issue.isMultiple(of: 11) ? nil : TicketKind.allCases[issue % TicketKind.allCases.count],
            level: ["n1", "n2", nil][issue % 3],
            status: issue.isMultiple(of: 13) ? nil : TicketStatus.allCases[issue % TicketStatus.allCases.count],
            handler: ["alanMantis", nil, "carla"][issue % 3]
        )
        ticket.scope = issue.isMultiple(of: 2) ? "ws" : "amazonas"
        ticket.policy = PolicyName(rawValue: issue.isMultiple(of: 5) ? "amazonas" : "support")
        ticket.standing = issue.isMultiple(of: 10) ? .reassigned : .inScope
        ticket.updated = Sample.start + Int64(issue * 31 % 8)
        ticket.submitted = Sample.start + Int64(issue * 17 % 5)
        ticket.requester.company = issue == 21 ? "Ñandú Facturación S.A.S." : nil
        return ticket
    }

    private struct Case: CustomTestStringConvertible {
        let name: String
        let query: TicketQuery
        let admits: @Sendable (Ticket) -> Bool
        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        Case(name: "everything", query: TicketQuery()) { _ in true },
        Case(name: "instance", query: TicketQuery(instance: Sample.other)) { $0.id.instance == Sample.other },
        Case(name: "scope", query: TicketQuery(scope: "amazonas")) { $0.scope == "amazonas" },
        Case(name: "policy", query: TicketQuery(policy: PolicyName(rawValue: "amazonas"))) {
            $0.policy.rawValue == "amazonas"
        },
        Case(name: "one kind", query: TicketQuery(kinds: [.advice])) { $0.kind == .advice },
        Case(name: "two kinds", query: TicketQuery(kinds: [.advice, .incident])) {
            $0.kind == .advice || $0.kind == .incident
        },
        Case(name: "statuses", query: TicketQuery(statuses: [.new, .closed])) {
            $0.status == .new || $0.status == .closed
        },
        Case(name: "standing", query: TicketQuery(standings: [.reassigned])) { $0.standing == .reassigned },
        Case(name: "level", query: TicketQuery(level: LevelName(rawValue: "n2"))) { $0.level?.rawValue == "n2" },
        Case(name: "handler", query: TicketQuery(handler: "carla")) { $0.handler?.name == "carla" },
        Case(name: "settled", query: TicketQuery(settled: true)) { $0.status == .resolved || $0.status == .closed },
        Case(name: "not settled", query: TicketQuery(settled: false)) {
            $0.status != .resolved && $0.status != .closed
        },
        Case(name: "changed since", query: TicketQuery(changedSince: Sample.start + 5)) {
            $0.updated >= Sample.start + 5
        },
        Case(name: "text without accents", query: TicketQuery(text: "nandu FACTURACION")) { $0.id.issue == 21 },
        Case(name: "text with accents", query: TicketQuery(text: "ñandú")) { $0.id.issue == 21 },
        Case(name: "text by number", query: TicketQuery(text: "21 rechazada")) { $0.id.issue == 21 },
        Case(name: "text that is nowhere", query: TicketQuery(text: "ñandú xyz")) { _ in false },
        Case(name: "text like a pattern", query: TicketQuery(text: "%")) { _ in false },
        Case(
            name: "several",
            query: TicketQuery(instance: Sample.acme, scope: "ws", kinds: [.incident], settled: false)
        ) {
            $0.id.instance == Sample.acme && $0.scope == "ws" && $0.kind == .incident
                && $0.status?.isSettled != true
        },
    ]

    @Test(
        "Each filter lets through what it says, in every order",
        arguments: Backend.allCases,
        TicketQuery.Order.allCases
    )
    func filters(_ backend: Backend, _ order: TicketQuery.Order) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch(Self.tickets))
            for example in Self.cases {
                var query = example.query
                query.order = order
                let expected = Self.tickets.filter(example.admits).sorted { Self.precedes($0, $1, in: order) }
                #expect(try await store.tickets(matching: query) == expected, "\(example.name)")
                let counts = Dictionary(grouping: expected, by: \.status).mapValues(\.count)
                #expect(try await store.ticketCounts(matching: query) == counts, "\(example.name)")
            }
        }
    }

    /// The orders once more, in plain words.
    private static func precedes(_ one: Ticket, _ other: Ticket, in order: TicketQuery.Order) -> Bool {
        switch order {
        case .identity: one.id < other.id
        case .lastChanged: one.updated == other.updated ? one.id < other.id : one.updated > other.updated
        case .oldestSubmitted: one.submitted == other.submitted ? one.id < other.id : one.submitted < other.submitted
        }
    }

    @Test(
        "Pages of any size together are the whole, each ticket once",
        arguments: Backend.allCases,
        TicketQuery.Order.allCases
    )
    func paging(_ backend: Backend, _ order: TicketQuery.Order) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch(Self.tickets))
            let whole = try await store.tickets(matching: TicketQuery(order: order))
            #expect(whole.count == Self.tickets.count)
            for size in [1, 7, 59, 60, 61] {
                var paged: [Ticket] = []
                for try await page in store.pages(of: TicketQuery(order: order, limit: size)) {
                    #expect(page.count <= size)
                    paged += page
                }
                #expect(paged == whole, "pages of \(size)")
            }
        }
    }

    @Test("Gaps are counted over the open tickets of a scope", arguments: Backend.allCases)
    func gaps(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let level = Ticket.Gap(field: "level", value: "category “Otros”")
            let kind = Ticket.Gap(field: "kind", value: "category “Otros”")
            var tickets = [
                Sample.ticket(1), Sample.ticket(2), Sample.ticket(3, status: .closed), Sample.ticket(4, status: nil),
            ]
            tickets[0].gaps = [level, kind]
            tickets[1].gaps = [level]
            tickets[2].gaps = [level]
            tickets[3].gaps = [level]
            try await store.store(Sample.batch(tickets))
            #expect(try await store.gaps(in: Sample.scope) == [level: 3, kind: 1])
            #expect(try await store.gaps(in: ScopeKey(instance: Sample.other, scope: "ws")).isEmpty)
        }
    }

    @Test("Paging goes on when tickets come and go meanwhile", arguments: Backend.allCases)
    func pagingWhileChanging(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch((1...6).map { Sample.ticket($0 * 10) }))
            var seen: [Int] = []
            for try await page in store.pages(of: TicketQuery(standings: [.inScope], limit: 2)) {
                seen += page.map(\.id.issue)
                guard seen.count == 2 else { continue }
                let change = PullBatch.StandingChange(ticket: Sample.id(20), standing: .moved)
                try await store.store(PullBatch(scope: Sample.scope, standings: [change]))
                try await store.store(Sample.batch([Sample.ticket(5), Sample.ticket(25)]))
            }
            #expect(seen == [10, 20, 25, 30, 40, 50, 60])
        }
    }

    @Test("A cancelled reader of pages stops", arguments: Backend.allCases)
    func cancellation(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch(Self.tickets))
            let reader = Task {
                var count = 0
                for try await page in store.pages(of: TicketQuery(limit: 1)) {
                    count += page.count
                    withUnsafeCurrentTask { $0?.cancel() }
                }
                return count
            }
            await #expect(throws: CancellationError.self) { try await reader.value }
        }
    }
}
