import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// The client's updates against servers of every generation: nothing changes but what is asked for (reference §2.6, §5).
@Suite struct UpdateEchoTests {
    static let versions = [
        "1.2.9", "1.2.20", "1.3.20", "2.4.0", "2.5.0", "2.16.0", "2.25.0", "2.26.2", "2.26.3", "2.27.0", "2.27.1",
        "2.28.3", "2.28.4",
    ]
    private static let one = IssueID(rawValue: 1)

    /// A client of a server with an issue that has something in every field.
    private func client(_ version: String) async throws -> (MantisClient, TestCaller) {
        let caller = try TestCaller.small(version)
        try await caller.call("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { fill(&$0) }
        }
        let client = MantisClient(
            endpoint: try Endpoint("https://mantis.example.test/api/soap/mantisconnect.php"),
            username: "puente",
            password: Secret("puente"),
            transport: InProcessTransport(caller.server)
        )
        _ = try await client.version()
        return (client, caller)
    }

    private func fill(_ issue: inout EnvelopeWriter) {
        issue.reference("project", 1)
        issue.string("category", "Café")
        issue.reference("priority", 50)
        issue.structure("reporter", type: "t:AccountData") { $0.integer("id", 4) }
        issue.string("summary", "Uno <&>")
        for field in ["version", "build", "platform", "os", "os_build"] { issue.string(field, "1.0") }
        issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
        issue.string("fixed_in_version", "1.0")
        issue.string("target_version", "2.0")
        issue.string("description", "Texto\nen dos líneas")
        issue.string("steps_to_reproduce", "pasos")
        issue.string("additional_information", "más")
        issue.string("due_date", "2026-12-01T10:00:00-05:00")
        issue.boolean("sticky", true)
    }

    @Test(arguments: versions)
    func `an update changes what it says and nothing else`(version: String) async throws {
        let (client, _) = try await client(version)
        var expected = try await client.issue(Self.one)
        #expect(expected.handler != nil && expected.version != nil && expected.dueDate.value != nil)
        let rights = UpdateRights(seesHandlers: true, writesDueDates: true)
        var update = IssueUpdate(echoing: expected, for: try #require(client.profile), rights: rights)
        update.fields.severity = EnumerationID(rawValue: 80)
        try await client.update(update)
        let updated = try await client.issue(Self.one)
        expected.severity = updated.severity
        expected.lastUpdated = updated.lastUpdated
        #expect(updated == expected)
        #expect(updated.severity?.id == 80)
    }

    @Test(arguments: versions)
    func `an update without one field does to it what the profile says`(version: String) async throws {
        for field in [
            IssueField.reporter, .handler, .version, .fixedInVersion, .targetVersion, .dueDate, .summary, .project,
        ] {
            let (client, caller) = try await client(version)
            let before = try await client.issue(Self.one)
            let effect = try #require(client.profile).effect(ofOmitting: field)
            let fault = await caller.send(
                caller.request("mc_issue_update") { envelope in
                    envelope.integer("issueId", 1)
                    envelope.structure("issue", type: "t:IssueData") { write(before, to: &$0, without: field) }
                }
            )
            let after = try await client.issue(Self.one)
            var expected = before
            expected.lastUpdated = after.lastUpdated
            switch (effect, field) {
            case (.faults, _), (.kept, _): break
            case (.becomesCaller, .reporter): break
            case (.unassigned, .handler): expected.handler = nil
            case (.cleared, .version): expected.version = nil
            case (.cleared, .fixedInVersion): expected.fixedInVersion = nil
            case (.clearedWithRoadmapRights, .targetVersion): expected.targetVersion = nil
            case (.cleared, .dueDate): expected.dueDate = .null
            default: Issue.record("\(field) cannot fare as \(effect)")
            }
            #expect((fault != nil) == (effect == .faults), "\(version) \(field): \(fault ?? "")")
            // The name goes with the number.
            if effect == .becomesCaller { expected.reporter = after.reporter }
            #expect(after.reporter?.id.rawValue == (effect == .becomesCaller ? 3 : 4))
            #expect(after == expected, "\(version) \(field) \(effect)")
        }
    }

    private func write(_ issue: MantisConnect.Issue, to out: inout EnvelopeWriter, without field: IssueField) {
        if field != .project { out.structure("project", type: "t:ObjectRef") { $0.integer("id", issue.project.id) } }
        out.string("category", issue.category ?? "")
        if field != .reporter, let reporter = issue.reporter {
            out.structure("reporter", type: "t:AccountData") { $0.integer("id", reporter.id.rawValue) }
        }
        if field != .summary { out.string("summary", issue.summary) }
        if field != .version, let version = issue.version { out.string("version", version) }
        if field != .handler, let handler = issue.handler {
            out.structure("handler", type: "t:AccountData") { $0.integer("id", handler.id.rawValue) }
        }
        if field != .fixedInVersion, let version = issue.fixedInVersion { out.string("fixed_in_version", version) }
        if field != .targetVersion, let version = issue.targetVersion { out.string("target_version", version) }
        out.string("description", issue.description)
        if field != .dueDate, let date = issue.dueDate.value { out.dateTime("due_date", date) }
    }
}
