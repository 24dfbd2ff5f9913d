import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Who may do what (reference §2): admin 90, puente 70, cola 55, luis 40, ana 25, visita 10.
@Suite struct RightsTests {
    private func update(_ caller: TestCaller, _ build: @escaping (inout EnvelopeWriter) -> Void) async throws -> String
    {
        try await caller.fault("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.string("category", "Errores")
                build(&issue)
            }
        }
    }

    private func note(_ caller: TestCaller, on issue: Int = 1) async throws -> String {
        try await caller.fault("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", issue)
            envelope.structure("note", type: "t:IssueNoteData") { $0.string("text", "x") }
        }
    }

    @Test func readingNeedsViewerAndWritingReporter() async throws {
        let caller = try TestCaller.small()
        #expect(try await caller.as("visita").issue(1).text("summary") == "Uno")
        #expect(try await note(caller.as("visita")) == "500 Access denied for user visita.")
        #expect(try await caller.as("ana").addNote(1, "x") > 0)
    }

    @Test func updatingNeedsUpdaterAndAssigningAndStatusNeedDeveloper() async throws {
        let caller = try TestCaller.small()
        let reason = " Reason: Not enough rights to update issues."
        #expect(try await update(caller.as("ana")) { _ in } == "500 Access denied for user ana." + reason)
        let luis = caller.as("luis")
        try await luis.update(1) { $0.string("summary", "Cambiado") }
        #expect(
            try await update(luis) { $0.structure("handler", type: "t:AccountData") { $0.integer("id", 2) } }
                == "500 Access denied for user luis. Reason: User does not have access right to assign issues."
        )
        #expect(
            try await update(luis) { $0.reference("status", 50) }
                == "500 Access denied for user luis. Reason: Not allowed to change Issue status."
        )
        #expect(
            try await update(caller) { $0.structure("handler", type: "t:AccountData") { $0.integer("id", 4) } }
                == "500 Access denied for user ana. Reason: User does not have access right to handle issues."
        )
    }

    @Test func whatOneMayNotSetIsSilentlyLeft() async throws {
        let caller = try TestCaller.small()
        try await caller.as("luis").update(1) { issue in
            issue.string("due_date", "2026-12-01T10:00:00Z")
            issue.string("target_version", "1.0")
            issue.boolean("sticky", true)
            issue.array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: 1) { items in
                items.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                    item.reference("field", 3)
                    item.string("value", "x")
                }
            }
        }
        let issue = try await caller.issue(1)
        #expect(issue["due_date"]?.isNull == true)
        #expect(issue["target_version"] == nil)
        #expect(issue.text("sticky") == "false")
        #expect(issue["custom_fields"]?.children.last?.text("value") == "")
    }

    @Test func fieldsAboveOnesLevelAreNotThere() async throws {
        let caller = try TestCaller.small(user: "ana")
        let issue = try await caller.issue(1)
        #expect(issue["custom_fields"]?.children.map { $0.text("field", "name") } == ["NIT", "Plan"])
        let fields = try await caller.call("mc_project_get_custom_fields") { $0.integer("project_id", 1) }
        #expect(fields.children.count == 2)
    }

    @Test func resolvedIssuesAreLockedBelowManagerButTakeFiles() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { $0.reference("status", 80) }
        let cola = caller.as("cola")
        #expect(try await note(cola) == "200 Issue &#039;1&#039; is read-only.")
        #expect(try await update(cola) { _ in } == "500 Issue '1' is readonly")
        let tags = try await cola.fault("mc_issue_set_tags") { envelope in
            envelope.integer("issue_id", 1)
            envelope.array("tags", itemType: "t:TagData", count: 0) { _ in }
        }
        #expect(tags == "500 Access denied for user cola. Reason: Issue '1' is readonly.")
        try await cola.call("mc_issue_attachment_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.string("name", "a.txt")
            envelope.string("file_type", "text/plain")
            envelope.base64("content", [1, 2, 3])
        }
        #expect(try await caller.addNote(1, "el puente puede") > 0)
    }

    @Test func privateIssuesNeedDeveloperOrToBeOnesOwn() async throws {
        let caller = try TestCaller.small()
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(isPrivate: true)), as: "cola")
        for (user, sees) in [("puente", true), ("cola", true), ("luis", false), ("ana", true), ("visita", false)] {
            let found = try await caller.as(user).search { $0.integers("project_id", [1]) }
            #expect(found == (sees ? [1] : []), "\(user)")
        }
        let luis = caller.as("luis")
        let denied = try await luis.fault("mc_issue_get") { $0.integer("issue_id", 1) }
        #expect(denied == "500 Access denied for user luis.")
        #expect(try await luis.call("mc_issue_exists") { $0.integer("issue_id", 1) }.text == "true")
        #expect(try await luis.call("mc_issue_exists") { $0.integer("issue_id", 3) }.text == "true")
        #expect(try await luis.call("mc_issue_get_biggest_id") { $0.integer("project_id", 1) }.text == "2")
        let headers = try await luis.call("mc_issues_get_header") { $0.integers("issue_ids", [2, 1, 2]) }
        #expect(headers.children.map { $0.text("id") } == ["2", "2"])
    }

    @Test func privateNotesAreSeenByTheirWriterAndDevelopersOnly() async throws {
        let caller = try TestCaller.small()
        let note = try await caller.as("ana").addNote(1, "mía", private: true)
        _ = try await caller.addNote(1, "del puente", private: true)
        for (user, count) in [("puente", 2), ("cola", 2), ("ana", 1), ("luis", 0)] {
            let other = caller.as(user)
            #expect(try await other.issue(1)["notes"]?.children.count ?? 0 == count, "\(user)")
            let header = try await other.call("mc_issues_get_header") { $0.integers("issue_ids", [1]) }
            #expect(header.children.first?.text("notes_count") == "\(count)", "\(user)")
            #expect(try await other.history(1).count { $0[0] == "2" } == count, "\(user)")
        }
        let fault = try await caller.as("luis").fault("mc_issue_note_update") { envelope in
            envelope.structure("note", type: "t:IssueNoteData") { sent in
                sent.integer("id", note)
                sent.string("text", "x")
            }
        }
        #expect(fault == "500 Access denied for user luis.")
    }

    @Test func privateProjectsAreListedForThoseInThem() async throws {
        let caller = try TestCaller.small()
        func projects(_ user: String) async throws -> [String?] {
            try await caller.as(user).call("mc_projects_get_user_accessible").children.map { $0.text("name") }
        }
        #expect(try await projects("puente") == ["Mesa"])
        #expect(try await projects("admin") == ["Mesa", "Oculto"])
        try await caller.server.setLevel(55, of: "puente", in: ProjectID(rawValue: 3))
        #expect(try await projects("puente") == ["Mesa", "Oculto"])
        #expect(try await caller.search().sorted() == [1, 2, 3])
    }

    @Test func aDisabledAccountAndMaintenanceLookLikeAWrongPassword() async throws {
        let caller = try TestCaller.small()
        try await caller.server.setEnabled(false, user: "ana")
        #expect(try await caller.as("ana").fault("mc_login") == "500 Access denied")
        #expect(try await caller.as("nadie").fault("mc_login") == "500 Access denied")
        await caller.server.setOffline(true)
        #expect(try await caller.fault("mc_login") == "500 Access denied")
        #expect(try await caller.call("mc_version").text == "2.28.4")
    }
}
