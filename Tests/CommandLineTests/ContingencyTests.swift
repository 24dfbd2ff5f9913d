import Foundation
import MantisDouble
import Testing

@Suite struct ContingencyTests {
    private func declare(_ program: BridgeProgram, _ arguments: String...) async throws -> BridgeProgram.Outcome {
        try await program.runAll(["contingency", "declare", "--policy", "facturatech-ws"] + arguments)
    }

    @Test func `FW-09 a contingency holds the deadlines ahead until its end, and leaves those that passed`()
        async throws
    {
        try await Desk.open { program in
            let overdue = try await program.row("demo-12")
            let declared = try await declare(
                program,
                "--from",
                Desk.hoursAgo(60),
                "--reason",
                "Falla de la DIAN",
                "--as",
                "Ana"
            )
            #expect(declared.status == 0, "\(declared.errors)")
            #expect(declared.output.hasPrefix("declared contingency 1 of facturatech-ws: “Falla de la DIAN”, from "))
            #expect(declared.output.contains(" until it is ended, by Ana\n"))
            #expect(declared.output.contains("It changes the clocks of 2 of 6 open tickets under this policy.\n"))
            #expect(declared.output.hasSuffix("Deadlines that had already passed stay passed.\n"))
            let held = try await program.row("demo-13")
            #expect(held["clock_state"] == "paused")
            #expect(held["due_at"]?.isEmpty == true)
            #expect(held["remaining_seconds"] == "86400")

            let end = Date().addingTimeInterval(-10 * 3_600)
            let ended = try await program.run("contingency", "end", "1", "--at", Desk.moment(end), "--as", "Eva")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains(", by Eva\nIt changes the clocks of 2 of 6 open tickets"))
            #expect(try await program.row("demo-13")["due_at"] == Desk.moment(end.addingTimeInterval(86_400)))
            #expect(try await program.row("demo-12")["due_at"] == overdue["due_at"])
            #expect(try await program.row("demo-12")["clock_state"] == "breached")
            let again = try await program.run("contingency", "end", "1", "--at", Desk.moment(end))
            #expect(again.status == 1)
            #expect(again.errors.contains("contingency 1 has its end"))
        }
    }

    @Test func `FW-09 what was declared is listed for the team and for programs, by policy`() async throws {
        try await Desk.open { program in
            #expect(try await program.run("contingency", "list").output == "No hay contingencias declaradas.\n")
            _ = try await declare(
                program,
                "--from",
                "2026-03-02T10:00",
                "--to",
                "2026-03-02T12:30",
                "--reason",
                "Falla\u{1B}[2J de la DIAN"
            )
            let list = try await program.runAll(["contingency", "list"], environment: [:])
            let lines = list.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(
                lines[1].hasPrefix(
                    "1    facturatech-ws  lun 2026-03-02 10:00  lun 2026-03-02 12:30  Falla [2J de la DIAN"
                )
            )
            let json = try await program.run("contingency", "list", "--policy", "facturatech-ws", "--json").output
            let records = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            #expect(records.first?["format"] as? String == "mantis-bridge/contingency@1")
            #expect(records.first?["from"] as? String == "2026-03-02T10:00:00-05:00")
            #expect(records.first?["endDeclared"] == nil)
            #expect(try await program.run("contingency", "list", "--policy", "bitam", "--json").output == "[\n\n]\n")
        }
    }

    @Test func `FW-09 without --as it is declared by whoever runs the program, also behind sudo`() async throws {
        try await Desk.open { program in
            for (environment, name) in [
                (["SUDO_USER": "ines", "USER": "root"], "ines"), (["SUDO_USER": "", "USER": "eva"], "eva"),
            ] {
                let outcome = try await program.runAll(
                    [
                        "contingency", "declare", "--policy", "facturatech-ws", "--from", "2026-03-02T10:00",
                        "--reason", "x",
                    ],
                    environment: environment
                )
                #expect(outcome.output.contains(", by \(name)\n"))
            }
        }
    }

    @Test(
        arguments: [
            (
                ["--policy", "facturatec", "--from", "2026-03-02T10:00", "--reason", "x"],
                "there is no policy “facturatec”"
            ),
            (["--policy", "btw", "--from", "2026-03-02T10:00", "--reason", "x"], "no clause of it stretches a time"),
            (["--policy", "facturatech-ws", "--from", "ayer", "--reason", "x"], "“ayer” is not a moment"),
            (["--policy", "facturatech-ws", "--from", "2199-03-02T10:00", "--reason", "x"], "more than a year ahead"),
            (["--policy", "facturatech-ws", "--from", "2026-03-02T10:00", "--reason", " "], "--reason is empty"),
            (
                ["--policy", "facturatech-ws", "--from", "2026-03-02T10:00", "--reason", "x", "--as", ""],
                "--as is empty"
            ),
            (
                [
                    "--policy", "facturatech-ws", "--from", "2026-03-02T10:00", "--to", "2026-03-02T09:59", "--reason",
                    "x",
                ],
                "is before --from"
            ),
        ] as [([String], String)]
    )
    func `FW-09 a contingency that cannot be meant is refused`(arguments: [String], words: String) async throws {
        let program = try BridgeProgram(url: "http://127.0.0.1:1/api/soap/mantisconnect.php")
        defer { program.remove() }
        let outcome = try await program.runAll(["contingency", "declare"] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `FW-09 an end is for a contingency that there is, and not before its start`() async throws {
        try await Desk.open { program in
            let unknown = try await program.run("contingency", "end", "7", "--at", "2026-03-02T10:00")
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("contingency 7 was not declared"))
            _ = try await declare(program, "--from", "2026-03-02T10:00", "--reason", "x")
            let early = try await program.run("contingency", "end", "1", "--at", "2026-03-02T09:59")
            #expect(early.status == 1)
            #expect(early.errors.contains("would end before it begins"))
        }
    }

    @Test func `nothing is declared while a run is under way`() async throws {
        try await withServer(try Desk.scenario()) { server, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            await server.disturb(Disturbance(.slow(.seconds(3)), on: "mc_login"))
            async let sync = program.run("sync", "--pull-only")
            while await server.calls.isEmpty { await Task.yield() }
            let contingency = try await declare(program, "--from", "2026-03-02T10:00", "--reason", "x")
            #expect(contingency.status == 6)
            let declaration = try await program.run("declare", "demo-15", "committed", "--withdraw")
            #expect(declaration.status == 6)
            _ = try await sync
        }
    }
}
