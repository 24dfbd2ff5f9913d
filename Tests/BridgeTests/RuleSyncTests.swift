import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

/// What rules of policies do, against a server.
@Suite struct RuleSyncTests {
    private static let update = "mc_issue_update"

    private func harness() async throws -> SyncHarness {
        let acting = "act-from: 2026-11-01T00:00:00-05:00\n        acknowledge-from"
        return try await SyncHarness(
            instances: SyncHarness.oneInstance().replacing("acknowledge-from", with: acting)
        )
    }

    private func status(_ issue: Int, _ harness: SyncHarness) async throws -> Int {
        try await harness.issue(issue).status.id
    }

    /// Lets the five days pass that a requester has for an answer.
    private func pass(_ harness: SyncHarness, days: Int64 = 5) {
        harness.clock.advance(by: days * 86_400)
    }

    @Test func `AM-02: what is missing is asked for in one note, and the issue waits for its reporter`() async throws {
        let harness = try await harness()
        try await harness.run()
        #expect(try await status(7, harness) == 20)
        let notes = try await harness.acknowledgements(on: 7)
        #expect(notes.count == 2)
        #expect(notes.last?.contains("- NIT del cliente\n- Contacto al que informamos") == true)
        let second = try #require(try await harness.run().first)
        #expect(second.planned == 0 && second.applied.written == 0)
        // FW-08 concerns mails: a developer who fills in the field NIT is asked for no more.
        #expect(try await status(1, harness) == 50)
        #expect(try await status(2, harness) == 50)
    }

    @Test func `AM-10: nobody answers for five days, and the issue is resolved with a note and no second one`()
        async throws
    {
        let harness = try await harness()
        try await harness.run()
        pass(harness)
        let report = try #require(try await harness.run().first)
        #expect(report.applied.written == 2, "6 and 7")
        let issue = try await harness.issue(7)
        #expect(issue.status.id == 80 && issue.resolution?.id == 80)
        #expect(try await harness.acknowledgements(on: 7).count == 3)
        let id = try #require(TicketID(rawValue: "mantis-7"))
        let audit = try await harness.store.auditTrail(of: id, after: 0, limit: 9)
        #expect(audit.map(\.action) == ["add_note", "add_note_and_set_status", "add_note_and_set_status"])
        let again = try #require(try await harness.run().first)
        #expect(again.planned == 0 && again.applied.written == 0)
    }

    @Test func `AM-10: an answer between the plan and the writing takes the reason away`() async throws {
        let harness = try await harness()
        // The second run reads the question that the first one asked.
        for _ in 0..<2 { try await harness.run() }
        pass(harness)
        let planner = Planner(
            store: harness.store,
            catalogue: harness.catalogue,
            instance: harness.configuration.instances[0],
            now: Instant(epochSeconds: harness.clock.now + 60)
        )
        #expect(try await planner.preview().map(\.title) == ["sin-respuesta", "sin-respuesta"])
        #expect(try await planner.commit(account: 3).recorded == 2)
        try await harness.server.perform(.note(IssueID(rawValue: 7), "Aquí están los datos"), as: "cliente01")
        let report = try #require(try await harness.run(pulls: false).first)
        #expect(report.applied.written == 1 && report.applied.dropped == 1)
        #expect(try await status(7, harness) != 80)
        #expect(try await status(6, harness) == 80)
    }

    @Test(arguments: [Disturbance.Effect.dropAfterCommit, .dropBeforeCommit, .badGateway, .truncated(bytes: 30)])
    func `Whatever becomes of the first update, the note is there once and the status is set`(
        effect: Disturbance.Effect
    ) async throws {
        let harness = try await harness()
        try await harness.run()
        pass(harness)
        await harness.server.disturb(Disturbance(effect, on: Self.update))
        for _ in 0..<3 {
            try await harness.run()
            harness.clock.advance(by: 3_600)
        }
        for issue in [6, 7] {
            #expect(try await status(issue, harness) == 80, "issue \(issue)")
            #expect(try await harness.acknowledgements(on: issue).count == 3)
        }
        #expect(try await harness.store.outbox(of: nil, states: OutboxEntry.State.open).isEmpty)
    }

    @Test func `A status that the account may not set waits for the right, and its note is not written again`()
        async throws
    {
        let harness = try await harness()
        try await harness.run()
        pass(harness)
        let denial = ServerFault(.client, "Access denied for user puente. Reason: Not enough rights to update issues")
        for _ in 0..<2 { await harness.server.disturb(Disturbance(.fault(denial), on: Self.update)) }
        let refused = try #require(try await harness.run().first)
        #expect(refused.applied.refused == 2)
        #expect(try await status(7, harness) == 20)
        harness.clock.advance(by: 7 * 3_600)
        let later = try #require(try await harness.run().first)
        #expect(later.applied.written == 2)
        #expect(try await status(7, harness) == 80)
        #expect(try await harness.acknowledgements(on: 7).count == 3)
    }

    @Test func `A breach is kept as it was judged when a holiday is added later, and open clocks move`() async throws {
        let harness = try await harness()
        try await harness.run()
        // Issue 2 waits for an answer under FW-05 since Wednesday the 18th, 11:30; 72 hours of opening time later:
        let due = try #require(Instant(iso8601: "2026-11-26T18:00:00-05:00"))
        let id = try #require(TicketID(rawValue: "mantis-2"))
        func cycle(_ mappings: String?, _ asOf: Instant) async throws -> ClockCycle {
            let catalogue = try mappings.map { try MappingCatalogue.load(from: $0) } ?? harness.catalogue
            let ticket = try #require(try await harness.store.ticket(id))
            let facts = try await FactsReader(harness.store, of: id.instance).facts(of: [ticket], asOf: asOf)
            let book = try ClockBook(catalogue, policies: [ticket.policy])
            return try #require(book.review(ticket, facts[id] ?? ClockBook.Facts(), asOf: asOf)?.records.first?.current)
        }
        #expect(try await cycle(nil, due - 1).due == due)
        let edited = try CopiedMappings()
        try edited.replace(
            "rules:\n",
            with: "rules:\n  - {name: Día cívico, dates: [2026-11-20], source: Decreto, known-since: 2020-01-01}\n",
            in: "holidays/CO.yaml"
        )
        let moved = try #require(Instant(iso8601: "2026-11-27T18:00:00-05:00"))
        #expect(try await cycle(edited.path, due - 1).due == moved, "an open clock moves")
        // The deadline passes, and a run sees it.
        harness.clock.advance(by: due.epochSeconds - harness.clock.now)
        try await harness.run()
        #expect(try await harness.store.verdicts(of: [id])[id]?.first?.breachedAt == due)
        let judged = try await cycle(edited.path, due + 100_000)
        #expect(judged.due == due && judged.breach?.at == due, "a closed one stays")
        #expect(judged.calendarVersion == (try await cycle(nil, due + 100_000)).calendarVersion)
    }

    @Test func `Nothing is planned again until a clock's own time comes`() async throws {
        let harness = try await harness()
        try await harness.run()
        try await harness.run()
        let instance = harness.configuration.instances[0].name
        func due(_ after: Int64) async throws -> [Int] {
            let now = Instant(epochSeconds: harness.clock.now + after)
            return try await harness.store.ticketsToPlan(of: instance, at: now, after: nil, limit: 99).map(\.id.issue)
        }
        #expect(try await due(0) == [])
        // The answer of issues 6 and 7 is due in five days; issue 2 is warned before that.
        #expect(try await due(5 * 86_400).contains(7))
    }
}
