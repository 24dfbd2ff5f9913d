import SOAP
import Testing

@testable import MantisConnect

/// What is not sent: operations that a server lacks, writes to servers too old for them, numbers that name nothing.
@Suite struct CapabilitySwitchOffTests {
    private func error<Value>(_ call: () async throws(MantisError) -> Value) async -> MantisError? {
        do throws(MantisError) {
            _ = try await call()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("Procedure 'mc_issues_get_header' not present", 500),
        ("Procedure &#039;mc_issues_get_header&#039; not present", 200),
        ("Function 'mc_issues_get_header' doesn't exist", 500),
        ("Operation 'mc_issues_get_header' is not defined in the WSDL for this service", 500),
        ("Operation 'mc_issues_get_header' not defined in service.", 500),
    ])
    func `what a server says it does not have is not asked again`(text: String, status: Int) async throws {
        let server = ScriptedServer {
            $0.operation == "mc_version" ? .value("2.28.4") : .fault(text, status: status)
        }
        let client = MantisClient.replaying(server)
        _ = try await client.version()
        let copy = client
        let first = try #require(
            await error { () async throws(MantisError) in
                try await client.issueHeaders([IssueID(rawValue: 1)])
            }
        )
        let second = try #require(
            await error { () async throws(MantisError) in
                try await copy.issueHeaders([IssueID(rawValue: 1)])
            }
        )
        #expect(server.operations == ["mc_version", "mc_issues_get_header"])
        #expect(first.faultClass == .unknownOperation && second.faultClass == .unknownOperation)
        let told = text.replacing("&#039;", with: "'")
        #expect(
            second.message == """
                mc_issues_get_header at https://mantis.example.test/api/soap/mantisconnect.php was not sent: the operation is \
                switched off since this server answered “\(told)”. If the server was just upgraded, PHP may keep its old \
                interface for a day (soap.wsdl_cache_dir): empty that, then restart the bridge.
                """
        )
        #expect(client.withdrawnOperations == ["mc_issues_get_header": told])
        #expect(copy.profile?.has(.issueBatches) == false && copy.profile?.has(.search) == true)
    }

    @Test func `what was withdrawn before the version was known is withdrawn from the profile, until an upgrade`()
        async throws
    {
        let version = Locked("2.28.3")
        let server = ScriptedServer {
            $0.operation == "mc_version"
                ? .value(version.withLock { $0 }) : .fault("Procedure '\($0.operation)' not present", status: 500)
        }
        let client = MantisClient.replaying(server)
        _ = await error { () async throws(MantisError) in try await client.login() }
        #expect(client.profile == nil)
        _ = try await client.version()
        #expect(client.profile?.has(.login) == false)
        _ = try await client.version()
        #expect(client.profile?.has(.login) == false)
        version.withLock { $0 = "2.28.4" }
        _ = try await client.version()
        #expect(client.profile?.has(.login) == true && client.withdrawnOperations.isEmpty)
    }

    @Test func `the version can always be asked`() async throws {
        let server = ScriptedServer { _ in .fault("Procedure 'mc_version' not present", status: 500) }
        let client = MantisClient.replaying(server)
        for _ in 0..<2 { _ = await error { () async throws(MantisError) in try await client.version() } }
        #expect(server.operations == ["mc_version", "mc_version"])
        #expect(client.withdrawnOperations.isEmpty)
    }

    @Test func `many tasks may find out at once`() async throws {
        let server = ScriptedServer {
            $0.operation == "mc_version" ? .value("2.28.4") : .fault("Procedure 'x' not present", status: 500)
        }
        let client = MantisClient.replaying(server)
        _ = try await client.version()
        await withTaskGroup(of: FaultClass?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do throws(MantisError) {
                        _ = try await client.history(of: IssueID(rawValue: 1))
                        return nil
                    } catch {
                        return error.faultClass
                    }
                }
            }
            for await kind in group { #expect(kind == .unknownOperation) }
        }
        #expect(client.withdrawnOperations.keys.sorted() == ["mc_issue_get_history"])
    }

    @Test func `what a version lacks is not sent`() async throws {
        let server = ScriptedServer(version: "1.2.15")
        let client = MantisClient.replaying(server)
        _ = try await client.version()
        let history = try #require(
            await error { () async throws(MantisError) in
                try await client.history(of: IssueID(rawValue: 1))
            }
        )
        #expect(history.faultClass == .unknownOperation && !history.outcomeIsUnknown)
        #expect(
            history.message == """
                mc_issue_get_history of issue 1 at https://mantis.example.test/api/soap/mantisconnect.php was not sent: \
                MantisBT 1.2.15 does not have this operation, which needs a release from 1.2.16. Upgrade the server to use it.
                """
        )
        let search = await error { () async throws(MantisError) in
            try await client.searchIssueIDs(IssueFilter(), page: 1, perPage: 1)
        }
        #expect(search?.faultClass == .unknownOperation)
        #expect(server.operations == ["mc_version"])
        #expect(client.withdrawnOperations.isEmpty)
    }

    @Test(arguments: OperationRequestsTests.writing)
    func `a server before 1·2·9 is not written to`(_ call: OperationRequestsTests.Expected) async throws {
        let server = ScriptedServer(version: "1.2.8")
        let client = MantisClient.replaying(server)
        _ = try await client.version()
        let error = try #require(await error { () async throws(MantisError) in try await call.send(client) })
        guard case .notSent(.readOnlyServer) = error.code else { return #expect(Bool(false), "\(error)") }
        #expect(error.message.contains("MantisBT 1.2.8 is only read. Before 1.2.9 its dates are not true"))
        #expect(error.message.hasSuffix("Upgrade it to 1.2.9 or later to write to it."))
        #expect(error.faultClass == nil && !error.outcomeIsUnknown)
        #expect(server.operations == ["mc_version"])
    }

    @Test func `numbers that name nothing are not sent`() async throws {
        let server = ScriptedServer(version: "2.28.4")
        let client = MantisClient.replaying(server)
        let (nobody, nowhere) = (AccountID(rawValue: 0), ProjectID(rawValue: 0))
        let refused: [(String, MantisError?)] = [
            (
                "target_user is 0",
                await error { () async throws(MantisError) in
                    try await client.issuesForUser(nobody, .assigned, in: nowhere, page: 1, perPage: 1)
                }
            ),
            (
                "filter.handler_id is 0",
                await error { () async throws(MantisError) in
                    try await client.searchIssueIDs(IssueFilter(handlers: [nobody]), page: 1, perPage: 1)
                }
            ),
            (
                "filter.project_id is 0",
                await error { () async throws(MantisError) in
                    try await client.searchIssueHeaders(IssueFilter(projects: [nowhere]), page: 1, perPage: 1)
                }
            ),
            (
                "issue.handler is -1",
                await error { () async throws(MantisError) in
                    var draft = IssueDraft(
                        project: ProjectID(rawValue: 1),
                        summary: "s",
                        description: "d",
                        category: nil
                    )
                    draft.fields.handler = .account(AccountID(rawValue: -1))
                    return try await client.add(draft)
                }
            ),
            (
                "issue_id is 0",
                await error { () async throws(MantisError) in try await client.deleteIssue(IssueID(rawValue: 0)) }
            ),
            (
                "note.id is 0",
                await error { () async throws(MantisError) in
                    try await client.updateNote(IssueNoteID(rawValue: 0), text: "x")
                }
            ),
            (
                "note.view_state is 0",
                await error { () async throws(MantisError) in
                    try await client.addNote(to: IssueID(rawValue: 1), text: "x", viewState: 0)
                }
            ),
        ]
        for (text, error) in refused {
            guard case .notSent(.invalidValue) = error?.code else { return #expect(Bool(false), "\(text)") }
            #expect(error?.message.contains(text) == true, "\(text)")
        }
        #expect(server.operations == [])
    }

    @Test func `a refused list may be one of projects that the account may not read`() async throws {
        let server = ScriptedServer { _ in .fault("Access denied", status: 500) }
        let client = MantisClient.replaying(server)
        let list = await error { () async throws(MantisError) in
            try await client.searchIssueIDs(IssueFilter(), page: 1, perPage: 1)
        }
        let login = await error { () async throws(MantisError) in try await client.login() }
        #expect(list?.faultClass == .accessDenied && login?.faultClass == .accessDenied)
        #expect(list?.message.hasSuffix("If it does not, the account may not read the projects of this list.") == true)
        #expect(login?.message.hasSuffix("correct the configured password if that fails.") == true)
    }

    @Test func `an answer of false is no success`() async throws {
        let server = ScriptedServer(version: "2.28.4", value: "false")
        let error = try #require(
            await error { () async throws(MantisError) in
                try await MantisClient.replaying(server).deleteNote(IssueNoteID(rawValue: 5))
            }
        )
        #expect(error.faultClass == .other)
        #expect(error.message.contains("Mantis answered that it did nothing"))
    }
}
