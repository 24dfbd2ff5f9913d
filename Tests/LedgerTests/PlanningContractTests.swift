import Ledger
import Testing
import Tickets

@Suite("Any store: planning")
struct PlanningContractTests {
    @Test("A planned ticket needs planning again when it changes, and only then", arguments: Backend.allCases)
    func changes(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            func readAgain(_ ticket: Ticket, _ change: (inout IssueState) -> Void) async throws {
                var state = Sample.reading(ticket).state
                change(&state)
                let reading = PullBatch.Reading(ticket: ticket, state: state)
                try await store.store(PullBatch(scope: Sample.scope, tickets: [reading]))
            }
            let all = (1...5).map { Sample.ticket($0) }
            try await store.store(Sample.batch(all + [Sample.ticket(9, of: Sample.other)]))
            let page = try await store.ticketsToPlan(of: Sample.acme, at: Sample.start, after: Sample.id(2), limit: 2)
            #expect(page == Array(all[2...3]))
            try await store.record([], planned: (1...5).map { Sample.planned($0) }, at: Sample.start)
            #expect(try await store.toPlan().isEmpty)
            #expect(try await store.toPlan(of: Sample.other) == [9])

            try await readAgain(all[0]) { $0.settled = false }
            try await readAgain(all[1]) { $0.fingerprint = "other" }
            try await store.store(
                PullBatch(
                    scope: Sample.scope,
                    standings: [.init(ticket: Sample.id(2), standing: .inScope, absences: 1)]
                )
            )
            #expect(try await store.toPlan().isEmpty)

            try await readAgain(Sample.ticket(3, summary: "Otra")) { _ in }
            try await readAgain(all[3]) { $0.scopeDigest = "d2" }
            try await store.store(
                PullBatch(scope: Sample.scope, standings: [.init(ticket: Sample.id(5), standing: .moved)])
            )
            #expect(try await store.toPlan() == [3, 4, 5])
        }
    }

    @Test("A planned ticket is due from its instant on, until it is planned for another", arguments: Backend.allCases)
    func attention(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch((1...3).map { Sample.ticket($0) }))
            let instant = Sample.start + 60
            let planned = [Sample.planned(1), Sample.planned(2, attentionAt: instant), Sample.planned(3)]
            try await store.record([], planned: planned, at: Sample.start)
            #expect(try await store.toPlan(at: instant - 1).isEmpty)
            #expect(try await store.toPlan(at: instant) == [2])
            #expect(try await store.toPlan(of: Sample.other, at: instant).isEmpty)

            try await store.record([], planned: [Sample.planned(2, attentionAt: instant + 60)], at: instant)
            #expect(try await store.toPlan(at: instant).isEmpty)
            #expect(try await store.toPlan(at: instant + 60) == [2])
            try await store.record([], planned: [Sample.planned(2)], at: instant)
            #expect(try await store.toPlan(at: instant + 60).isEmpty)
        }
    }

    @Test("Whatever the reason, tickets come once, by number, page by page", arguments: Backend.allCases)
    func order(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch((1...8).map { Sample.ticket($0) }))
            // Later issues are due earlier, so that the order of being due is not that of the numbers.
            let planned = [1, 3, 4, 6, 8].map { Sample.planned($0, attentionAt: Sample.start + 90 - Int64($0)) }
            try await store.record([], planned: planned, at: Sample.start)
            try await store.store(Sample.batch([Sample.ticket(3, summary: "Otra"), Sample.ticket(8, summary: "Otra")]))
            var pages: [[Int]] = []
            var last: TicketID?
            repeat {
                let page = try await store.ticketsToPlan(
                    of: Sample.acme,
                    at: Sample.start + 86,
                    after: last,
                    limit: 3
                )
                pages.append(page.map(\.id.issue))
                last = page.last?.id
            } while last != nil
            #expect(pages == [[2, 3, 4], [5, 6, 7], [8], []])
        }
    }

    @Test("A ticket nobody stored cannot be planned, and nothing of the rest is", arguments: Backend.allCases)
    func unknownTicket(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1)]))
            let refusal = try await code {
                try await store.record(
                    [Sample.intent(1)],
                    planned: [Sample.planned(1, verdicts: [Sample.verdict()]), Sample.planned(2)],
                    at: Sample.start
                )
            }
            #expect(refusal == .unknownTicket(Sample.id(2)))
            #expect(try await store.toPlan() == [1])
            #expect(try await store.verdicts(of: [Sample.id(1)]).isEmpty)
            #expect(try await store.outboxEntry(Sample.intent(1).key) == nil)
        }
    }

    @Test("Other rules or another account make an instance's open tickets need planning", arguments: Backend.allCases)
    func instances(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let tickets = [Sample.ticket(1), Sample.ticket(2, status: .resolved), Sample.ticket(3, status: nil)]
            try await store.store(Sample.batch(tickets + [Sample.ticket(9, of: Sample.other)]))
            let foreign = PlannedTicket(ticket: Sample.id(9, of: Sample.other), attentionAt: nil, verdicts: [])
            func afterPlanning(account: Int?, rules: String) async throws -> [Int] {
                try await store.record([], planned: (1...3).map { Sample.planned($0) } + [foreign], at: Sample.start)
                try await store.beginPlanning(of: Sample.acme, account: account, rulesDigest: rules)
                return try await store.toPlan()
            }
            #expect(try await store.account(of: Sample.acme) == nil)
            #expect(try await afterPlanning(account: nil, rules: "r1") == [1, 3])
            #expect(try await afterPlanning(account: nil, rules: "r1").isEmpty)
            #expect(try await store.account(of: Sample.acme) == nil)

            #expect(try await afterPlanning(account: 7, rules: "r1") == [1, 3])
            #expect(try await store.account(of: Sample.acme) == 7)
            #expect(try await afterPlanning(account: 7, rules: "r1").isEmpty)
            #expect(try await afterPlanning(account: nil, rules: "r1").isEmpty)

            #expect(try await afterPlanning(account: nil, rules: "r2") == [1, 3])
            #expect(try await store.account(of: Sample.acme) == 7)
            #expect(try await store.account(of: Sample.other) == nil)
            #expect(try await store.toPlan(of: Sample.other).isEmpty)
        }
    }
}
