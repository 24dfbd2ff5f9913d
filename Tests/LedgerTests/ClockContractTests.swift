import Ledger
import Testing
import Tickets

@testable import ServiceLevels

@Suite("What clocks need of a store")
struct ClockContractTests {
    private static let policy = Sample.ticket(1).policy

    private func toPlan(_ store: any TicketStore, at instant: Instant = Sample.start) async throws -> [Int] {
        try await store.ticketsToPlan(of: Sample.acme, at: instant, after: nil, limit: 99).map(\.id.issue)
    }

    /// Stores tickets and marks them planned.
    private func planned(_ store: any TicketStore, _ tickets: [Ticket]) async throws {
        try await store.store(Sample.batch(tickets))
        try await store.record([], planned: tickets.map { PlannedTicket(ticket: $0.id) }, at: Sample.start)
        #expect(try await toPlan(store) == [])
    }

    private func verdict(_ kind: ClockKind, breachedAt: Instant?) -> ClockVerdict {
        ClockVerdict(
            kind: kind,
            cycle: 0,
            firstStart: Sample.start,
            start: Sample.start,
            promise: "480bm",
            pauses: [Sample.start + 5, Sample.start + 9],
            due: breachedAt,
            plainDue: breachedAt,
            breachedAt: breachedAt,
            breachKnown: breachedAt,
            endedAt: nil,
            calendar: CalendarName(rawValue: "c"),
            calendarVersion: CalendarVersion(rawValue: "v")
        )
    }

