import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// What `mc_issue_update` does to what is left out, field by field and version by version (reference §2.6).
@Suite struct VersionUpdateTests {
    /// Issue 1 with every field filled that some version clears.
    private func filled(_ version: String, user: String = "puente") async throws -> TestCaller {
        let caller = try TestCaller.small(version)
        let fault = await caller.send(
            caller.wholeUpdate(1) { issue in
                issue.structure("reporter", type: "t:AccountData") { $0.integer("id", 4) }
                issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
                issue.reference("status", 50)
                issue.reference("priority", 50)
                for field in ["version", "fixed_in_version", "target_version"] { issue.string(field, "1.0") }
                issue.string("steps_to_reproduce", "pasos")
                issue.string("due_date", "2026-12-01T10:00:00-05:00")
            }
        )
        #expect(fault == nil, "\(version)")
        return caller.as(user)
    }

    /// Version, whether each of these survives an update that leaves it out: priority and status and steps, reporter and
    /// handler, version and version of the fix, target version, due date.
    static let omitted: [(String, others: Bool, people: Bool, versions: Bool, target: Bool, due: Bool)] = [
        ("1.2.0", false, false, false, false, false),
        ("1.2.5", false, false, false, false, false),
        ("1.2.6", true, false, true, false, false),
        ("1.2.20", true, false, true, false, false),
        ("1.3.20", true, false, true, false, false),
        ("2.4.0", true, false, true, false, false),
        ("2.5.0", true, false, true, true, false),
        ("2.16.0", true, false, true, true, false),
        ("2.25.0", true, false, true, true, false),
        ("2.26.3", true, false, false, false, false),
        ("2.27.0", true, false, false, false, false),
        ("2.27.1", true, false, false, false, true),
        ("2.28.3", true, false, false, false, true),
        ("2.28.4", true, true, false, false, true),
    ]

    @Test(arguments: omitted)
    func whatIsLeftOutIsKeptOrClearedByVersion(
        row: (String, others: Bool, people: Bool, versions: Bool, target: Bool, due: Bool)
    ) async throws {
        let caller = try await filled(row.0)
        #expect(await caller.send(caller.wholeUpdate(1)) == nil)
        let issue = try await caller.issue(1)
        #expect((issue.text("priority", "id") == "50") == row.others)
        #expect(issue.text("status", "id") == (row.others ? "50" : "10"))
        #expect((issue.text("steps_to_reproduce") == "pasos") == row.others)
        #expect(issue.text("reporter", "id") == (row.people ? "4" : "3"))
        #expect((issue.text("handler", "id") == "2") == row.people)
        for field in ["version", "fixed_in_version"] {
            #expect((issue.text(field) == "1.0") == row.versions, "\(field)")
        }
        #expect((issue.text("target_version") == "1.0") == row.target)
        #expect((issue["due_date"]?.isNull == false) == row.due)
    }

    static let mandatory: [(String, String, String?)] = [
        ("1.2.20", "project", "Error Type: SYSTEM NOTICE,\nError Description: Undefined index: project"),
        ("2.16.0", "project", "Error Type: SYSTEM NOTICE,\nError Description: Undefined index: project"),
        ("2.25.0", "project", nil),
        ("2.28.4", "project", nil),
        ("1.2.20", "summary", "Mandatory field 'summary' is missing."),
        ("2.26.3", "description", "Mandatory field 'description' is missing."),
        ("2.28.4", "summary", nil),
        ("2.28.4", "description", nil),
        ("2.4.0", "category", "Error Type: SYSTEM NOTICE,\nError Description: Undefined index: category"),
        ("2.16.0", "category", "Category field must be supplied."),
        ("2.28.4", "category", "Category field must be supplied."),
    ]

    @Test(arguments: mandatory)
    func someMembersMustBeThere(version: String, member: String, expected: String?) async throws {
        let caller = try TestCaller.small(version)
        #expect(await caller.send(caller.wholeUpdate(1, without: [member])) == expected)
    }

