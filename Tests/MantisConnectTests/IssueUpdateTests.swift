import SOAP
import Testing

@testable import MantisConnect

/// Updates that change what they say and nothing else (reference §2.6, §5).
@Suite struct IssueUpdateTests {
    private let all = UpdateRights(seesHandlers: true, writesDueDates: true)

    /// The issue of recording 056, with the fields that it does not have.
    private func issue() async throws -> MantisConnect.Issue {
        var issue = try await MantisClient.replaying(.number(56)).issue(IssueID(rawValue: 2001))
        issue.version = "1.0"
        issue.fixedInVersion = "1.1"
        issue.targetVersion = "2.0"
        issue.dueDate = .value(DateTime(epochSeconds: 1_700_000_000, offsetSeconds: -18_000))
        issue.build = "77"
        return issue
    }

    private func client(_ version: String) async throws -> (MantisClient, ScriptedServer) {
        let server = ScriptedServer(version: version, value: "true")
        let client = MantisClient.replaying(server)
        _ = try await client.version()
        return (client, server)
    }

    static let older = [
        "project", "category", "reporter", "summary", "version", "handler", "fixed_in_version", "target_version",
        "description", "due_date",
    ]

    @Test(arguments: [
        // One sent back before 2.5 would only make the update fail where the project has lost it.
        ("1.2.9", older.filter { $0 != "version" }), ("2.4.2", older.filter { $0 != "version" }),
        ("2.5.0", older), ("2.26.2", older), ("2.26.3", older), ("2.28.3", older),
        ("2.28.4", ["category", "version", "fixed_in_version", "target_version"]),
    ])
    func `an update sends back what reference §5 says`(version: String, members: [String]) async throws {
        let (client, server) = try await client(version)
        let profile = try #require(client.profile)
        try await client.update(IssueUpdate(echoing: try await issue(), for: profile, rights: all))
        let request = try #require(server.requests.last)
        #expect(request.operation == "mc_issue_update")
        #expect(request.parameters.map(\.name) == ["username", "password", "issueId", "issue"])
        #expect(request.parameters[3].children.map(\.name) == members)
    }

