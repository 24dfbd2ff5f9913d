import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

@Suite struct IssueAddingTests {
    private func add(_ issue: inout EnvelopeWriter, project: Int = 1, category: String? = "Errores") {
        issue.reference("project", project)
        if let category { issue.string("category", category) }
        issue.string("summary", "Nuevo")
        issue.string("description", "Texto")
    }

    private func fault(_ user: String, _ build: (inout EnvelopeWriter) -> Void) async throws -> String {
        try await TestCaller.small(user: user).fault("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { build(&$0) }
        }
    }

    @Test func aNewIssueGetsTheDefaults() async throws {
        let caller = try TestCaller.small(user: "ana")
        let id = try await caller.call("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { add(&$0) }
        }.text
        #expect(id == "4")
        let issue = try await caller.issue(4)
        for (field, value) in [("priority", "30"), ("severity", "50"), ("status", "10"), ("resolution", "10")] {
            #expect(issue.text(field, "id") == value, "\(field)")
        }
        #expect(issue.text("reporter", "name") == "ana")
        #expect(issue.text("date_submitted") == "2026-11-21T15:00:00-05:00")
        #expect(try await caller.history(4) == [["1", "", "", "", "ana"]])
    }

    @Test func aHandlerMakesItAssigned() async throws {
        let caller = try TestCaller.small()
        try await caller.call("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { issue in
                add(&issue)
                issue.structure("handler", type: "t:AccountData") { $0.string("name", "cola") }
            }
        }
        #expect(try await caller.issue(4).text("status", "name") == "assigned")
        #expect(try await caller.history(4).map { $0[1] } == ["", "status", "handler_id"])
    }

    @Test func unknownTagsAreMade() async throws {
        let caller = try TestCaller.small()
        try await caller.call("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { issue in
                add(&issue)
                issue.array("tags", itemType: "t:ObjectRef", count: 1) { items in
                    items.structure("item", type: "t:ObjectRef") { $0.string("name", "nuevo") }
                }
            }
        }
        #expect(try await caller.issue(4)["tags"]?.children.map { $0.text("name") } == ["nuevo"])
        let tags = try await caller.call("mc_tag_get_all") { envelope in
            envelope.integer("page_number", 1)
            envelope.integer("per_page", 50)
        }
        #expect(tags.text("total_results") == "1")
    }

    @Test func whatIsMissingOrWrongIsSaid() async throws {
        #expect(try await fault("ana") { $0.string("summary", "x") } == "200 Description not specified")
        #expect(try await fault("ana") { add(&$0, project: 9) } == "200 Project &#039;9&#039; not found")
        #expect(
            try await fault("ana") { add(&$0, project: 3) }
                == "200 User does not have access right to report issues"
        )
        #expect(try await fault("visita") { add(&$0) } == "500 Access denied for user visita.")
        #expect(try await fault("ana") { add(&$0, category: nil) } == "200 Category field must be supplied.")
        #expect(try await fault("ana") { add(&$0, category: "Té") } == "200 Category &#039;T&eacute;&#039; not found.")
        let badPlan = try await fault("ana") { issue in
            add(&issue)
            issue.array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: 1) { items in
                items.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                    item.structure("field", type: "t:ObjectRef") { $0.string("name", "Plan") }
                    item.string("value", "Bronce")
                }
            }
        }
        #expect(badPlan == "200 Invalid custom field &#039;Plan&#039; value.")
    }
}