    @Test(arguments: [
        ("1.3.20", "Category field must be supplied."),
        (
            "2.16.0",
            "Error Type: SYSTEM NOTICE,\nError Description: Object of class SoapFault could not be converted to int"
        ),
        ("2.28.4", "Category &#039;Nada&#039; not found."),
    ])
    func anUnknownCategoryIsRefusedInItsOwnWords(version: String, expected: String) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.wholeUpdate(1, without: ["category"]) { $0.string("category", "Nada") }
        #expect(await caller.send(request) == expected)
    }

    /// Version, whether blank clears it.
    @Test(arguments: [("1.2.20", true), ("2.4.0", true), ("2.16.0", false), ("2.26.3", true), ("2.28.4", true)])
    func aBlankVersionClearsButInTheMiddleYears(version: String, clears: Bool) async throws {
        let caller = try await filled(version)
        let request = caller.wholeUpdate(1) { issue in
            for field in ["version", "fixed_in_version", "target_version"] { issue.string(field, "") }
        }
        #expect(await caller.send(request) == nil)
        let issue = try await caller.issue(1)
        for field in ["version", "fixed_in_version", "target_version"] {
            #expect((issue[field] == nil) == clears, "\(field)")
        }
    }

    /// Reference §2.6: below the threshold nothing happens, but a due date went until 2.27.0.
    @Test(arguments: [("1.2.20", true), ("2.16.0", true), ("2.27.0", true), ("2.27.1", false), ("2.28.4", false)])
    func whoMayNotSetADueDateErasesItUntil2270(version: String, erases: Bool) async throws {
        let caller = try await filled(version)
        // A developer is below the manager that the threshold asks for.
        let request = caller.as("cola").wholeUpdate(1) { issue in
            issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
            issue.string("due_date", "2027-01-01T00:00:00Z")
        }
        #expect(await caller.send(request) == nil)
        let date = try await caller.issue(1)["due_date"]
        #expect((date?.isNull == true) == erases)
        if !erases { #expect(date?.text == "2026-12-01T10:00:00-05:00") }
    }

    @Test(arguments: Scenario.testedVersions.map(\.description))
    func aTargetVersionBelowTheThresholdIsDroppedSilently(version: String) async throws {
        let caller = try await filled(version)
        await caller.server.set("roadmap_update_threshold", to: "90")
        let request = caller.wholeUpdate(1) { issue in
            issue.structure("handler", type: "t:AccountData") { $0.integer("id", 2) }
            issue.string("target_version", "2.0")
        }
        #expect(await caller.send(request) == nil)
        #expect(try await caller.issue(1).text("target_version") == "1.0")
    }

    @Test(arguments: [
        ("1.2.20", nil), ("2.26.3", nil), ("2.28.3", nil), ("2.28.4", "Not allowed to change Issue status"),
    ])
    func theStatusAsksForARightOfItsOwnSince2284(version: String, reason: String?) async throws {
        let caller = try TestCaller.small(version, user: "luis")
        let fault = await caller.send(caller.wholeUpdate(1) { $0.reference("status", 50) })
        if let reason { #expect(fault?.contains(reason) == true) } else { #expect(fault == nil) }
    }

    @Test(arguments: [("1.3.20", false), ("2.25.0", false), ("2.26.0", true), ("2.28.4", true)])
    func childrenAreLookedAtSince226(version: String, refuses: Bool) async throws {
        let caller = try TestCaller.small(version)
        try await caller.call("mc_issue_relationship_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                relationship.reference("type", 2)
                relationship.integer("target_id", 2)
            }
        }
        let fault = await caller.send(caller.wholeUpdate(1) { $0.reference("status", 80) })
        #expect(fault == (refuses ? "Unresolved child issues." : nil))
    }

    /// Version; faults when the handler has no right any more and stays; when a new one has none; when it does not exist.
    @Test(arguments: [
        ("1.2.0", false, false), ("1.2.17", false, false), ("1.2.18", true, true), ("2.8.0", true, true),
        ("2.9.0", false, true), ("2.28.4", false, true),
    ])
    func handlersAreCheckedByVersion(version: String, faultsUnchanged: Bool, faultsNew: Bool) async throws {
        let caller = try await filled(version)
        try await caller.server.setLevel(25, of: "cola", in: ProjectID(rawValue: 1))
        func handler(_ id: Int) -> [UInt8] {
            caller.wholeUpdate(1) { $0.structure("handler", type: "t:AccountData") { $0.integer("id", id) } }
        }
        let reason = "Reason: User does not have access right to handle issues."
        let unchanged = await caller.send(handler(2))
        #expect(unchanged == (faultsUnchanged ? "Access denied for user cola. " + reason : nil))
        let new = await caller.send(handler(4))
        #expect(new == (faultsNew ? "Access denied for user ana. " + reason : nil))
        #expect(await caller.send(handler(77)) == "User '77' does not exist.")
    }

    @Test(arguments: Scenario.testedVersions.map(\.description))
    func aFaultInALaterStepLeavesWhatEarlierOnesWrote(version: String) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.wholeUpdate(1, without: ["summary"]) { issue in
            issue.string("summary", String(repeating: "x", count: 129))
            issue.array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: 1) { items in
                items.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                    item.reference("field", 1)
                    item.string("value", "900")
                }
            }
        }
        let fault = await caller.send(request)
        #expect(fault?.contains("APPLICATION ERROR #401") == true)
        let issue = try await caller.issue(1)
        // Before 1.2.9 the row came first, and with it the fault.
        let isWritten = version != "1.2.0"
        #expect((issue["custom_fields"]?.children.first?.text("value") == "900") == isWritten)
        #expect(issue.text("summary") == "Uno")
    }

    // MARK: Notes inside the update

    private func editNote(_ caller: TestCaller, _ id: Int, _ text: String) -> [UInt8] {
        caller.wholeUpdate(1) { issue in
            issue.array("notes", itemType: "t:IssueNoteData", count: 1) { items in
                items.structure("item", type: "t:IssueNoteData") { note in
                    note.integer("id", id)
                    note.string("text", text)
                }
            }
        }
    }

    @Test(arguments: [("1.2.20", true), ("2.16.0", true), ("2.26.0", true), ("2.26.1", false), ("2.28.4", false)])
    func aNoteIsComparedWithTheOldestOneUntil2260(version: String, comparesWrongly: Bool) async throws {
        let caller = try TestCaller.small(version)
        _ = try await caller.addNote(1, "primera")
        let second = try await caller.addNote(1, "segunda")
        // The text of the oldest note: an old server sees no change in it.
        #expect(await caller.send(editNote(caller, second, "primera")) == nil)
        let texts = try await caller.issue(1)["notes"]?.children.map { $0.text("text") }
        #expect(texts == ["primera", comparesWrongly ? "segunda" : "primera"])
    }

    @Test func anOldServerMayTurnAPrivateNotePublic() async throws {
        let caller = try TestCaller.small("2.16.0")
        _ = try await caller.addNote(1, "primera", private: true)
        let second = try await caller.addNote(1, "segunda", private: true)
        #expect(await caller.send(editNote(caller, second, "segunda")) == nil)
        #expect(try await caller.issue(1)["notes"]?.children.last?.text("view_state", "id") == "10")
    }

    @Test(arguments: [
        ("2.28.1", nil), ("2.28.2", "Access denied for user luis. Reason: Not allowed to update note 1."),
    ])
    func anothersNoteIsEditedThroughAnUpdateWithoutRightsUntil2281(version: String, expected: String?) async throws {
        let caller = try TestCaller.small(version)
        let note = try await caller.addNote(1, "de puente")
        #expect(await caller.send(editNote(caller.as("luis"), note, "de luis")) == expected)
        let text = try await caller.issue(1)["notes"]?.children.first?.text("text")
        #expect(text == (expected == nil ? "de luis" : "de puente"))
    }
}
