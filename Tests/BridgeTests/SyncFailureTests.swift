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
        #expect(await harness.calls()["mc_filter_search_issue_headers"] == nil, "nothing is read in a wrong name")
    }

    @Test func `a project that is not there is named, with those that are`() async throws {
        let harness = try await SyncHarness(instances: SyncHarness.oneInstance(project: "Web Servise"))
        let (code, text) = try message(try await harness.run().first)
        #expect(code == .misconfigured)
        for part in ["“Web Servise”", "“Web Service”", "“puente”"] { #expect(text.contains(part)) }
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
