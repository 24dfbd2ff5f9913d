import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Rights and checks that came with one release (reference §2.3, §2.6, §2.7).
@Suite struct VersionRightsTests {
    @Test(arguments: [("1.3.20", false), ("2.17.0", false), ("2.18.0", true), ("2.28.4", true)])
    func unknownTagsOfANewIssueAreCreatedSince218(version: String, creates: Bool) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.request("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.reference("project", 1)
                issue.string("category", "Errores")
                issue.string("summary", "S")
                issue.string("description", "D")
                issue.array("tags", itemType: "t:ObjectRef", count: 1) { items in
                    items.structure("item", type: "t:ObjectRef") { $0.string("name", "nueva") }
                }
            }
        }
        #expect((await caller.send(request) == nil) == creates)
    }

    /// Version 2.0 of the small scenario is not released; luis is an updater.
    @Test(arguments: [("2.28.3", false), ("2.28.4", true)])
    func anUnreleasedVersionAsksForARightSince2284(version: String, faults: Bool) async throws {
        let caller = try TestCaller.small(version, user: "luis")
        let fault = await caller.send(caller.wholeUpdate(1) { $0.string("version", "2.0") })
        #expect((fault != nil) == faults)
    }

    @Test(arguments: [("1.2.20", true), ("1.3.20", false), ("2.28.4", false)])
    func handlersAreShownToEverybodyUntil12(version: String, shows: Bool) async throws {
        let caller = try TestCaller.small(version)
        await caller.server.set("view_handler_threshold", to: "90")
        #expect((try await caller.issue(2)["handler"] != nil) == shows)
    }

    /// cola handles issue 2.
    @Test(arguments: [("1.3.20", true), ("2.12.0", true), ("2.13.0", false), ("2.16.0", false), ("2.28.4", false)])
    func searchesFindHiddenHandlersUntil212AndOnesOwnAlways(version: String, finds: Bool) async throws {
        let caller = try TestCaller.small(version)
        func found(_ caller: TestCaller) async throws -> Bool {
            try await caller.search { $0.integers("handler_id", [2]) }.contains(2)
        }
        #expect(try await found(caller))
        await caller.server.set("view_handler_threshold", to: "90")
        #expect(try await found(caller) == finds)
        #expect(try await found(caller.as("cola")))
        #expect(try await caller.search { _ in }.contains(2))
        try await caller.server.setLevel(90, of: "puente", in: ProjectID(rawValue: 2))
        #expect(try await found(caller))
    }

    @Test(arguments: ["1.3.20", "2.4.0", "2.16.0", "2.28.4"])
    func headersShowHandlersThatIssuesHide(version: String) async throws {
        let caller = try TestCaller.small(version)
        try await caller.server.perform(.edit(IssueID(rawValue: 2), IssueEdit(handler: "luis")), as: "admin")
        #expect(try await caller.history(2).contains { $0[1] == "handler_id" })
        await caller.server.set("view_handler_threshold", to: "90")
        #expect(try await caller.issue(2)["handler"] == nil)
        let headers = try await caller.call("mc_issues_get_header") { $0.integers("issue_ids", [2]) }
        #expect(headers.children.first?.text("handler") == "5")
        #expect(try await caller.history(2).allSatisfy { $0[1] != "handler_id" })
    }

    @Test(arguments: [("1.2.20", "50"), ("2.10.0", "50"), ("2.11.0", "10"), ("2.28.4", "10")])
    func aNoteTakesTheViewStateOfIssuesUntil210(version: String, state: String) async throws {
        let caller = try TestCaller.small(version)
        await caller.server.set("default_bug_view_status", to: "50")
        _ = try await caller.addNote(1, "x")
        #expect(try await caller.issue(1)["notes"]?.children.first?.text("view_state", "id") == state)
    }

    @Test(arguments: [("1.3.20", false), ("2.4.0", false), ("2.5.0", true), ("2.28.4", true)])
    func theRightToADueDateIsThatOfTheProjectSince25(version: String, isSet: Bool) async throws {
        let caller = try TestCaller.small(version, user: "luis")
        try await caller.server.setLevel(70, of: "luis", in: ProjectID(rawValue: 1))
        let request = caller.wholeUpdate(1) { $0.string("due_date", "2026-12-01T10:00:00-05:00") }
        #expect(await caller.send(request) == nil)
        #expect((try await caller.issue(1)["due_date"]?.isNull == false) == isSet)
    }

    @Test(arguments: [("1.3.20", false), ("2.4.0", false), ("2.5.0", true), ("2.28.4", true)])
    func theVersionOfTheFixMustExistSince25(version: String, faults: Bool) async throws {
        let caller = try TestCaller.small(version)
        let fault = await caller.send(caller.wholeUpdate(1) { $0.string("fixed_in_version", "9.9") })
        #expect((fault?.contains("does not exist in project") == true) == faults)
        #expect((fault == nil) != faults)
    }

    @Test(arguments: [("2.26.3", nil), ("2.28.3", nil), ("2.28.4", "Invalid view state")])
    func aNewNoteInsideAnUpdateMayNotNameItsViewStateSince2284(version: String, expected: String?) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.wholeUpdate(1) { issue in
            issue.array("notes", itemType: "t:IssueNoteData", count: 1) { items in
                items.structure("item", type: "t:IssueNoteData") { note in
                    note.string("text", "x")
                    note.reference("view_state", 50)
                }
            }
        }
        #expect(await caller.send(request) == expected)
    }
}
