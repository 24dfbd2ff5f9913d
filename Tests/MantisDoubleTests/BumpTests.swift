import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// What moves `last_updated` (reference §3.3), and what history row it leaves.
@Suite struct BumpTests {
    struct Event: CustomTestStringConvertible, Sendable {
        let name: String
        let bumps: Bool
        /// Type of the last history row.
        let kind: String
        let deed: Deed

        var testDescription: String { name }
    }

    private static let issue = IssueID(rawValue: 1)
    private static let note = IssueNoteID(rawValue: 1)

    static let events = [
        Event(name: "edit", bumps: true, kind: "0", deed: .edit(issue, IssueEdit(priority: 60))),
        Event(name: "move", bumps: true, kind: "0", deed: .edit(issue, IssueEdit(project: "Anexo"))),
        Event(name: "description", bumps: true, kind: "6", deed: .edit(issue, IssueEdit(description: "Otra"))),
        Event(name: "custom field", bumps: true, kind: "0", deed: .edit(issue, IssueEdit(customFields: ["NIT": "1"]))),
        Event(name: "note", bumps: true, kind: "2", deed: .note(issue, "x")),
        Event(name: "note text", bumps: true, kind: "3", deed: .editNote(note, "y")),
        Event(name: "same note text", bumps: false, kind: "2", deed: .editNote(note, "nota")),
        Event(name: "note privacy", bumps: false, kind: "11", deed: .setNotePrivacy(note, true)),
        Event(name: "note gone", bumps: true, kind: "4", deed: .deleteNote(note)),
        Event(name: "file", bumps: true, kind: "9", deed: .attach(issue, name: "a", type: "t", content: [])),
        Event(name: "monitor", bumps: true, kind: "12", deed: .monitor(issue, true)),
        Event(name: "tag", bumps: true, kind: "25", deed: .tag(issue, "t")),
    ]

    @Test(arguments: events)
    func aDeedBumpsAsTheTableSays(event: Event) async throws {
        let caller = try TestCaller.small()
        #expect(try await caller.addNote(1, "nota") == 1)
        let before = try await caller.issue(1).text("last_updated")
        caller.server.clock.advance(by: 30)
        try await caller.server.perform(event.deed, as: "cola")
        let after = try await caller.issue(1).text("last_updated")
        #expect((after != before) == event.bumps)
        #expect(try await caller.history(1).last?.first == event.kind)
    }

    @Test func deletingAFileDoesNotBump() async throws {
        let caller = try TestCaller.small()
        let deed = Deed.attach(Self.issue, name: "a", type: "t", content: [65])
        let file = try #require(try await caller.server.perform(deed, as: "puente"))
        let before = try await caller.issue(1).text("last_updated")
        caller.server.clock.advance(by: 30)
        try await caller.call("mc_issue_attachment_delete") { $0.integer("issue_attachment_id", file) }
        #expect(try await caller.issue(1).text("last_updated") == before)
        #expect(try await caller.history(1).last == ["10", "", "a", "0", "puente"])
    }

    @Test func aRelationshipBumpsBothEndsAndItsTypeIsSeenFromEach() async throws {
        let caller = try TestCaller.small()
        func relate(_ type: Int) async throws -> String {
            caller.server.clock.advance(by: 30)
            return try await caller.call("mc_issue_relationship_add") { envelope in
                envelope.integer("issue_id", 1)
                envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                    relationship.reference("type", type)
                    relationship.integer("target_id", 2)
                }
            }.text
        }
        let first = try await relate(0)
        #expect(try await relate(2) == first)
        for (id, type) in [(1, "parent of"), (2, "child of")] {
            let issue = try await caller.issue(id)
            #expect(issue.text("last_updated") == "2026-11-21T15:01:00-05:00")
            #expect(issue["relationships"]?.children.map { $0.text("type", "name") } == [type])
            #expect(try await caller.history(id).suffix(2).map { $0[0] } == ["18", "23"])
        }
        try await caller.call("mc_issue_relationship_delete") { envelope in
            envelope.integer("issue_id", 2)
            envelope.integer("relationship_id", Int(first) ?? 0)
        }
        #expect(try await caller.issue(1)["relationships"] == nil)
    }

    @Test func aDeletedIssueLeavesNoTrace() async throws {
        let caller = try TestCaller.small()
        let note = try await caller.addNote(1, "x")
        try await caller.call("mc_issue_delete") { $0.integer("issue_id", 1) }
        #expect(try await caller.fault("mc_issue_get") { $0.integer("issue_id", 1) } == "200 Issue #1 not found")
        #expect(
            try await caller.fault("mc_issue_get_history") { $0.integer("issue_id", 1) }
                == "500 Issue '1' does not exist"
        )
        #expect(try await caller.search() == [2])
        #expect(
            try await caller.fault("mc_issue_note_delete") { $0.integer("issue_note_id", note) }
                == "200 Issue note #\(note) not found"
        )
    }
}
