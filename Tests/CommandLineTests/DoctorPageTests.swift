import Bridge
import Foundation
import Testing
import Tickets

@testable import mantis_bridge

@Suite struct DoctorPageTests {
    @Test func `The worst comes first, what is well in one paragraph, each remark with what to do`() throws {
        let demo = try #require(InstanceName(rawValue: "demo"))
        let page = DoctorPage([
            Finding(.ledger, .ok, "whole"), Finding(.disk, .ok, "free"), Finding(.timer, .note, "no systemd"),
            Finding(.connection, .ok, instance: demo, "it answers"),
            Finding(
                .dueDate,
                .warning,
                instance: demo,
                project: "Uno",
                "“puente” is MANAGER here and this needs NOBODY",
                setting: "due_date_update_threshold",
                remedy: "Lower it.",
                clauses: [ClauseID(rawValue: "AM-06"), ClauseID(rawValue: "FW-06")]
            ),
            Finding(.notes, .failure, instance: demo, project: "Uno", "no notes", remedy: "Allow them."),
            Finding(.history, .ok, instance: demo, project: "Uno", "seen"),
        ])
        #expect(
            page.text == """
                This machine
                  note     no systemd
                  ok       whole; free

                Instance demo
                  ok       it answers

                  Project “Uno”
                    failure  no notes
                               do         Allow them.
                    warning  “puente” is MANAGER here and this needs NOBODY
                               setting    due_date_update_threshold
                               do         Lower it.
                               endangers  AM-06, FW-06
                    ok       history

                Something does not work: 1 failure, 1 warning, 1 note, 4 ok.
                """
        )
    }

    @Test func `What is the same in several projects is told once, with the clauses of all`() throws {
        let demo = try #require(InstanceName(rawValue: "demo"))
        let page = DoctorPage(
            [("Uno", "AM-06"), ("Dos", "BI-09")].map { project, clause in
                Finding(
                    .dueDate,
                    .warning,
                    instance: demo,
                    project: project,
                    "nobody sets due dates",
                    remedy: "Let somebody.",
                    clauses: [ClauseID(rawValue: clause)]
                )
            } + [Finding(.history, .ok, instance: demo, project: "Dos", "seen")]
        )
        let common = """
              Projects “Uno”, “Dos”
                warning  nobody sets due dates
                           do         Let somebody.
                           endangers  AM-06, BI-09
            """
        #expect(page.text.contains(common), "\(page.text)")
        #expect(page.text.components(separatedBy: "nobody sets due dates").count == 2)
        #expect(page.text.contains("\n  Project “Dos”\n    ok       history\n"))
    }

    @Test(arguments: [
        ("a b c", 3, ["a b", "c"]), ("abcdef g", 3, ["abcdef", "g"]), ("", 3, [""]), ("a  b", 9, ["a b"]),
    ])
    func `Lines break at spaces`(text: String, width: Int, lines: [String]) {
        #expect(Paragraph.wrapped(text, to: width) == lines)
    }

    @Test func `What a server says does not reach the terminal as a command`() {
        let page = DoctorPage([Finding(.version, .note, "MantisBT \u{1B}[2J\n\u{202E}2.28")])
        #expect(page.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(!page.text.contains("\u{202E}"))
    }

    @Test(arguments: [
        (
            "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\n",
            TimerState.unit(enabled: "enabled", active: "active")
        ),
        (
            "ActiveState=inactive\nLoadState=loaded\nUnitFileState=disabled\n",
            .unit(enabled: "disabled", active: "inactive")
        ),
        (
            "LoadState=not-found\nUnitFileState=\nActiveState=inactive\n",
            .unit(enabled: "not-found", active: "inactive")
        ),
        ("LoadState=masked\nUnitFileState=\nActiveState=inactive\n", .unit(enabled: "masked", active: "inactive")),
        ("", .noSystemd), ("nonsense", .noSystemd),
    ])
    func `The words of systemctl are understood`(text: String, state: TimerState) {
        #expect(SystemdTimer.state(fromProperties: text) == state)
    }

    @Test(arguments: [
        (Finding.Verdict.healthy, mantis_bridge.ExitStatus.ok), (.failing, .problem), (.partlyUnreachable, .partial),
        (.unreachable, .unreachable),
    ])
    func `Each verdict has its exit code`(verdict: Finding.Verdict, status: mantis_bridge.ExitStatus) {
        #expect(mantis_bridge.ExitStatus(verdict) == status)
    }
}
