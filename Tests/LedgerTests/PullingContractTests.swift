import Ledger
import Testing
import Tickets

@Suite("Any store: pulling")
struct PullingContractTests {
    @Test("A ticket comes back as it was stored", arguments: Backend.allCases)
    func roundTrip(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let ticket = Sample.fullTicket()
            let reading = Sample.reading(ticket)
            #expect(try await store.store(PullBatch(scope: Sample.scope, tickets: [reading])) == .init(created: 1))
            #expect(try await store.ticket(ticket.id) == ticket)
            #expect(try await store.issueStates(of: [ticket.id, Sample.id(2)]) == [ticket.id: reading.state])
        }
    }

    @Test("An unknown ticket, state or cursor is nil", arguments: Backend.allCases)
    func unknown(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            #expect(try await store.ticket(Sample.id(1)) == nil)
            #expect(try await store.issueStates(of: [Sample.id(1)]).isEmpty)
            #expect(try await store.cursor(of: Sample.scope) == nil)
        }
    }

    @Test("A batch counts what is new, changed and the same", arguments: Backend.allCases)
    func effects(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1), Sample.ticket(2)]))
            let effect = try await store.store(
                Sample.batch([Sample.ticket(1), Sample.ticket(2, summary: "Otra cosa"), Sample.ticket(3)])
            )
            #expect(effect == PullBatch.Effect(created: 1, updated: 1, unchanged: 1))
            #expect(try await store.ticket(Sample.id(2))?.summary == "Otra cosa")
        }
    }

    @Test("A changed mapping makes another ticket of the same content", arguments: Backend.allCases)
    func sameFingerprintOtherTicket(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let first = Sample.reading(Sample.ticket(1), fingerprint: "f")
            var ticket = Sample.ticket(1, kind: .requirement)
            ticket.requester.nit = "900-1"
            let second = Sample.reading(ticket, fingerprint: "f")
            try await store.store(PullBatch(scope: Sample.scope, tickets: [first]))
            let effect = try await store.store(PullBatch(scope: Sample.scope, tickets: [second]))
            #expect(effect == PullBatch.Effect(updated: 1))
            #expect(try await store.ticket(ticket.id) == ticket)
            #expect(try await store.tickets(matching: TicketQuery(kinds: [.requirement])) == [ticket])
        }
    }

    @Test("The state of an unchanged ticket still follows", arguments: Backend.allCases)
    func stateOfUnchanged(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let fresh = Sample.reading(Sample.ticket(1), settled: false)
            let settled = Sample.reading(Sample.ticket(1), settled: true)
            try await store.store(PullBatch(scope: Sample.scope, tickets: [fresh]))
            let effect = try await store.store(PullBatch(scope: Sample.scope, tickets: [settled]))
            #expect(effect == PullBatch.Effect(unchanged: 1))
            #expect(try await store.issueStates(of: [Sample.id(1)])[Sample.id(1)] == settled.state)
        }
    }

    @Test("The state speaks for the scope and the standing of its ticket", arguments: Backend.allCases)
    func stateLeads(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let ticket = Sample.ticket(1)
            var state = Sample.reading(ticket).state
            state.scope = "amazonas"
            state.standing = .hidden
            let reading = PullBatch.Reading(ticket: ticket, state: state)
            try await store.store(PullBatch(scope: Sample.scope, tickets: [reading]))
            let stored = try #require(try await store.ticket(ticket.id))
            #expect(stored.scope == "amazonas")
            #expect(stored.standing == .hidden)
        }
    }

    @Test("Every standing can be set and reaches ticket, state and lists", arguments: Backend.allCases)
    func standings(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(3), Sample.ticket(1), Sample.ticket(2)]))
            for standing in Standing.allCases {
                let change = PullBatch.StandingChange(ticket: Sample.id(2), standing: standing, absences: 1)
                let lost = PullBatch.StandingChange(ticket: Sample.id(99), standing: standing)
                try await store.store(PullBatch(scope: Sample.scope, standings: [change, lost]))
                var expected = Sample.ticket(2)
                expected.standing = standing
                #expect(try await store.ticket(Sample.id(2)) == expected)
                #expect(try await store.issueStates(of: [Sample.id(2)])[Sample.id(2)]?.standing == standing)
                #expect(try await store.tickets(matching: TicketQuery(standings: [standing])).contains(expected))
                let others = standing == .inScope ? [1, 2, 3] : [1, 3]
                #expect(try await store.issues(in: Sample.scope, standing: .inScope) == others)
            }
            #expect(try await store.ticket(Sample.id(99)) == nil)
        }
    }

    @Test("Absences are counted without touching the ticket", arguments: Backend.allCases)
    func absences(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1)]))
            let change = PullBatch.StandingChange(ticket: Sample.id(1), standing: .inScope, absences: 2)
            try await store.store(PullBatch(scope: Sample.scope, standings: [change]))
            #expect(try await store.issueStates(of: [Sample.id(1)])[Sample.id(1)]?.absences == 2)
            #expect(try await store.ticket(Sample.id(1)) == Sample.ticket(1))
        }
    }

    @Test("Issues with absences are listed until they are forgotten", arguments: Backend.allCases)
    func absentIssues(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1), Sample.ticket(2)]))
            #expect(try await store.absentIssues(in: Sample.scope).isEmpty)
            var batch = PullBatch(scope: Sample.scope)
            batch.standings = [.init(ticket: Sample.id(2), standing: .inScope, absences: 1)]
            try await store.store(batch)
            #expect(try await store.absentIssues(in: Sample.scope) == [2])
            batch.standings[0].absences = 0
            try await store.store(batch)
            #expect(try await store.absentIssues(in: Sample.scope).isEmpty)
        }
    }

    @Test("The numbers of a scope are its own and ascend", arguments: Backend.allCases)
    func issuesOfScope(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            var elsewhere = Sample.ticket(7)
            elsewhere.scope = "amazonas"
            let tickets = [10, 9, 100, 2].map { Sample.ticket($0) }
            try await store.store(Sample.batch(tickets + [elsewhere, Sample.ticket(8, of: Sample.other)]))
            #expect(try await store.issues(in: Sample.scope, standing: .inScope) == [2, 9, 10, 100])
            #expect(try await store.issues(in: Sample.scope, standing: .deleted).isEmpty)
        }
    }

    @Test("A cursor is replaced by the next one of its scope only", arguments: Backend.allCases)
    func cursors(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let other = ScopeKey(instance: Sample.acme, scope: "amazonas")
            let first = Cursor(
                scope: Sample.scope,
                watermark: Sample.start,
                lastSweep: nil,
                scopeDigest: "d1",
                origin: "https://a.example.test"
            )
            let foreign = Cursor(
                scope: other,
                watermark: Sample.start,
                lastSweep: SweepResult(at: Sample.start),
                scopeDigest: "d2",
                origin: "https://b.example.test"
            )
            var second = first
            second.watermark = Sample.start + 60
            second.lastSweep = SweepResult(
                at: Sample.start + 70,
                compared: 900,
                verified: 50,
                differences: [.stamp: 2, .content: 1]
            )
            second.scopeDigest = "d3"
            for cursor in [first, foreign, second] { try await store.advance(cursor) }
            #expect(try await store.cursor(of: Sample.scope) == second)
            #expect(try await store.cursor(of: other) == foreign)
        }
    }

    @Test(
        "Retries belong to a scope, are replaced, and end when the issue is read or cleared",
        arguments: Backend.allCases
    )
    func retries(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            func retry(_ issue: Int, attempts: Int, after seconds: Int64) -> Retry {
                Retry(
                    ticket: Sample.id(issue),
                    scope: "ws",
                    attempts: attempts,
                    nextAt: Sample.start + seconds,
                    reason: "HTTP 502"
                )
            }
            func waiting() async throws -> [Int] {
                try await store.retries(of: Sample.scope).map(\.ticket.issue)
            }
            let foreign = [
                Retry(
                    ticket: Sample.id(9, of: Sample.other),
                    scope: "ws",
                    attempts: 1,
                    nextAt: Sample.start,
                    reason: "-"
                ),
                Retry(ticket: Sample.id(9), scope: "amazonas", attempts: 1, nextAt: Sample.start, reason: "-"),
            ]
            let first = [
                retry(1, attempts: 1, after: 61), retry(2, attempts: 1, after: 60), retry(3, attempts: 1, after: 9),
            ]
            try await store.store(PullBatch(scope: Sample.scope, retries: first + foreign))
            #expect(try await store.retries(of: Sample.scope) == [first[2], first[1], first[0]])

            try await store.store(PullBatch(scope: Sample.scope, retries: [retry(1, attempts: 2, after: 50)]))
            #expect(try await waiting() == [3, 1, 2])
            try await store.store(Sample.batch([Sample.ticket(3)]))
            #expect(try await waiting() == [1, 2])
            try await store.store(PullBatch(scope: Sample.scope, clearedRetries: [Sample.id(1), Sample.id(44)]))
            #expect(try await waiting() == [2])
        }
    }

    @Test("What was verified comes back, and the longest unread come first", arguments: Backend.allCases)
    func verifications(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            func reading(_ issue: Int, at seconds: Int64?) -> PullBatch.Reading {
                let reading = Sample.reading(Sample.ticket(issue))
                let verification = seconds.map { seconds in
                    Verification(
                        ticket: Sample.id(issue),
                        readAt: Sample.start + seconds,
                        outline: .init(project: 1, category: "Ñandú", status: 50, handler: issue, viewState: 10)
                    )
                }
                return PullBatch.Reading(ticket: reading.ticket, state: reading.state, verification: verification)
            }
            let readings = [reading(1, at: 30), reading(2, at: nil), reading(3, at: 10), reading(4, at: 10)]
            try await store.store(PullBatch(scope: Sample.scope, tickets: readings))
            try await store.store(Sample.batch([Sample.ticket(1, summary: "Otra")]))
            let ids = (1...5).map { Sample.id($0) }
            let known = try await store.verifications(of: ids)
            #expect(
                known == Dictionary(uniqueKeysWithValues: readings.compactMap(\.verification).map { ($0.ticket, $0) })
            )
            #expect(try await store.leastVerified(in: Sample.scope, limit: 10) == [2, 3, 4, 1])
            #expect(try await store.leastVerified(in: Sample.scope, limit: 2) == [2, 3])
            let left = PullBatch.StandingChange(ticket: Sample.id(3), standing: .reassigned)
            let again = PullBatch(scope: Sample.scope, tickets: [reading(2, at: 99)], standings: [left])
            try await store.store(again)
            #expect(try await store.leastVerified(in: Sample.scope, limit: 10) == [4, 1, 2])
        }
    }
}
