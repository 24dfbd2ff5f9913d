import Foundation
import Testing

@Suite struct TicketListTests {
    @Test func `the list begins with what is overdue, and every row says what is left`() async throws {
        try await Desk.open { program in
            let table = try await program.run("tickets", "--all").output
            let lines = table.split(separator: "\n").map(String.init)
            #expect(lines.first?.contains("VENCE") == true && lines.first?.contains("RESTA") == true)
            #expect(lines.dropFirst().map { $0.prefix(7) } == Desk.byUrgency.map { $0[...] })
            let left = [
                "vencido hace 26 h( \\d+ min)?", "vencido hace 6 h( \\d+ min)?", "(4 h|3 h \\d+ min)",
                "(22 h|21 h \\d+ min)", "(168 h|167 h \\d+ min)", "espera información", "sin plazo", "cumplido",
            ]
            for (line, words) in zip(lines.dropFirst(), left) {
                #expect(line.contains(try Regex("  \(words)  ")), "\(line)")
            }
            #expect(lines[1].contains(#/  (lun|mar|mié|jue|vie|sáb|dom) \d{4}-\d\d-\d\d \d+:\d\d  vencido/#))
            let open = try await program.run("tickets").output
            #expect(open.split(separator: "\n").count == Desk.byUrgency.count)
        }
    }

    @Test func `CSV has the same order, and the clock in columns at its end`() async throws {
        try await Desk.open { program in
            let header = try await program.run("tickets", "--csv").output.prefix { $0 != "\r\n" }
            #expect(header.hasSuffix(",updated,due,clock,clock_state,due_at,remaining_seconds,indicative"))
            let rows = try await program.list()
            #expect(rows.map { $0["id"] } == Desk.byUrgency)
            let states = ["breached", "breached", "running", "running", "running", "waiting", "untimed", "met"]
            #expect(rows.map { $0["clock_state"] } == states)
            #expect(rows.map { $0["clock"] ?? "" }.prefix(5).suffix(2) == ["first-response", "viability"])
            let left = rows.map { Int($0["remaining_seconds"] ?? "") }
            #expect(try #require(left[0]) <= -26 * 3_600 && (try #require(left[0])) > -27 * 3_600)
            #expect(try #require(left[2]) <= 4 * 3_600 && (try #require(left[2])) > 3 * 3_600)
            #expect(left[5] == nil && left[6] == nil)
            #expect(rows.allSatisfy { $0["indicative"] == "false" })
            let submitted = try Date(try #require(rows[2]["submitted"]), strategy: .iso8601)
            #expect(rows[2]["due_at"] == Desk.moment(submitted.addingTimeInterval(86_400)))
        }
    }

    @Test func `a limit cuts after the order, and JSON stays as the last change has it`() async throws {
        try await Desk.open { program in
            #expect(try await program.list("--limit", "3").map { $0["id"] } == Array(Desk.byUrgency.prefix(3)))
            let json = try await program.run("tickets", "--json", "--limit", "2").output
            let tickets = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            #expect(tickets.map { $0["id"] as? String } == ["demo-14", "demo-16"])
            #expect(tickets.allSatisfy { $0["clock"] == nil })
        }
    }

    @Test func `one ticket has a line for each of its clocks`() async throws {
        try await Desk.open { program in
            let sheet = try await program.run("ticket", "demo-18").output
            #expect(sheet.contains(/\nPLAZO +ESTADO +VENCE +RESTA\n/))
            #expect(sheet.contains(/\nsolución +sin plazo +— +sin plazo\n/))
            #expect(
                sheet.contains(/\nrespuesta de viabilidad +en curso +\w+ [-\d]+ [:\d]+ +(168 h|167 h \d+ min)(\n|$)/)
            )
        }
    }
}
