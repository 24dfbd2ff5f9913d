import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Testing
import Tickets

@testable import Bridge

/// The acknowledgement against a server that fails in every way a network can: whatever happens, one note.
@Suite struct AcknowledgementTests {
    private static let note = "mc_issue_note_add"

    @Test(arguments: [
        Disturbance.Effect.dropAfterCommit, .truncated(bytes: 40), .slow(.seconds(90)), .dropBeforeCommit, .badGateway,
        .loginPage, .internalError, .offline, .fault(ServerFault(.server, "Internal Service Error")),
    ])
    func `whatever becomes of the first request, each ticket gets one note`(effect: Disturbance.Effect) async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(Disturbance(effect, on: Self.note))
        try await harness.run()
        for _ in 0..<3 { try await harness.run() }
        for issue in [1, 2, 6, 7] {
            #expect(try await harness.acknowledgements(on: issue).count == 1, "issue \(issue)")
        }
        let entries = try await harness.store.outbox(of: nil, states: [.done])
        #expect(entries.count == 4)
        let audited = try await harness.store.auditTrail(of: nil, after: 0, limit: 100)
        #expect(audited.count == 4)
    }

    @Test(arguments: [
        "mc_issue_get", "mc_issues_get", "mc_issue_get_history", "mc_login", "mc_version", "mc_filter_search_issue_ids",
    ])
    func `lost answers to reads cost nothing but time`(operation: String) async throws {
        let harness = try await SyncHarness()
        for after in 0..<4 {
            await harness.server.disturb(Disturbance(.dropAfterCommit, on: operation, after: after))
            try await harness.run()
        }
        await harness.server.calm()
        for _ in 0..<2 { try await harness.run() }
        for issue in [1, 2, 6, 7] {
            #expect(try await harness.acknowledgements(on: issue).count == 1, "issue \(issue)")
        }
    }

    @Test func `in doubt it lets the server's time limit pass before it sends again`() async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(Disturbance(.dropBeforeCommit, on: Self.note))
        try await harness.run()
        let entry = try #require(try await harness.store.outbox(of: nil, states: [.parked]).first)
        let issue = entry.intent.ticket.issue
        harness.clock.advance(by: 29)
        _ = try await harness.sync.run(Sync.Options())
        #expect(try await harness.acknowledgements(on: issue).isEmpty)
        harness.clock.advance(by: 1)
        _ = try await harness.sync.run(Sync.Options())
        #expect(try await harness.acknowledgements(on: issue).count == 1)
    }

    @Test func `after a crash the next run itself waits until no request can still be executing`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        let planner = Planner(
            store: harness.store,
            catalogue: harness.catalogue,
            instance: harness.configuration.instances[0],
            now: Instant(epochSeconds: harness.clock.now)
        )
        _ = try await planner.commit(account: 3)
        let entry = try #require(try await harness.store.outbox(of: nil, states: [.pending]).first)
        let attemptedAt = harness.clock.now
        try await harness.store.beginAttempt(entry.intent.key, at: Instant(epochSeconds: attemptedAt))
        _ = try await harness.sync.run(Sync.Options())
        #expect(try await harness.acknowledgements(on: entry.intent.ticket.issue).count == 1)
        #expect(harness.clock.now - attemptedAt >= 30)
    }

    @Test func `a note that a person deleted after a lost answer is not written again`() async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(Disturbance(.dropAfterCommit, on: Self.note))
        // The read-back fails as well, so the bridge cannot know.
        await harness.server.disturb(Disturbance(.dropBeforeCommit, on: "mc_issue_get", after: 3, times: 3))
        try await harness.run()
        let entry = try #require(try await harness.store.outbox(of: nil, states: [.parked]).first)
        let issue = entry.intent.ticket.issue
        let ours = try await harness.issue(issue).notes.filter { $0.text.contains(entry.intent.marker) }
        try await harness.server.perform(.deleteNote(try #require(ours.first).id), as: "administrator")
        await harness.server.calm()
        for _ in 0..<3 { try await harness.run() }
        #expect(try await harness.acknowledgements(on: issue).isEmpty)
        #expect(try await harness.store.outboxEntry(entry.intent.key)?.state == .parked)
    }

    @Test func `a ticket that is answered or resolved between planning and writing is left alone`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        harness.clock.advance(by: 60)
        try await harness.server.perform(.note(IssueID(rawValue: 1), "Listo, ya las tiene."), as: "ing0")
        try await harness.server.perform(.edit(IssueID(rawValue: 2), IssueEdit(status: 80)), as: "ing0")
        let report = try #require(try await harness.run(pulls: false).first)
        #expect(report.applied.written == 2)
        #expect(report.applied.dropped == 2)
        for issue in [1, 2] { #expect(try await harness.acknowledgements(on: issue).isEmpty) }
    }

    @Test func `a ledger that was lost does not write the notes again`() async throws {
        let first = try await SyncHarness()
        try await first.run()
        let second = try await SyncHarness(transport: { _, _ in InProcessTransport(first.server) })
        second.clock.set(first.clock.now)
        let report = try #require(try await second.run().first)
        #expect(report.applied.written == 0)
        for issue in [1, 2, 6, 7] { #expect(try await first.acknowledgements(on: issue).count == 1) }
    }

    @Test func `tickets that entered before the chosen instant are never acknowledged`() async throws {
        let from = "acknowledge-from: 2026-11-18T11:00:00-05:00"
        let instances = SyncHarness.oneInstance()
            .replacing("acknowledge-from: 2026-11-01T00:00:00-05:00", with: from)
        let harness = try await SyncHarness(instances: instances)
        try await harness.run()
        // Issue 1 entered at 9:00; 2 was filed at 10:00 and entered the queue at 11:30.
        #expect(try await harness.acknowledgements(on: 1).isEmpty)
        #expect(try await harness.acknowledgements(on: 2).count == 1)
    }

    @Test func `a note without the right to write it says so on every run, and is written when the right is given`()
        async throws
    {
        let harness = try await SyncHarness()
        await harness.server.set("add_bugnote_threshold", to: "90")
        let first = try #require(try await harness.run().first)
        #expect(first.applied.refused == 4)
        #expect(first.isRefusedOnly)
        let entry = try #require(try await harness.store.outbox(of: nil, states: [.parked]).first)
        #expect(entry.outcome?.contains("puente") == true)
        let second = try #require(try await harness.run().first)
        #expect(!second.isComplete, "what waits keeps the run from being green")
        await harness.server.set("add_bugnote_threshold", to: "25")
        #expect(try await harness.run().first?.applied.written == 0, "a timer does not try again every two minutes")
        #expect(try await harness.run(pulls: false).first?.applied.written == 4, "who asks for writing gets it now")
        #expect(try await harness.run().first?.isComplete == true)
    }

    @Test func `a ticket that leaves before its note is written gets it when it comes back`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        let issue = IssueID(rawValue: 1)
        harness.clock.advance(by: 300)
        try await harness.server.perform(.edit(issue, IssueEdit(handler: "ing0")), as: "ing0")
        #expect(try await harness.run().first?.applied.dropped == 0)
        let planner = Planner(
            store: harness.store,
            catalogue: harness.catalogue,
            instance: harness.configuration.instances[0],
            now: Instant(epochSeconds: harness.clock.now)
        )
        harness.clock.advance(by: 300)
        try await harness.server.perform(.edit(issue, IssueEdit(handler: "alanMantis")), as: "ing0")
        try await harness.run(writes: false)
        #expect(try await planner.commit(account: 3).recorded == 1)
        // It leaves again between planning and writing.
        try await harness.server.perform(.edit(issue, IssueEdit(handler: "ing0")), as: "ing0")
        #expect(try await harness.run(pulls: false).first?.applied.dropped == 1)
        harness.clock.advance(by: 300)
        try await harness.server.perform(.edit(issue, IssueEdit(handler: "alanMantis")), as: "ing0")
        try await harness.run()
        #expect(try await harness.acknowledgements(on: 1).count == 1)
    }

    @Test func `a server that stays unclear is asked three times and then waits for a person`() async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(
            Disturbance(.fault(ServerFault(.server, "queued for moderation")), on: Self.note, times: 1_000)
        )
        for _ in 0..<30 {
            harness.clock.advance(by: 600)
            try await harness.run()
        }
        #expect(await harness.calls()[Self.note] == 4 * 3)
        let parked = try await harness.store.outbox(of: nil, states: [.parked])
        #expect(parked.count == 4)
        #expect(parked.allSatisfy { $0.nextAt == nil })
        #expect(try await harness.run().first?.isComplete == false)
    }

    @Test func `a note that Mantis would not show twice is not written under another instance name either`()
        async throws
    {
        let first = try await SyncHarness()
        try await first.run()
        let renamed = try await SyncHarness(
            instances: SyncHarness.oneInstance(name: "otra"),
            transport: { _, _ in InProcessTransport(first.server) }
        )
        renamed.clock.set(first.clock.now)
        #expect(try await renamed.run().first?.applied.written == 0)
    }

    @Test func `planning again plans the same, to the byte, and previewing records nothing`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        let planner = Planner(
            store: harness.store,
            catalogue: harness.catalogue,
            instance: harness.configuration.instances[0],
            now: Instant(epochSeconds: harness.clock.now)
        )
        let first = try await planner.preview()
        #expect(first.map(\.ticket.issue) == [1, 2, 6, 7])
        #expect(try await planner.preview() == first)
        #expect(try await harness.store.outbox(of: nil, states: OutboxEntry.State.open).isEmpty)
        #expect(try await planner.commit(account: 3).recorded == 4)
        #expect(try await planner.preview().isEmpty)
        #expect(try await planner.commit(account: 3).recorded == 0)
    }
}
