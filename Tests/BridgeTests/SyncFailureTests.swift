import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Testing
import Tickets

@testable import Bridge

/// What goes wrong has its own words, and loses nothing.
@Suite struct SyncFailureTests {
    private func message(_ report: LaneReport?) throws -> (code: BridgeError.Code, text: String) {
        let stopped = try #require(report?.stopped)
        return (stopped.code, stopped.message)
    }

    @Test func `a handler that is not there is named, with those who are`() async throws {
        let harness = try await SyncHarness(instances: SyncHarness.oneInstance(handler: "AlanMantis"))
        let (code, text) = try message(try await harness.run().first)
        #expect(code == .misconfigured)
        for part in ["“AlanMantis”", "“Web Service”", "“alanMantis”", "capitals count"] { #expect(text.contains(part)) }
        #expect(try await harness.ticket(1) == nil, "nothing is read in a wrong name")
    }

    @Test func `a project that is not there is named, with those that are`() async throws {
        let harness = try await SyncHarness(instances: SyncHarness.oneInstance(project: "Web Servise"))
        let (code, text) = try message(try await harness.run().first)
        #expect(code == .misconfigured)
        for part in ["“Web Servise”", "“Web Service”", "“puente”"] { #expect(text.contains(part)) }
    }

    @Test func `a scope that is misnamed does not stop the others`() async throws {
        let harness = try await SyncHarness(instances: SyncHarness.oneInstance(project: "Web Servise"))
        let report = try #require(try await harness.run().first)
        #expect(report.stopped?.code == .misconfigured)
        #expect(report.pulled.created == 2)
        #expect(report.applied.written == 2)
    }

    @Test func `another server under the same name is not mixed into the ledger`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        var moved = harness.configuration
        moved.instances[0].endpoint = try Endpoint("http://127.0.0.1:10/api/soap/mantisconnect.php")
        let (code, text) = try message(try await harness.run(with: moved).first)
        #expect(code == .misconfigured)
        for part in ["127.0.0.1:9/", "127.0.0.1:10/", "sync --full"] { #expect(text.contains(part), "\(text)") }
        #expect(try await harness.run(with: moved, full: true).first?.isComplete == true)
        #expect(try await harness.run(with: moved).first?.isComplete == true)
    }

    @Test func `notes planned for one server are not written on another under its name`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        var moved = harness.configuration
        moved.instances[0].endpoint = try Endpoint("http://127.0.0.1:10/api/soap/mantisconnect.php")
        for pulls in [true, false] {
            #expect(try await harness.run(with: moved, pulls: pulls).first?.stopped?.code == .misconfigured)
        }
        #expect(await harness.calls()["mc_issue_note_add"] == nil)
        #expect(try await harness.run().first?.applied.written == 4, "they wait for their own")
    }

    @Test func `notes of a scope that is misnamed for a while wait for it`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        var misnamed = harness.configuration
        misnamed.instances[0].scopes[0].projects = ["Web Servise"]
        let report = try #require(try await harness.run(with: misnamed).first)
        #expect(report.stopped?.code == .misconfigured)
        #expect(report.applied.written == 2)
        #expect(report.applied.dropped == 0)
        #expect(try await harness.run().first?.applied.written == 2)
    }

    @Test func `a value without a word in the mapping is told with the number of tickets that have it`() async throws {
        let harness = try await SyncHarness()
        try await harness.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(status: 55)), as: "ing0")
        let report = try #require(try await harness.run().first)
        #expect(report.stopped == nil)
        #expect(try await harness.ticket(1)?.status == nil)
        #expect(try await harness.ticket(1)?.level == LevelName(rawValue: "n1"), "only that field stays empty")
        let told = harness.events.withLock { events in
            events.contains { event in
                if case .unmapped(_, let gap, let count) = event {
                    gap.value.contains("55") && count == 1
                } else {
                    false
                }
            }
        }
        #expect(told)
    }

    @Test func `a wrong password says so and never shows itself`() async throws {
        let harness = try await SyncHarness(instances: SyncHarness.oneInstance(username: "dev01"))
        let (code, text) = try message(try await harness.run().first)
        #expect(code == .accessDenied)
        #expect(text.contains("password"))
        #expect(text.contains("“dev01”"))
        #expect(!text.contains("puente"))
    }

    @Test func `a login page in between is recognised`() async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(Disturbance(.loginPage, times: 100))
        let (code, text) = try message(try await harness.run().first)
        #expect(code == .unreachable)
        #expect(text.contains("not from Mantis's SOAP interface"))
    }

    @Test func `maintenance stops the work and nothing is taken for lost`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        await harness.server.setOffline(true)
        let (code, _) = try message(try await harness.run().first)
        #expect(code == .accessDenied)
        await harness.server.setOffline(false)
        #expect(try await harness.run().first?.isComplete == true)
        #expect(try await harness.ticket(1)?.standing == .inScope)
    }

    @Test func `one instance that fails does not touch the others`() async throws {
        let instances = SyncHarness.oneInstance(name: "sana") + SyncHarness.oneInstance(name: "rota")
        let harness = try await SyncHarness(instances: instances) { instance, server in
            let isBroken = instance.name.rawValue == "rota"
            return isBroken ? RefusingTransport() as any Transport : InProcessTransport(server)
        }
        let reports = try await harness.run()
        #expect(reports.map(\.instance.rawValue) == ["sana", "rota"])
        #expect(reports[0].isComplete)
        #expect(reports[1].stopped?.code == .unreachable)
        #expect(try await harness.store.lastRuns(of: nil, limit: 2).count == 2)
    }
}

/// Nobody listens.
private struct RefusingTransport: Transport {
    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        throw TransportError(.couldNotConnect, "\(endpoint): nobody listens there")
    }
}
