import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// What bumps `last_updated`, row by row and version by version (reference §3.3).
@Suite struct VersionBumpTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let event: String
        /// Versions in which it bumps; the others do not.
        let bumps: @Sendable (ServerVersion) -> Bool
        let request: @Sendable (TestCaller, _ note: Int, _ file: Int) -> [UInt8]
        /// The first version that has the operation.
        var since = ServerVersion(1, 2, 0)

        var testDescription: String { event }
    }

    private static func note(
        _ envelope: inout EnvelopeWriter,
        id: Int? = nil,
        _ text: String,
        private state: Int? = nil
    ) {
        envelope.structure("note", type: "t:IssueNoteData") { note in
            if let id { note.integer("id", id) }
            note.string("text", text)
            if let state { note.reference("view_state", state) }
        }
    }

    private static func from(_ major: Int, _ minor: Int, _ patch: Int) -> @Sendable (ServerVersion) -> Bool {
        { $0 >= ServerVersion(major, minor, patch) }
    }

    static let rows: [Row] = [
        Row(event: "update without a change", bumps: { _ in true }) { caller, _, _ in caller.wholeUpdate(1) },
        Row(event: "status", bumps: { _ in true }) { caller, _, _ in
            caller.wholeUpdate(1) { $0.reference("status", 30) }
        },
        Row(event: "move", bumps: { _ in true }) { caller, _, _ in
            caller.wholeUpdate(1, without: ["project"]) { $0.reference("project", 2) }
        },
        Row(event: "note added", bumps: { _ in true }) { caller, _, _ in
            caller.request("mc_issue_note_add") { envelope in
                envelope.integer("issue_id", 1)
                note(&envelope, "otra")
            }
        },
        Row(
            event: "note text",
            bumps: from(1, 2, 11),
            request: { caller, id, _ in
                caller.request("mc_issue_note_update") { note(&$0, id: id, "cambiada") }
            },
            since: ServerVersion(1, 2, 6)
        ),
        Row(
            event: "note privacy",
            bumps: { _ in false },
            request: { caller, id, _ in
                caller.request("mc_issue_note_update") { note(&$0, id: id, "nota", private: 50) }
            },
            since: ServerVersion(1, 2, 6)
        ),
        Row(event: "note deleted", bumps: from(2, 27, 1)) { caller, id, _ in
            caller.request("mc_issue_note_delete") { $0.integer("issue_note_id", id) }
        },
        Row(event: "file added", bumps: { _ in true }) { caller, _, _ in
            caller.request("mc_issue_attachment_add") { envelope in
                envelope.integer("issue_id", 1)
                envelope.string("name", "b.txt")
                envelope.string("file_type", "text/plain")
                envelope.string("content", "QQ==")
            }
        },
        Row(event: "file deleted", bumps: { _ in false }) { caller, _, file in
            caller.request("mc_issue_attachment_delete") { $0.integer("issue_attachment_id", file) }
        },
        Row(
            event: "tags",
            bumps: { _ in true },
            request: { caller, _, _ in
                caller.request("mc_issue_set_tags") { envelope in
                    envelope.integer("issue_id", 1)
                    envelope.array("tags", itemType: "t:TagData", count: 1) { items in
                        items.structure("item", type: "t:TagData") { $0.integer("id", 1) }
                    }
                }
            },
            since: ServerVersion(1, 2, 9)
        ),
        Row(
            event: "category renamed",
            bumps: { _ in false },
            request: { caller, _, _ in
                caller.request("mc_project_rename_category_by_name") { envelope in
                    envelope.integer("project_id", 1)
                    envelope.string("p_category_name", "Errores")
                    envelope.string("p_category_name_new", "Fallos")
                    envelope.integer("p_assigned_to", 0)
                }
            },
            since: ServerVersion(1, 2, 2)
        ),
    ]

    static let versions = [
        "1.2.0", "1.2.10", "1.2.20", "1.3.20", "2.4.0", "2.16.0", "2.25.0", "2.26.3", "2.27.1", "2.28.4",
    ]

    @Test(arguments: rows, versions)
    func anEventBumpsAsTheTableSays(row: Row, version: String) async throws {
        let this = try #require(ServerVersion(version))
        guard this >= row.since else { return }
        let caller = try TestCaller.small(version)
        let note = try await caller.addNote(1, "nota")
        let deed = Deed.attach(IssueID(rawValue: 1), name: "a", type: "t", content: [65])
        let file = try #require(try await caller.server.perform(deed, as: "puente"))
        try await caller.server.perform(.tag(IssueID(rawValue: 2), "t"), as: "puente")
        let before = try await caller.issue(1).text("last_updated")
        caller.server.clock.advance(by: 30)
        #expect(await caller.send(row.request(caller, note, file)) == nil)
        let after = try await caller.issue(1).text("last_updated")
        #expect((before != after) == row.bumps(this))
    }

    @Test(arguments: versions)
    func aRelationshipBumpsBothEndsFrom126On(version: String) async throws {
        let caller = try TestCaller.small(version)
        let old = try await caller.issue(2).text("last_updated")
        caller.server.clock.advance(by: 30)
        let answer = try await caller.call("mc_issue_relationship_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                relationship.reference("type", 1)
                relationship.integer("target_id", 2)
            }
        }
        let first = try await caller.issue(1).text("last_updated")
        let isOld = try #require(ServerVersion(version)) < ServerVersion(1, 2, 6)
        #expect(try await caller.issue(2).text("last_updated") == (isOld ? old : first))
        caller.server.clock.advance(by: 30)
        try await caller.call("mc_issue_relationship_delete") { envelope in
            envelope.integer("issue_id", 2)
            envelope.integer("relationship_id", Int(answer.text) ?? 0)
        }
        let second = try await caller.issue(2).text("last_updated")
        #expect(try await caller.issue(1).text("last_updated") == (isOld ? first : second))
        #expect(first != second)
    }
}
