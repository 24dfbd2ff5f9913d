import MantisConnect
import MantisDouble
import Mappings
import Testing
import Tickets

@testable import Bridge

@Suite struct CategoryScopeTests {
    private static let instances = """
          mantis:
            url: http://127.0.0.1:9/api/soap/mantisconnect.php
            username: puente
            password: {file: password}
            scopes:
              - name: credenciales
                policy: facturatech-ws
                projects: [Web Service]
                category: credenciales c2/c3
                acknowledge-from: never
              - name: resto
                policy: facturatech-ws
                projects: [Web Service]
                category: ["Revisión de insumos: cálculo de impuestos"]
                acknowledge-from: never

        """

    private func harness(_ version: String) async throws -> SyncHarness {
        var scenario = try SyncHarness.smallScenario()
        scenario.version = try #require(ServerVersion(version))
        return try await SyncHarness(scenario: scenario, instances: Self.instances)
    }

    @Test(arguments: ["1.2.20", "2.28.4"])
    func `a category is read whatever its capitals, and an issue that changes it changes the scope`(
        version: String
    ) async throws {
        let harness = try await harness(version)
        let report = try #require(try await harness.run(writes: false).first)
        #expect(report.isComplete, "\(report.stopped?.message ?? "")")
        #expect(try await harness.ticket(1)?.scope == "credenciales")
        #expect(try await harness.ticket(2)?.scope == "resto")
        #expect(try await harness.ticket(6) == nil)
        harness.clock.advance(by: 600)
        let other = IssueEdit(category: "Revisión de insumos: cálculo de impuestos")
        try await harness.server.perform(.edit(IssueID(rawValue: 1), other), as: "ing0")
        try await harness.run(writes: false)
        let moved = try #require(try await harness.ticket(1))
        #expect(moved.scope == "resto")
        #expect(moved.standing == .inScope)
        #expect(moved.category == "Revisión de insumos: cálculo de impuestos")
    }

    @Test(arguments: ["1.2.20", "2.28.4"])
    func `a category that is not offered any more is told, and its tickets stay`(version: String) async throws {
        let harness = try await harness(version)
        try await harness.run(writes: false)
        var renamed = harness.configuration
        renamed.instances[0].scopes[0].categories = ["Credenciales C4"]
        let report = try #require(try await harness.run(with: renamed, writes: false).first)
        #expect(report.stopped?.code == .misconfigured)
        for part in ["“Credenciales C4”", "renamed", "“Credenciales C2/C3”", "scope credenciales"] {
            #expect(report.stopped?.message.contains(part) == true, "\(report.stopped?.message ?? "")")
        }
        #expect(try await harness.ticket(1)?.standing == .inScope)
    }
}