    @Test("A planned ticket needs planning again when its time comes, and not before", arguments: Backend.allCases)
    func attention(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1), Sample.ticket(2), Sample.ticket(3)]))
            try await store.record(
                [],
                planned: [
                    PlannedTicket(ticket: Sample.id(1), attentionAt: Sample.start + 100),
                    PlannedTicket(ticket: Sample.id(2)),
                ],
                at: Sample.start
            )
            #expect(try await toPlan(store, at: Sample.start + 99) == [3])
            #expect(try await toPlan(store, at: Sample.start + 100) == [1, 3])
            let rest = try await store.ticketsToPlan(
                of: Sample.acme,
                at: Sample.start + 100,
                after: Sample.id(1),
                limit: 9
            )
            #expect(rest.map(\.id.issue) == [3])
            try await store.record([], planned: [PlannedTicket(ticket: Sample.id(1))], at: Sample.start + 100)
            #expect(try await toPlan(store, at: Sample.start + 1_000) == [3])
        }
    }

    @Test("The verdicts of a planned ticket take the place of the earlier ones", arguments: Backend.allCases)
    func verdicts(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1), Sample.ticket(2)]))
            func judge(_ verdicts: [ClockVerdict]) async throws {
                try await store.record(
                    [],
                    planned: [PlannedTicket(ticket: Sample.id(1), verdicts: verdicts)],
                    at: Sample.start
                )
            }
            let both = [
                verdict(.resolution, breachedAt: Sample.start + 60), verdict(.firstResponse, breachedAt: nil),
            ]
            try await judge(both)
            let ids = [Sample.id(1), Sample.id(2)]
            #expect(try await store.verdicts(of: ids) == [Sample.id(1): both])
            try await judge([both[1]])
            #expect(try await store.verdicts(of: ids) == [Sample.id(1): [both[1]]])
            try await judge([])
            #expect(try await store.verdicts(of: ids).isEmpty)
        }
    }

    @Test("Contingencies are declared, ended once, and never lost", arguments: Backend.allCases)
    func contingencies(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            var closed = Sample.ticket(2)
            closed.status = .closed
            try await planned(store, [Sample.ticket(1), closed])
            let open = try Contingency(from: Sample.start, to: nil, reason: "DIAN", declared: Sample.start + 60)
            let record = try await store.declare(open, of: Self.policy, by: "ana")
            #expect(try await toPlan(store) == [1], "a ticket that is over was judged")
            #expect(record.contingency == open && record.declaredBy == "ana" && record.endDeclaredBy == nil)
            let whole = try Contingency(
                from: Sample.start,
                to: Sample.start + 9,
                reason: "Luz",
                declared: Sample.start + 90
            )
            let other = try await store.declare(whole, of: PolicyName(rawValue: "otra"), by: "eva")
            #expect(try await store.contingencies(of: nil) == [record, other])

            let end = Sample.start + 600
            #expect(
                try await code {
                    try await store.endContingency(record.id, at: Sample.start - 1, declared: end, by: "eva")
                } == .contingencyEndsBeforeStart(record.id)
            )
            try await store.record([], planned: [PlannedTicket(ticket: Sample.id(1))], at: Sample.start)
            let ended = try await store.endContingency(record.id, at: end, declared: end + 60, by: "eva")
            #expect(ended.contingency.to == end && ended.contingency.endDeclared == end + 60)
            #expect(ended.declaredBy == "ana" && ended.endDeclaredBy == "eva")
            #expect(try await store.contingencies(of: Self.policy) == [ended])
            #expect(try await toPlan(store) == [1])
            #expect(
                try await code { try await store.endContingency(record.id, at: end, declared: end, by: "eva") }
                    == .contingencyEnded(record.id)
            )
            let unknown = ContingencyID(rawValue: 77)
            #expect(
                try await code { try await store.endContingency(unknown, at: end, declared: end, by: "eva") }
                    == .unknownContingency(unknown)
            )
        }
    }

    @Test("What people declare of a ticket is kept in order, and its clocks see it", arguments: Backend.allCases)
    func declarations(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await planned(store, [Sample.ticket(1), Sample.ticket(2)])
            let facts: [Declaration.Fact] = [
                .informationComplete, .documented, .viabilityPublished, .committed(Sample.start + 99), .committed(nil),
            ]
            for (position, fact) in facts.enumerated() {
                try await store.declare(
                    Declaration(
                        ticket: Sample.id(1),
                        fact: fact,
                        at: Sample.start + Int64(position),
                        declared: Sample.start + 50,
                        by: "ana",
                        remark: position == 0 ? "por teléfono" : nil
                    )
                )
            }
            #expect(try await toPlan(store) == [1])
            let found = try await store.declarations(of: [Sample.id(1), Sample.id(2)])
            let declared = try #require(found[Sample.id(1)])
            #expect(found.count == 1)
            #expect(declared.map(\.declaration.fact) == facts)
            #expect(declared.map(\.declaration.remark) == ["por teléfono", nil, nil, nil, nil])
            #expect(
                declared.map(\.signal.fact) == [
                    .informationComplete, .documented, .viabilityPublished, .committed(Sample.start + 99),
                    .committed(nil),
                ]
            )
            #expect(Set(declared.map(\.signal.source)).count == facts.count)
            #expect(declared.map(\.signal.by) == Array(repeating: .provider, count: facts.count))
            let stranger = Declaration(
                ticket: Sample.id(9),
                fact: .documented,
                at: Sample.start,
                declared: Sample.start,
                by: "ana"
            )
            #expect(try await code { try await store.declare(stranger) } == .unknownTicket(Sample.id(9)))
        }
    }

    @Test("New rules or another account plan every open ticket of the instance again", arguments: Backend.allCases)
    func rules(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            var closed = Sample.ticket(2)
            closed.status = .resolved
            try await planned(store, [Sample.ticket(1), closed])
            #expect(try await store.account(of: Sample.acme) == nil)
            try await store.beginPlanning(of: Sample.acme, account: 3, rulesDigest: "a")
            #expect(try await store.account(of: Sample.acme) == 3)
            #expect(try await toPlan(store) == [1])
            try await store.record([], planned: [PlannedTicket(ticket: Sample.id(1))], at: Sample.start)
            try await store.beginPlanning(of: Sample.acme, account: 3, rulesDigest: "a")
            #expect(try await toPlan(store) == [])
            try await store.beginPlanning(of: Sample.acme, account: 4, rulesDigest: "a")
            #expect(try await toPlan(store) == [1])
        }
    }
}
