import Ledger
import MantisConnect
import MantisDouble
import SOAP
import Testing
import Tickets

@testable import Bridge

/// What is asked before anything is pulled, of a network that stumbles.
@Suite struct ProbeTests {
    private static let questions = [
        "mc_version", "mc_login", "mc_projects_get_user_accessible", "mc_project_get_users",
        "mc_project_get_categories",
        "mc_config_get_string",
    ]

    /// A queue of one category, so that every question is asked, and each once.
    private static let instances = """
          mantis:
            url: http://127.0.0.1:9/api/soap/mantisconnect.php
            username: puente
            password: {file: password}
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [Web Service]
                handler: alanMantis
                category: [Credenciales C2/C3]
                acknowledge-from: never

        """

    private func harness(_ effect: Disturbance.Effect, on operation: String, times: Int) async throws -> SyncHarness {
        let harness = try await SyncHarness(instances: Self.instances)
        await harness.server.disturb(Disturbance(effect, on: operation, times: times))
        return harness
    }

    @Test(arguments: questions, [Disturbance.Effect.badGateway, .dropBeforeCommit])
    func `a question that the network swallows twice is asked a third time`(
        operation: String,
        effect: Disturbance.Effect
    ) async throws {
        let harness = try await harness(effect, on: operation, times: 2)
        let report = try #require(try await harness.run().first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        #expect(await harness.calls()[operation] == 3)
    }

    @Test(arguments: questions)
    func `a question that keeps failing stops the instance after three tries`(operation: String) async throws {
        let harness = try await harness(.badGateway, on: operation, times: 100)
        let report = try #require(try await harness.run().first)
        #expect(report.stopped?.code == .unreachable)
        #expect(await harness.calls()[operation] == 3)
        #expect(report.pulled == PullTally())
    }

    @Test(arguments: questions.dropFirst())
    func `a refusal is never put to the test again`(operation: String) async throws {
        let harness = try await harness(.fault(ServerFault(.client, "Access denied")), on: operation, times: 100)
        let report = try #require(try await harness.run().first)
        #expect(report.stopped?.code == .accessDenied)
        #expect(await harness.calls()[operation] == 1)
    }
}