    @Test func `what is sent back is what was read`() async throws {
        let (client, server) = try await client("2.28.3")
        let issue = try await issue()
        try await client.update(IssueUpdate(echoing: issue, for: try #require(client.profile), rights: all))
        let sent = try #require(server.requests.last?.parameters.last)
        #expect(sent["project"]?["id"]?.text == "\(issue.project.id)" && sent["project"]?["name"] == nil)
        #expect(sent["category"]?.text == issue.category)
        #expect(sent["summary"]?.text == issue.summary)
        #expect(sent["description"]?.text == issue.description)
        #expect(sent["reporter"]?.children.map(\.text) == [try #require(issue.reporter).id.description])
        #expect(sent["handler"]?.children.map(\.text) == [try #require(issue.handler).id.description])
        #expect(sent["version"]?.text == "1.0" && sent["fixed_in_version"]?.text == "1.1")
        #expect(sent["target_version"]?.text == "2.0")
        #expect(sent["due_date"]?.text == "2023-11-14T17:13:20-05:00")
    }

    @Test func `a change goes with what must be sent back`() async throws {
        let (client, server) = try await client("2.28.4")
        var update = IssueUpdate(echoing: try await issue(), for: try #require(client.profile), rights: all)
        update.fields.status = EnumerationID(rawValue: 80)
        update.fields.resolution = EnumerationID(rawValue: 20)
        update.fields.handler = .nobody
        update.fields.dueDate = .null
        try await client.update(update)
        let body = String(decoding: try #require(server.sent.last), as: UTF8.self)
        #expect(
            body.afterCredentials(of: "mc_issue_update")
                == (#"<issueId I>2001</issueId><issue T="t:IssueData"><category S>Cálculo de impuestos</category>"#
                + #"<status T="t:ObjectRef"><id I>80</id></status><version S>1.0</version>"#
                + #"<handler T="t:AccountData"><id I>0</id></handler><resolution T="t:ObjectRef"><id I>20</id></resolution>"#
                + "<fixed_in_version S>1.1</fixed_in_version><target_version S>2.0</target_version>"
                + "<due_date S></due_date></issue>").spelledOut
        )
    }

    @Test func `what an issue does not have is left out`() async throws {
        let (client, server) = try await client("2.16.0")
        var issue = try await issue()
        (issue.handler, issue.version, issue.fixedInVersion, issue.targetVersion) = (nil, nil, "", nil)
        (issue.dueDate, issue.category) = (.absent, "")
        try await client.update(IssueUpdate(echoing: issue, for: try #require(client.profile), rights: all))
        let sent = try #require(server.requests.last?.parameters.last)
        #expect(sent.children.map(\.name) == ["project", "reporter", "summary", "description"])
    }

    @Test(arguments: [
        ("2.28.3", [IssueField.handler]), ("2.27.0", [.handler, .dueDate]), ("2.4.2", [.handler, .dueDate]),
        ("2.28.4", []),
    ])
    func `an account that cannot see or write a field endangers it`(version: String, fields: [IssueField]) async throws
    {
        let (client, server) = try await client(version)
        let profile = try #require(client.profile)
        var issue = try await issue()
        issue.handler = nil
        let rights = UpdateRights(seesHandlers: false, writesDueDates: false)
        var update = IssueUpdate(echoing: issue, for: profile, rights: rights)
        #expect(update.endangered(by: profile) == fields)
        let asked = server.operations.count
        do throws(MantisError) {
            try await client.update(update)
            #expect(fields.isEmpty)
        } catch {
            guard case .notSent(.incompleteUpdate) = error.code else { return #expect(Bool(false), "\(error)") }
            #expect(error.message.contains("it would change \(fields.map(\.rawValue).joined(separator: ", ")), which"))
            #expect(!error.outcomeIsUnknown && server.operations.count == asked)
        }
        // What the update itself decides is in no danger, but a due date cannot be written at all.
        update.fields.handler = .account(AccountID(rawValue: 2))
        #expect(update.endangered(by: profile) == fields.filter { $0 == .dueDate })
    }

    @Test func `without the server's version nothing is updated`() async throws {
        let server = ScriptedServer(version: "2.28.4")
        let update = IssueUpdate(
            echoing: try await issue(),
            for: ServerProfile(ServerVersion(2, 28, 4)),
            rights: all
        )
        await #expect(throws: MantisError.self) { try await MantisClient.replaying(server).update(update) }
        #expect(server.operations == [])
    }

    @Test func `an update made for one version is refused by a server of another`() async throws {
        let (client, _) = try await client("2.28.3")
        let update = IssueUpdate(echoing: try await issue(), for: ServerProfile(ServerVersion(2, 28, 4)), rights: all)
        #expect(
            update.endangered(by: try #require(client.profile)) == [.summary, .description, .reporter, .handler]
        )
        await #expect(throws: MantisError.self) { try await client.update(update) }
    }

    @Test(arguments: ["", "   \n", String(repeating: "ñ", count: 129)])
    func `a summary that no server takes is not sent`(summary: String) async throws {
        let (client, server) = try await client("2.28.4")
        var update = IssueUpdate(echoing: try await issue(), for: try #require(client.profile), rights: all)
        update.fields.summary = summary
        await #expect(throws: MantisError.self) { try await client.update(update) }
        let draft = IssueDraft(project: ProjectID(rawValue: 1), summary: summary, description: "d", category: "c")
        do throws(MantisError) {
            _ = try await client.add(draft)
            #expect(Bool(false))
        } catch {
            guard case .notSent(.invalidValue) = error.code else { return #expect(Bool(false)) }
            #expect(error.message.contains("Mantis takes 1 to 128"))
        }
        #expect(server.operations == ["mc_version"])
        update.fields.summary = String(repeating: "ñ", count: 128)
        try await client.update(update)
    }

    @Test func `an enumeration's number is never 0`() {
        #expect(EnumerationID(rawValue: 0) == nil && EnumerationID(rawValue: -2) == nil)
        #expect(EnumerationID(Reference(id: 0, name: "@0@")) == nil)
        #expect(EnumerationID(Reference(id: 80, name: "resuelta"))?.rawValue == 80)
        #expect(EnumerationID.public.rawValue == 10 && EnumerationID.private.rawValue == 50)
    }
}
