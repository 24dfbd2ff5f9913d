import Foundation
import Testing

@Suite struct DeclareTests {
    @Test func `FW-06 a promised date becomes the deadline, and is taken back`() async throws {
        try await Desk.open { program in
            let date = Desk.moment(Date().addingTimeInterval(30 * 3_600))
            let promised = try await program.run("declare", "demo-15", "committed", "--date", date, "--as", "Ana")
            #expect(promised.status == 0, "\(promised.errors)")
            #expect(promised.output.hasPrefix("recorded about demo-15: promised for "))
            #expect(promised.output.contains(", by Ana\n  first-response: untimed → running, due "))
            let row = try await program.row("demo-15")
            #expect(row["clock_state"] == "running")
            #expect(row["due_at"] == date)
            // The deadline after the others of this week.
            #expect(try await program.list().map { $0["id"] }.prefix(5).last == "demo-15")
            let withdrawn = try await program.run("declare", "demo-15", "committed", "--withdraw")
            #expect(withdrawn.output.contains("demo-15: the promise is taken back, as of "))
            #expect(withdrawn.output.contains(#/  first-response: running, due \S+ → untimed\n/#))
        }
    }

    @Test func `FW-07 information that came another way lets the time begin`() async throws {
        try await Desk.open { program in
            #expect(try await program.row("demo-16")["clock_state"] == "waiting")
            let at = Date().addingTimeInterval(-3_600)
            let outcome = try await program.run("declare", "demo-16", "information-complete", "--at", Desk.moment(at))
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\n  first-response: waiting → running, due "))
            #expect(try await program.row("demo-16")["due_at"] == Desk.moment(at.addingTimeInterval(86_400)))
            let again = try await program.run("declare", "demo-16", "information-complete")
            #expect(again.output.hasSuffix("\n  no deadline moves\n"))
        }
    }

    @Test func `BI-08 a published viability is what was promised`() async throws {
        try await Desk.open { program in
            let outcome = try await program.run("declare", "demo-18", "viability-published", "--remark", "Por teléfono")
            #expect(outcome.output.contains(/\n  viability: running, due \S+ → met, due \S+\n/), "\(outcome.errors)")
            #expect(try await program.row("demo-18")["clock_state"] != "running")
        }
    }

    @Test(
        arguments: [
            (["demo-15", "hecho"], 2, "'hecho' is invalid"),
            (["demo 15", "documented"], 2, "is not a ticket id"),
            (["demo-999", "documented"], 1, "is not in the ledger"),
            (["demo-15", "committed"], 2, "takes --date"),
            (["demo-15", "committed", "--date", "2199-01-01T08:00", "--withdraw"], 2, "takes --date"),
            (["demo-15", "documented", "--date", "2199-01-01T08:00"], 2, "belong to “committed” alone"),
            (["demo-15", "documented", "--withdraw"], 2, "belong to “committed” alone"),
            (["demo-15", "committed", "--date", "mañana"], 2, "--date “mañana” is not a moment"),
            (["demo-15", "committed", "--date", "2020-01-01T08:00"], 2, "before the promise was given"),
            (["demo-15", "information-complete", "--at", "2199-01-01T08:00"], 2, "is in the future"),
            (["demo-15", "information-complete", "--at", "2020-01-01T08:00"], 2, "before the ticket was registered"),
            (
                ["demo-15", "viability-published"], 2,
                "no clock of the policy “facturatech-ws” reacts to “viability-published”"
            ),
            (["demo-18", "documented"], 2, "no clock of the policy “bitam” reacts to “documented”"),
        ] as [([String], Int32, String)]
    )
    func `FW-06, FW-07, BI-08: what cannot be meant, or would do nothing, is refused`(
        arguments: [String],
        status: Int32,
        words: String
    ) async throws {
        try await Desk.open { program in
            let outcome = try await program.runAll(["declare"] + arguments)
            #expect(outcome.status == status)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }
}
