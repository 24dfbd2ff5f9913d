import Ledger
import ServiceLevels
import Testing
import Tickets

@Suite("Any store: clocks")
struct ClocksContractTests {
    private static let support = PolicyName(rawValue: "support")
    private static let cloud = PolicyName(rawValue: "cloud")

    /// Runs `body` with the tickets 1 and 2, which are open, and 3, which is resolved, of one policy, and 4 of another;
    /// all of them planned.
    private func withPlanned(_ backend: Backend, _ body: (any TicketStore) async throws -> Void) async throws {
        try await backend.run { store async throws in
            var other = Sample.ticket(4)
            other.policy = Self.cloud
            let tickets = [Sample.ticket(1), Sample.ticket(2), Sample.ticket(3, status: .resolved), other]
            try await store.store(Sample.batch(tickets))
            try await store.record([], planned: (1...4).map { Sample.planned($0) }, at: Sample.start)
            try await body(store)
        }
    }

    // MARK: Verdicts

    @Test("Verdicts come back in one order, by ticket", arguments: Backend.allCases)
    func verdicts(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            let ordered = [
                Sample.verdict(.firstResponse, breachedAt: Sample.start + 5, endedAt: nil),
                Sample.verdict(.requesterAnswer, cycle: 0), Sample.verdict(.requesterAnswer, cycle: 1),
                Sample.verdict(.resolution, breachedAt: Sample.start + 7),
            ]
            let foreign = Sample.verdict(.closing)
            let planned = [
                Sample.planned(2, verdicts: [2, 0, 3, 1].map { ordered[$0] }), Sample.planned(3),
                Sample.planned(4, verdicts: [foreign]),
            ]
            try await store.record([], planned: planned, at: Sample.start)
            let ids = (2...9).map { Sample.id($0) } + [Sample.id(2, of: Sample.other)]
            #expect(try await store.verdicts(of: ids) == [Sample.id(2): ordered, Sample.id(4): [foreign]])
            #expect(try await store.verdicts(of: [Sample.id(4)]) == [Sample.id(4): [foreign]])
        }
    }

    @Test("Each time a ticket is planned, its verdicts take the place of all it had", arguments: Backend.allCases)
    func replacement(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            func afterPlanning(_ verdicts: [ClockVerdict]) async throws -> [ClockVerdict]? {
                try await store.record([], planned: [Sample.planned(1, verdicts: verdicts)], at: Sample.start)
                return try await store.verdicts(of: [Sample.id(1)])[Sample.id(1)]
            }
            let kept = Sample.verdict(.firstResponse)
            let breached = Sample.verdict(.resolution, breachedAt: Sample.start + 7, endedAt: nil)
            let late = Sample.verdict(.resolution, breachedAt: Sample.start + 7)
            let otherStart = Sample.verdict(.resolution, firstStart: Sample.start + 1)
            #expect(try await afterPlanning([kept, breached]) == [kept, breached])
            #expect(try await afterPlanning([kept, breached]) == [kept, breached])
            #expect(try await afterPlanning([kept, late]) == [kept, late])
            #expect(try await afterPlanning([kept, otherStart]) == [kept, otherStart])
            #expect(try await afterPlanning([otherStart]) == [otherStart])

            try await store.store(Sample.batch([Sample.ticket(1, summary: "Otra")]))
            #expect(try await store.verdicts(of: [Sample.id(1)])[Sample.id(1)] == [otherStart])
            #expect(try await afterPlanning([]) == nil)
        }
    }

    // MARK: Contingencies

    @Test("Contingencies are numbered and listed as declared, by policy or all", arguments: Backend.allCases)
    func contingencies(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            #expect(try await store.contingencies(of: nil).isEmpty)
            let whole = try Sample.contingency(from: Sample.start + 5, to: Sample.start + 9)
            let open = try Sample.contingency()
            let first = try await store.declare(whole, of: Self.support, by: "ana")
            let second = try await store.declare(open, of: Self.cloud, by: "luis")
            let third = try await store.declare(open, of: Self.support, by: "eva")
            let records = [first, second, third]
            #expect(records.map(\.id.rawValue) == [1, 2, 3])
            #expect(records.map(\.policy) == [Self.support, Self.cloud, Self.support])
            #expect(records.map(\.contingency) == [whole, open, open])
            #expect(records.map(\.declaredBy) == ["ana", "luis", "eva"])
            #expect(records.allSatisfy { $0.endDeclaredBy == nil })
            #expect(try await store.contingencies(of: nil) == records)
            #expect(try await store.contingencies(of: Self.support) == [first, third])
        }
    }

    @Test("The end of a contingency is declared once, with who said so", arguments: Backend.allCases)
    func end(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let end = Sample.start + 3_600
            let first = try await store.declare(Sample.contingency(), of: Self.support, by: "ana")
            let second = try await store.declare(Sample.contingency(), of: Self.support, by: "ana")
            let ended = try await store.endContingency(first.id, at: end, declared: end + 9, by: "eva")
            #expect(ended.contingency == (try Sample.contingency(to: end, endDeclared: end + 9)))
            #expect(ended.id == first.id && ended.declaredBy == "ana" && ended.endDeclaredBy == "eva")
            #expect(try await store.contingencies(of: Self.support) == [ended, second])

            let early = Sample.start - 1
            let refusals: [(ContingencyID, Instant, LedgerError.Code)] = [
                (first.id, end, .contingencyEnded(first.id)),
                (second.id, early, .contingencyEndsBeforeStart(second.id)),
                (ContingencyID(rawValue: 3), end, .unknownContingency(ContingencyID(rawValue: 3))),
            ]
            for (id, at, refusal) in refusals {
                let thrown = try await code { try await store.endContingency(id, at: at, declared: end, by: "eva") }
                #expect(thrown == refusal)
            }
            #expect(try await store.contingencies(of: nil) == [ended, second])
        }
    }

    @Test("A contingency whose end was declared before it came here keeps that", arguments: Backend.allCases)
    func endedBefore(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let contingency = try Sample.contingency(to: Sample.start + 3_600, endDeclared: Sample.start + 3_700)
            let record = try await store.declare(contingency, of: Self.support, by: "ana")
            #expect(record.contingency.endDeclared == Sample.start + 3_700 && record.endDeclaredBy == "ana")
            #expect(try await store.contingencies(of: nil) == [record])
        }
    }

    @Test("A contingency and its end bear on the policy's open tickets", arguments: Backend.allCases)
    func affectedByContingency(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            let record = try await store.declare(Sample.contingency(), of: Self.support, by: "ana")
            #expect(try await store.toPlan() == [1, 2])
            try await store.record([], planned: [1, 2].map { Sample.planned($0) }, at: Sample.start)
            let early = Sample.start - 1
            _ = try await code { try await store.endContingency(record.id, at: early, declared: early, by: "ana") }
            #expect(try await store.toPlan().isEmpty)
            try await store.endContingency(record.id, at: Sample.start + 9, declared: Sample.start + 9, by: "ana")
            #expect(try await store.toPlan() == [1, 2])
        }
    }

    // MARK: Declarations

    @Test("Declarations are numbered and come back as declared, by ticket", arguments: Backend.allCases)
    func declarations(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            let facts: [Declaration.Fact] = [
                .committed(Sample.start + 900), .informationComplete, .documented, .viabilityPublished, .committed(nil),
            ]
            var stored: [Declaration] = []
            for (number, fact) in facts.enumerated() {
                var declaration = Sample.declaration(number == 2 ? 1 : 2, fact)
                // What was declared later may have taken effect earlier.
                declaration.at = Sample.start - Int64(number)
                declaration.remark = number == 3 ? nil : "n.º \(number)"
                stored.append(try await store.declare(declaration))
                #expect(stored.last?.sequence == number + 1)
                #expect(stored.last?.fact == fact && stored.last?.at == declaration.at)
                #expect(stored.last?.remark == declaration.remark && stored.last?.by == "ana")
            }
            let ofSecond = [stored[0], stored[1], stored[3], stored[4]]
            let found = try await store.declarations(of: (1...3).map { Sample.id($0) })
            #expect(found == [Sample.id(1): [stored[2]], Sample.id(2): ofSecond])
            #expect(try await store.declarations(of: [Sample.id(3), Sample.id(2, of: Sample.other)]).isEmpty)
        }
    }

    @Test("A declaration bears on its ticket, a resolved one too, and on no other", arguments: Backend.allCases)
    func affectedByDeclaration(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            try await store.declare(Sample.declaration(2))
            #expect(try await store.toPlan() == [2])
            try await store.declare(Sample.declaration(3))
            #expect(try await store.toPlan() == [2, 3])
        }
    }

    @Test("Nothing can be declared about a ticket that nobody stored", arguments: Backend.allCases)
    func unknownTicket(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            let refusal = try await code { try await store.declare(Sample.declaration(9)) }
            #expect(refusal == .unknownTicket(Sample.id(9)))
            #expect(try await store.declare(Sample.declaration(1)).sequence == 1)
        }
    }

    @Test("Clocks see a declaration under its number, as the provider's", arguments: Backend.allCases)
    func signals(_ backend: Backend) async throws {
        try await withPlanned(backend) { store async throws in
            let date = Sample.start + 900
            let pairs: [(Declaration.Fact, ClockSignal.Fact)] = [
                (.informationComplete, .informationComplete), (.documented, .documented),
                (.viabilityPublished, .viabilityPublished), (.committed(date), .committed(date)),
                (.committed(nil), .committed(nil)),
            ]
            for (number, pair) in pairs.enumerated() {
                let source = ClockSignal.Source.ledger("declaration/00000000000\(number + 1)")
                let expected = ClockSignal(pair.1, at: Sample.start + 30, by: .provider, source: source)
                #expect(try await store.declare(Sample.declaration(1, pair.0)).signal == expected)
            }
        }
    }
}
