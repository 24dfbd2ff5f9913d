import Ledger
import Testing
import Tickets

@Suite("Any store: writing to Mantis")
struct WritingContractTests {
    private func withIntents(
        _ backend: Backend,
        _ issues: [Int],
        _ body: (any TicketStore) async throws -> Void
    ) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch(issues.map { Sample.ticket($0) }))
            try await store.record(issues.map { Sample.intent($0) }, planned: [], at: Sample.start)
            try await body(store)
        }
    }

    @Test("A key is recorded once, and what is known of it stays", arguments: Backend.allCases)
    func insertIfAbsent(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1), Sample.ticket(2)]))
            let first = try await store.record([Sample.intent(2)], planned: [], at: Sample.start)
            var again = Sample.intent(2)
            again.reason = "otra razón"
            let second = try await store.record(
                [Sample.intent(1), again, Sample.intent(1)],
                planned: [],
                at: Sample.start + 9
            )
            #expect(first == [Sample.intent(2).key])
            #expect(second == [Sample.intent(1).key])
            let entries = try await store.outbox(of: nil, states: [.pending])
            #expect(entries.map(\.intent) == [Sample.intent(2), Sample.intent(1)])
            #expect(entries.map(\.plannedAt) == [Sample.start, Sample.start + 9])
            #expect(entries.allSatisfy { $0.attempts == 0 && $0.attemptedAt == nil && $0.remoteNote == nil })
        }
    }

    @Test("An intent for a ticket nobody stored is refused with all that came with it", arguments: Backend.allCases)
    func unknownTicket(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1)]))
            let refusal = try await code {
                try await store.record(
                    [Sample.intent(1), Sample.intent(2)],
                    planned: [Sample.planned(1, attentionAt: Sample.start, verdicts: [Sample.verdict()])],
                    at: Sample.start
                )
            }
            #expect(refusal == .unknownTicket(Sample.id(2)))
            #expect(try await store.toPlan() == [1])
            #expect(try await store.verdicts(of: [Sample.id(1)]).isEmpty)
            #expect(try await store.outbox(of: nil, states: Set(OutboxEntry.State.allCases)).isEmpty)
        }
    }

    @Test("The outbox is filtered by instance and state, in planned order", arguments: Backend.allCases)
    func filter(_ backend: Backend) async throws {
        try await withIntents(backend, [5, 3, 4]) { store async throws in
            try await store.beginAttempt(Sample.intent(3).key, at: Sample.start)
            #expect(try await store.outbox(of: Sample.acme, states: [.pending]).map(\.intent.ticket.issue) == [5, 4])
            #expect(
                try await store.outbox(of: nil, states: OutboxEntry.State.open).map(\.intent.ticket.issue) == [5, 3, 4]
            )
            #expect(try await store.outbox(of: Sample.other, states: OutboxEntry.State.open).isEmpty)
            #expect(try await store.outbox(of: nil, states: []).isEmpty)
        }
    }

    @Test("An attempt is counted when it begins, again after a crash", arguments: Backend.allCases)
    func attempts(_ backend: Backend) async throws {
        try await withIntents(backend, [1]) { store async throws in
            let key = Sample.intent(1).key
            let first = try await store.beginAttempt(key, at: Sample.start + 1)
            #expect(first.state == .sending && first.attempts == 1 && first.attemptedAt == Sample.start + 1)
            let second = try await store.beginAttempt(key, at: Sample.start + 2)
            #expect(second.state == .sending && second.attempts == 2 && second.attemptedAt == Sample.start + 2)
            #expect(try await store.outboxEntry(key) == second)
        }
    }

    @Test("A parked entry keeps its attempts and can be attempted again", arguments: Backend.allCases)
    func parking(_ backend: Backend) async throws {
        try await withIntents(backend, [1]) { store async throws in
            let key = Sample.intent(1).key
            try await store.beginAttempt(key, at: Sample.start)
            try await store.park(key, until: Sample.start + 600, reason: "timed out")
            let parked = try #require(try await store.outboxEntry(key))
            #expect(parked.state == .parked && parked.attempts == 1)
            #expect(parked.nextAt == Sample.start + 600 && parked.outcome == "timed out")
            let again = try await store.beginAttempt(key, at: Sample.start + 600)
            #expect(again.state == .sending && again.attempts == 2 && again.nextAt == nil && again.outcome == nil)
        }
    }

    @Test("Each outcome is final and leaves one audit row", arguments: Backend.allCases, Completion.Outcome.allCases)
    func outcomes(_ backend: Backend, _ outcome: Completion.Outcome) async throws {
        try await withIntents(backend, [1]) { store async throws in
            let key = Sample.intent(1).key
            try await store.beginAttempt(key, at: Sample.start)
            let row = try await store.finish(key, Sample.completion(outcome, note: 78, at: Sample.start + 3))
            let entry = try #require(try await store.outboxEntry(key))
            #expect(entry.state == outcome.state && entry.state.isFinal)
            #expect(entry.remoteNote == NoteID(rawValue: 78) && entry.outcome == "read back")
            #expect(try await store.auditTrail(of: nil, after: 0, limit: 10) == [row])
            #expect(row.sequence == 1 && row.ticket == Sample.id(1) && row.intentKey == key && row.remoteID == 78)
            #expect(row.action == "add_note" && row.outcome == outcome && row.actor == "bridge")

            let refused = LedgerError.Code.alreadyFinished(key: key, outcome.state)
            #expect(try await code { try await store.beginAttempt(key, at: Sample.start) } == refused)
            #expect(try await code { try await store.finish(key, Sample.completion()) } == refused)
            #expect(try await code { try await store.park(key, until: Sample.start, reason: "") } == refused)
            #expect(try await store.outboxEntry(key) == entry)
            #expect(try await store.auditTrail(of: nil, after: 0, limit: 10).count == 1)
        }
    }

    @Test("A key that was never recorded is named", arguments: Backend.allCases)
    func unknownKey(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let refused = LedgerError.Code.unknownIntent(key: "x")
            #expect(try await code { try await store.beginAttempt("x", at: Sample.start) } == refused)
            #expect(try await code { try await store.finish("x", Sample.completion()) } == refused)
            #expect(try await code { try await store.park("x", until: Sample.start, reason: "") } == refused)
            #expect(try await store.outboxEntry("x") == nil)
            #expect(try await store.verifyAuditChain() == .intact(.genesis))
        }
    }

    @Test("The trail is chained, paged, and filtered by ticket", arguments: Backend.allCases)
    func trail(_ backend: Backend) async throws {
        try await withIntents(backend, [1, 2, 3]) { store async throws in
            var rows: [AuditEntry] = []
            for issue in [2, 1, 3] {
                let completion = Sample.completion(note: issue == 1 ? nil : issue)
                rows.append(try await store.finish(Sample.intent(issue).key, completion))
            }
            #expect(rows.map(\.sequence) == [1, 2, 3])
            #expect(rows.map(\.previousHash) == [AuditEntry.genesis, rows[0].hash, rows[1].hash])
            #expect(try await store.auditTrail(of: nil, after: 1, limit: 1) == [rows[1]])
            #expect(try await store.auditTrail(of: Sample.id(3), after: 0, limit: 9) == [rows[2]])
            #expect(try await store.verifyAuditChain() == .intact(rows[2].head))
        }
    }

    @Test("Of many that finish the same entry, one does", arguments: Backend.allCases)
    func race(_ backend: Backend) async throws {
        try await withIntents(backend, [1]) { store async throws in
            let winners = await withTaskGroup(of: Bool.self) { group in
                for note in 1...20 {
                    group.addTask {
                        (try? await store.finish(Sample.intent(1).key, Sample.completion(note: note))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            #expect(try await store.auditTrail(of: nil, after: 0, limit: 99).count == 1)
        }
    }

    @Test("An outcome is recorded even by a cancelled task", arguments: Backend.allCases)
    func cancelled(_ backend: Backend) async throws {
        try await withIntents(backend, [1]) { store async throws in
            let finishing = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.finish(Sample.intent(1).key, Sample.completion())
            }
            _ = try await finishing.value
            #expect(try await store.outboxEntry(Sample.intent(1).key)?.state == .done)
        }
    }

    @Test("A superseded key can be planned again, with its attempts and another text", arguments: Backend.allCases)
    func planAgain(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            try await store.store(Sample.batch([Sample.ticket(1)]))
            let first = Sample.intent(1)
            try await store.record([first], planned: [], at: Sample.start)
            try await store.beginAttempt(first.key, at: Sample.start)
            try await store.finish(first.key, Sample.completion(.superseded, note: nil))
            var second = first
            second.reason = "Volvió a la cola."
            #expect(try await store.record([second], planned: [], at: Sample.start + 60) == [first.key])
            let entry = try await store.outboxEntry(first.key)
            #expect(entry?.state == .pending)
            #expect(entry?.intent == second)
            #expect(entry?.attempts == 1)
            #expect(entry?.outcome == nil)
            try await store.finish(first.key, Sample.completion(.done))
            #expect(try await store.record([first], planned: [], at: Sample.start + 90).isEmpty)
        }
    }

    @Test("An entry can be parked until a person looks", arguments: Backend.allCases)
    func parkedForAPerson(_ backend: Backend) async throws {
        try await withIntents(backend, [1]) { store async throws in
            try await store.park(Sample.intent(1).key, until: nil, reason: "read-only")
            let parked = try #require(try await store.outboxEntry(Sample.intent(1).key))
            #expect(parked.state == .parked && parked.nextAt == nil && parked.outcome == "read-only")
        }
    }
}
