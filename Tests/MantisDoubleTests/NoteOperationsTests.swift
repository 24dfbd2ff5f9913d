import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

@Suite struct NoteOperationsTests {
    @Test func aNoteIsTrimmedAndLosesWhatTheDatabaseCannotHold() async throws {
        let caller = try TestCaller.small()
        _ = try await caller.addNote(1, " \n\tuna 🦤 nota\u{B} \n".replacing("\u{B}", with: ""))
        #expect(try await caller.issue(1)["notes"]?.children.first?.text("text") == "una \u{FFFD} nota")
    }

    @Test(arguments: ["", "   ", "\n\t"])
    func aBlankNoteIsRefused(text: String) async throws {
        let fault = try await TestCaller.small().fault("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("note", type: "t:IssueNoteData") { $0.string("text", text) }
        }
        #expect(fault == "200 Issue note not specified.")
    }

    @Test func theAnswerOfAWaitingReporterHandsTheIssueBack() async throws {
        let caller = try TestCaller.small()
        try await caller.update(1) { $0.reference("status", 20) }
        _ = try await caller.addNote(1, "pregunta")
        #expect(try await caller.issue(1).text("status", "id") == "20")
        _ = try await caller.as("ana").addNote(1, "respuesta")
        #expect(try await caller.issue(1).text("status", "id") == "10")
        #expect(try await caller.history(1).suffix(2).map { $0[0] } == ["2", "0"])
    }

    @Test func anEditCountsItsRevisionsAndTheSameTextIsNoEdit() async throws {
        let caller = try TestCaller.small()
        let note = try await caller.addNote(1, "uno")
        for text in ["dos", "dos", "tres"] {
            caller.server.clock.advance(by: 10)
            let answer = try await caller.call("mc_issue_note_update") { envelope in
                envelope.structure("note", type: "t:IssueNoteData") { sent in
                    sent.integer("id", note)
                    sent.string("text", text)
                }
            }
            #expect(answer.isNull)
        }
        let padded = "000000\(note)"
        #expect(
            try await caller.history(1).suffix(2) == [
                ["3", "", padded, "2", "puente"], ["3", "", padded, "3", "puente"],
            ]
        )
    }

    @Test func anotherReporterNeedsDeveloper() async throws {
        let caller = try TestCaller.small()
        func add(_ caller: TestCaller, as reporter: Int) -> [UInt8] {
            caller.request("mc_issue_note_add") { envelope in
                envelope.integer("issue_id", 1)
                envelope.structure("note", type: "t:IssueNoteData") { note in
                    note.structure("reporter", type: "t:AccountData") { $0.integer("id", reporter) }
                    note.string("text", "x")
                }
            }
        }
        let refused = await caller.server.answer(add(caller.as("luis"), as: 4))
        #expect(String(decoding: refused.body, as: UTF8.self).contains("Access denied to override reporter"))
        let viewer = await caller.server.answer(add(caller, as: 6))
        #expect(String(decoding: viewer.body, as: UTF8.self).contains("Reporter can&#039;t add notes"))
        #expect(await caller.server.answer(add(caller, as: 4)).status == 200)
        #expect(try await caller.issue(1)["notes"]?.children.first?.text("reporter", "name") == "ana")
    }

    @Test func aNoteLongerThanTheLimitIsRefused() async throws {
        let fault = try await TestCaller.small().fault("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("note", type: "t:IssueNoteData") {
                $0.string("text", String(repeating: "x", count: 65_536))
            }
        }
        #expect(fault == "200 Long text field &quot;bugnote&quot; must be shorter than 65535 characters.")
    }

    @Test func faultsTellWhatIsMissing() async throws {
        let caller = try TestCaller.small()
        #expect(
            try await caller.fault("mc_issue_note_delete") { $0.integer("issue_note_id", 99) }
                == "200 Issue note #99 not found"
        )
        #expect(
            try await caller.fault("mc_issue_note_add") { $0.integer("issue_id", 99) } == "200 Issue #99 not found"
        )
    }
}
