import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Notes by version (reference §2.7).
@Suite struct VersionNoteTests {
    private func add(_ caller: TestCaller, _ text: String, _ build: (inout EnvelopeWriter) -> Void = { _ in })
        -> [UInt8]
    {
        caller.request("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("note", type: "t:IssueNoteData") { note in
                note.string("text", text)
                build(&note)
            }
        }
    }

    private func lastNote(_ caller: TestCaller) async throws -> RequestElement {
        try #require(try await caller.as("admin").issue(1)["notes"]?.children.last)
    }

    @Test(arguments: [("1.2.0", false), ("1.3.20", false), ("2.10.0", false), ("2.11.0", true), ("2.28.4", true)])
    func textsAreTrimmedSince211(version: String, trims: Bool) async throws {
        let caller = try TestCaller.small(version)
        // A carriage return stays only where it is written as a reference.
        let request = String(decoding: add(caller, " uno#dos "), as: UTF8.self).replacing("#", with: "&#13;\n")
        #expect(await caller.send(Array(request.utf8)) == nil)
        #expect(try await lastNote(caller).text("text") == (trims ? "uno\r\ndos" : " uno\r\ndos "))
    }

    @Test(arguments: [
        ("1.2.20", "Issue note text must not be blank."), ("2.4.0", "Issue note text must not be blank."),
        ("2.16.0", "Issue note not specified."),
    ])
    func aBlankOneIsRefusedInItsOwnWords(version: String, text: String) async throws {
        let caller = try TestCaller.small(version)
        #expect(await caller.send(add(caller, " \n")) == text)
    }

    /// Version; user; the fault, or whether the note came out private.
    @Test(arguments: [
        ("1.2.20", "cola", nil, true), ("1.2.20", "luis", nil, false), ("1.3.20", "luis", nil, true),
        ("2.10.0", "ana", nil, false), ("2.16.0", "ana", "Reporter can&#039;t add private notes", false),
    ])
    func aPrivateNoteWithoutTheRightIsPublicUntil210(
        version: String,
        user: String,
        fault: String?,
        isPrivate: Bool
    ) async throws {
        let caller = try TestCaller.small(version, user: user)
        if user == "ana" { await caller.server.set("set_view_status_threshold", to: "40") }
        #expect(await caller.send(add(caller, "secreto") { $0.reference("view_state", 50) }) == fault)
        if fault == nil {
            #expect(try await lastNote(caller).text("view_state", "id") == (isPrivate ? "50" : "10"))
        }
    }

    @Test(arguments: [("1.2.20", "3"), ("1.3.20", "4"), ("2.16.0", "4"), ("2.28.4", "4")])
    func anotherReporterIsTakenSince13(version: String, reporter: String) async throws {
        let caller = try TestCaller.small(version)
        let request = add(caller, "x") { $0.structure("reporter", type: "t:AccountData") { $0.integer("id", 4) } }
        #expect(await caller.send(request) == nil)
        #expect(try await lastNote(caller).text("reporter", "id") == reporter)
    }

    @Test(arguments: [
        ("1.2.0", false), ("1.2.1", true), ("1.2.20", true), ("1.3.20", false), ("2.10.0", false), ("2.11.0", true),
        ("2.28.4", true),
    ])
    func theAnswerOfAWaitingReporterHandsTheIssueBackIn12AndSince211(version: String, handsBack: Bool) async throws {
        let caller = try TestCaller.small(version)
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(status: 20)), as: "puente")
        #expect(await caller.send(add(caller.as("ana"), "respuesta")) == nil)
        #expect(try await caller.issue(1).text("status", "id") == (handsBack ? "10" : "20"))
    }

    @Test(arguments: [("1.2.0", nil), ("1.2.20", "clave"), ("2.4.0", "clave"), ("2.16.0", "")])
    func anAttributeStaysWithATypeUntil210(version: String, attribute: String?) async throws {
        let caller = try TestCaller.small(version)
        let request = add(caller, "x") { note in
            note.integer("note_type", 0)
            note.string("note_attr", "clave")
        }
        #expect(await caller.send(request) == nil)
        #expect(try await lastNote(caller).text("note_attr") == attribute)
    }

    @Test(arguments: [("1.2.20", "sin "), ("1.3.20", "sin \u{FFFD} ave"), ("2.28.4", "sin \u{FFFD} ave")])
    func whatTheDatabaseCannotHoldCutsTheTextOffUntil12(version: String, text: String) async throws {
        let caller = try TestCaller.small(version)
        #expect(await caller.send(add(caller, "sin 🦤 ave")) == nil)
        #expect(try await lastNote(caller).text("text") == text)
    }

    @Test(arguments: [
        ("1.2.20", nil, 65_535), ("2.16.0", "APPLICATION ERROR #401", 0), ("2.27.2", "Long text field", 0),
    ])
    func anEndlessOneIsCutOrRefused(version: String, fault: String?, kept: Int) async throws {
        let caller = try TestCaller.small(version)
        let said = await caller.send(add(caller, String(repeating: "x", count: 65_536)))
        if let fault {
            #expect(said?.contains(fault) == true)
        } else {
            #expect(said == nil)
            #expect(try await lastNote(caller).text("text")?.utf8.count == kept)
        }
    }

    @Test(arguments: [("1.2.6", "10", "50"), ("1.2.11", "10", "50"), ("1.2.12", "10", "10"), ("2.28.4", "10", "10")])
    func anyStateThatComesWithAnEditMadeTheNotePrivateUntil1211(
        version: String,
        sent: String,
        stored: String
    ) async throws {
        let caller = try TestCaller.small(version)
        let id = try await caller.addNote(1, "nota")
        let answer = try await caller.call("mc_issue_note_update") { envelope in
            envelope.structure("note", type: "t:IssueNoteData") { note in
                note.integer("id", id)
                note.string("text", "nota")
                note.reference("view_state", Int(sent) ?? 0)
            }
        }
        #expect(try await lastNote(caller).text("view_state", "id") == stored)
        #expect(answer.isNull == (version == "2.28.4"))
    }

    @Test(arguments: [
        ("1.2.20", "Access denied for user luis. Reason: Issue '1' is readonly."),
        ("2.28.4", "Issue &#039;1&#039; is read-only."),
    ])
    func aResolvedIssueTakesNoNotes(version: String, text: String) async throws {
        let caller = try TestCaller.small(version, user: "luis")
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(status: 80)), as: "puente")
        #expect(await caller.send(add(caller, "x")) == text)
    }

    @Test(arguments: [
        ("1.2.20", "Relationship already exists."), ("2.1.0", "Relationship already exists."), ("2.2.0", nil),
    ])
    func aRelatedPairTakesANewTypeSince22(version: String, fault: String?) async throws {
        let caller = try TestCaller.small(version)
        func relate(_ type: Int) -> [UInt8] {
            caller.request("mc_issue_relationship_add") { envelope in
                envelope.integer("issue_id", 1)
                envelope.structure("relationship", type: "t:RelationshipData") { relationship in
                    relationship.reference("type", type)
                    relationship.integer("target_id", 2)
                }
            }
        }
        #expect(await caller.send(relate(1)) == nil)
        #expect(await caller.send(relate(2)) == fault)
    }
}
