import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// `mc_issue_update` of 2.28.4, field by field (reference §2.6, regime R4).
@Suite struct IssueUpdatingTests {
    /// Issue 1 with every optional field filled.
    private func full() async throws -> TestCaller {
        let caller = try TestCaller.small()
        try await caller.update(1) { issue in
            issue.reference("priority", 50)
            issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
            for field in ["version", "fixed_in_version", "target_version"] { issue.string(field, "1.0") }
            issue.string("steps_to_reproduce", "pasos")
            issue.string("due_date", "2026-12-01T10:00:00-05:00")
        }
        return caller
    }

    @Test func whatIsLeftOutIsKeptButForTheVersions() async throws {
        let caller = try await full()
        try await caller.update(1) { _ in }
        let issue = try await caller.issue(1)
        #expect(issue.text("summary") == "Uno")
        #expect(issue.text("description") == "Texto")
        #expect(issue.text("priority", "id") == "50")
        #expect(issue.text("handler", "id") == "2")
        #expect(issue.text("reporter", "id") == "4")
        #expect(issue.text("steps_to_reproduce") == "pasos")
        #expect(issue.text("due_date") == "2026-12-01T10:00:00-05:00")
        for field in ["version", "fixed_in_version", "target_version"] { #expect(issue[field] == nil, "\(field)") }
    }

    @Test func blankClears() async throws {
        let caller = try await full()
        try await caller.update(1) { issue in
            issue.structure("handler", type: "t:AccountData") { _ in }
            issue.string("steps_to_reproduce", "")
            issue.string("due_date", "")
        }
        let issue = try await caller.issue(1)
        #expect(issue["handler"] == nil)
        #expect(issue["steps_to_reproduce"] == nil)
        #expect(issue["due_date"]?.isNull == true)
    }

    @Test func anUnknownHandlersNameUnassignsWithoutAWord() async throws {
        let caller = try await full()
        try await caller.update(1) { $0.structure("handler", type: "t:AccountData") { $0.string("name", "nadie") } }
        #expect(try await caller.issue(1)["handler"] == nil)
    }

    @Test func numbersAreStoredUncheckedAndUnknownLabelsAsZero() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { issue in
            issue.reference("priority", 77)
            issue.structure("severity", type: "t:ObjectRef") { $0.string("name", "grave") }
            issue.structure("resolution", type: "t:ObjectRef") { $0.string("name", "reopened") }
        }
        let issue = try await caller.issue(1)
        #expect(issue.text("priority", "name") == "@77@")
        #expect(issue.text("severity", "name") == "@0@")
        #expect(issue.text("resolution", "id") == "30")
    }

    @Test func statusAndResolutionGoTheirOwnWays() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { $0.reference("status", 80) }
        let issue = try await caller.issue(1)
        #expect(issue.text("status", "name") == "resolved")
        #expect(issue.text("resolution", "name") == "open")
    }

    @Test func anUpdateThatChangesNothingBumpsAllTheSame() async throws {
        let caller = try TestCaller.small()
        let before = try await caller.history(1)
        caller.server.clock.advance(by: 60)
        try await caller.update(1) { _ in }
        #expect(try await caller.issue(1).text("last_updated") == "2026-11-21T15:01:00-05:00")
        #expect(try await caller.history(1) == before)
    }

    @Test func theHistoryTellsEachChangedFieldInTheServersOrder() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { issue in
            issue.string("summary", "Otro")
            issue.reference("status", 50)
            issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
            issue.array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: 1) { items in
                items.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                    item.reference("field", 1)
                    item.string("value", "900-1")
                }
            }
        }
        let rows = try await caller.history(1).dropFirst()
        #expect(
            Array(rows) == [
                ["0", "NIT", "", "900-1", "puente"], ["0", "handler_id", "0", "2", "puente"],
                ["0", "status", "10", "50", "puente"], ["0", "summary", "Uno", "Otro", "puente"],
            ]
        )
    }

    @Test(arguments: [
        ("Nada", "200 Category &#039;Nada&#039; not found."),
        // It belongs to the project above, whose categories the one below offers, not the other way round.
        ("Propia", "200 Category &#039;Propia&#039; not found."),
        ("", "200 Category field must be supplied."),
    ])
    func theCategoryMustBelongToTheProject(category: String, fault: String) async throws {
        let caller = try TestCaller.small()
        let got = try await caller.fault("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { $0.string("category", category) }
        }
        #expect(got == fault)
    }

    @Test func aFaultInALaterStepLeavesEarlierEffects() async throws {
        let caller = try TestCaller.small()
        let fault = try await caller.fault("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.string("category", "Errores")
                issue.string("summary", String(repeating: "x", count: 129))
                issue.array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: 1) { items in
                    items.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                        item.reference("field", 1)
                        item.string("value", "900-1")
                    }
                }
            }
        }
        #expect(fault.contains("#1406: Data too long for column 'summary'"))
        let issue = try await caller.issue(1)
        #expect(issue.text("summary") == "Uno")
        #expect(issue["custom_fields"]?.children.first?.text("value") == "900-1")
    }

    @Test func aNewNoteInsideTheUpdateMayNotNameItsPrivacy() async throws {
        let caller = try TestCaller.small()
        let fault = try await caller.fault("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.string("category", "Errores")
                issue.array("notes", itemType: "t:IssueNoteData", count: 1) { items in
                    items.structure("item", type: "t:IssueNoteData") { note in
                        note.string("text", "x")
                        note.reference("view_state", 10)
                    }
                }
            }
        }
        #expect(fault == "200 Invalid view state")
    }

    @Test func anIssueWithUnresolvedChildrenStaysOpen() async throws {
        let caller = try TestCaller.small()
        try await caller.call("mc_issue_relationship_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                relationship.reference("type", 2)
                relationship.integer("target_id", 2)
            }
        }
        let fault = try await caller.fault("mc_issue_update") { envelope in
            envelope.integer("issueId", 1)
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.string("category", "Errores")
                issue.reference("status", 80)
            }
        }
        #expect(fault == "500 Unresolved child issues.")
    }

    @Test func movingTakesTheIssueToTheOtherProject() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { $0.reference("project", 2) }
        #expect(try await caller.issue(1).text("project", "name") == "Anexo")
        #expect(
            try await caller.history(1).dropFirst() == [
                ["0", "project_id", "1", "2", "puente"]
            ]
        )
    }

    @Test func monitorsAndTagsAreSetExactly() async throws {
        let caller = try TestCaller.small()
        try await caller.server.perform(.monitor(IssueID(rawValue: 1), true), as: "ana")
        try await caller.server.perform(.tag(IssueID(rawValue: 1), "viejo"), as: "cola")
        try await caller.server.perform(.tag(IssueID(rawValue: 2), "nuevo"), as: "cola")
        try await caller.update(1) { issue in
            issue.array("monitors", itemType: "t:AccountData", count: 1) { items in
                items.structure("item", type: "t:AccountData") { $0.integer("id", 5) }
            }
            issue.array("tags", itemType: "t:ObjectRef", count: 1) { items in
                items.structure("item", type: "t:ObjectRef") { $0.string("name", "nuevo") }
            }
        }
        let issue = try await caller.issue(1)
        #expect(issue["monitors"]?.children.map { $0.text("name") } == ["luis"])
        #expect(issue["tags"]?.children.map { $0.text("name") } == ["nuevo"])
    }
}
