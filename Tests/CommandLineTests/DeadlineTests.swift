import Foundation
import Testing

@Suite struct DeadlineTests {
    private static let mappings = BridgeProgram.project.appending(path: "mappings").path

    private static func oracle(_ name: String) -> String {
        BridgeProgram.project.appending(path: "Tests/ServiceLevelsTests/Fixtures/\(name).csv").path
    }

    /// The values of a column by id, of a file without quotes.
    private static func values(of column: String, in text: String) throws -> [String: String] {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let position = try #require(lines.first?.firstIndex(of: column))
        return Dictionary(uniqueKeysWithValues: lines.dropFirst().map { ($0[0], $0[position]) })
    }

    @Test(
        arguments: [
            ("deadlines", "due", "expected_due", 448), ("elapsed", "elapsed", "expected_seconds", 210),
        ]
    )
    func `a batch gives what the oracle expects in every row`(
        file: String,
        column: String,
        expectation: String,
        count: Int
    ) async throws {
        let program = try BridgeProgram()
        defer { program.remove() }
        let text = try String(contentsOfFile: Self.oracle(file), encoding: .utf8)
        let expected = try Self.values(of: expectation, in: text)
        #expect(expected.count == count)
        let outcome = try await program.run("deadline", "--mappings", Self.mappings, "--batch", Self.oracle(file))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try Self.values(of: column, in: outcome.output) == expected)
        // From standard input, with the line ends of other systems.
        let arguments = ["deadline", "--mappings", Self.mappings, "--batch", "-"]
        let piped = try await program.runAll(arguments, input: text.replacing("\n", with: "\r\n"))
        #expect(piped.status == 0, "\(piped.errors)")
        #expect(piped.output == outcome.output)
    }

    @Test func `a batch with bad rows answers the others, names file and line, and is not green`() async throws {
        let program = try BridgeProgram()
        defer { program.remove() }
        let questions = """
            id,policy,timezone,start,target,pauses
            uno,btw,America/Bogota,2026-05-11T08:00:00-05:00,-5bm,
            "dos, tres",btw,America/Bogota,2026-05-11T08:00:00-05:00,5bm,
            cuatro,btw,America/Bogota,2026-05-11T08:00:00-05:00,5bm,2026-05-11T08:00:00-05:00/..

            """
        try program.write(questions, to: "preguntas.csv")
        let outcome = try await program.run("deadline", "--mappings", Self.mappings, "--batch", "preguntas.csv")
        #expect(outcome.status == 1)
        #expect(outcome.output == "id,due\n\"dos, tres\",2026-05-11T08:05:00-05:00\ncuatro,\n")
        #expect(outcome.errors.contains("preguntas.csv:2:50: “-5bm” is not a target"))
        #expect(outcome.errors.contains("preguntas.csv: 1 problem\n"))
        let missing = try await program.run("deadline", "--mappings", Self.mappings, "--batch", "ninguna.csv")
        #expect(missing.status == 1)
        #expect(missing.output.isEmpty)
        #expect(missing.errors.contains("ninguna.csv: cannot be read"))
    }

    @Test func `a deadline is told in Spanish with all that leads to it`() async throws {
        let program = try BridgeProgram(url: "https://mantis.example.test/api/soap/mantisconnect.php")
        defer { program.remove() }
        // The mappings are the configuration's.
        let outcome = try await program.run(
            "deadline",
            "--policy",
            "bitam",
            "--level",
            "media",
            "--from",
            "2026-11-13 18:40:20",
            "--pause",
            "2026-11-17T10:00/2026-11-18T12:00:05"
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let version = try #require(outcome.output.firstMatch(of: /versión (\w+);/)?.1)
        #expect(
            outcome.output == """
                Política    Soporte de BITAM (bitam)
                Nivel       Prioridad media (media)
                Promesa     Le damos solución en un máximo de 40 horas hábiles.
                Cláusula    BI-04
                Plazo       40 h hábiles (2400bm)
                Calendario  bitam, versión \(version); hora de America/Mexico_City
                Inicio      viernes 13 de noviembre de 2026, 18:40:20
                Vence       lunes 23 de noviembre de 2026, 18:40:25

                Tiempo que cuenta
                  viernes 13 de noviembre de 2026    18:40:20–19:00  19 min 40 s
                  martes 17 de noviembre de 2026     8:30–10:00      1 h 30 min
                  miércoles 18 de noviembre de 2026  12:00:05–19:00  6 h 59 min 55 s
                  jueves 19 de noviembre de 2026     8:30–19:00      10 h 30 min
                  viernes 20 de noviembre de 2026    8:30–19:00      10 h 30 min
                  lunes 23 de noviembre de 2026      8:30–18:40:25   10 h 10 min 25 s

                Pausas
                  del martes 17 de noviembre de 2026, 10:00 al miércoles 18 de noviembre de 2026, 12:00:05

                Festivos
                  lunes 16 de noviembre de 2026: Día de la Revolución (LFT, art. 74, fr. VI (DOF 17-01-2006))

                """
        )
    }

    private func ask(_ arguments: String..., json: Bool = false) async throws -> BridgeProgram.Outcome {
        let program = try BridgeProgram()
        defer { program.remove() }
        return try await program.runAll(
            ["deadline", "--mappings", Self.mappings] + arguments + (json ? ["--json"] : [])
        )
    }

    @Test func `the wall clock goes through the night, and is told by date`() async throws {
        let outcome = try await ask("--policy", "btw", "--level", "p1", "--from", "2026-05-16T20:00:00-05:00")
        #expect(outcome.output.contains("Calendario  todas las horas y fechas; hora de America/Bogota\n"))
        #expect(outcome.output.contains("Vence       domingo 17 de mayo de 2026, 4:00\n"))
        #expect(outcome.output.contains("  sábado 16 de mayo de 2026   20:00–24:00  4 h\n"))
        #expect(outcome.output.contains("  domingo 17 de mayo de 2026  0:00–4:00    4 h\n"))
        #expect(!outcome.output.contains("Pausas"))
    }

    @Test func `CO-03 a clock whose time is a multiple of the level's is told beside it`() async throws {
        let text = try await ask("--policy", "coacher", "--level", "alto-premium", "--from", "2026-03-02T09:00")
        #expect(text.output.contains("Vence       lunes 2 de marzo de 2026, 12:00\n"))
        #expect(
            text.output.contains(
                "También     solución: 12 h hábiles (CO-03), vence el martes 3 de marzo de 2026, 13:00\n"
            )
        )
        let other = try await ask("--policy", "bitam", "--level", "media", "--from", "2026-03-02T09:00", json: true)
        #expect(!other.output.contains("multiples"))
    }

    @Test func `a level without a time says so, and so does a pause without end`() async throws {
        let untimed = try await ask("--policy", "bitam", "--level", "baja-sin-plazo", "--from", "2026-05-11T08:00")
        #expect(untimed.status == 0)
        #expect(untimed.output.hasSuffix("Cláusula    BI-03\nPlazo       sin plazo\n"))
        let never = try await ask(
            "--policy",
            "btw",
            "--level",
            "p2",
            "--from",
            "2026-05-11T08:00",
            "--pause",
            "2026-05-11 09:00/.."
        )
        #expect(never.output.contains("Vence       nunca: una pausa no tiene fin\n"))
        #expect(never.output.contains("  desde el lunes 11 de mayo de 2026, 9:00, sin fin\n"))
    }

    @Test func `as JSON it is for programs`() async throws {
        let due = try await ask("--policy", "btw", "--level", "p2", "--from", "2026-05-15T17:00:00Z", json: true)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(due.output.utf8)) as? [String: Any])
        #expect(object["format"] as? String == "mantis-bridge/deadline@1")
        #expect(object["outcome"] as? String == "due")
        #expect(object["start"] as? String == "2026-05-15T12:00:00-05:00")
        #expect((object["stretches"] as? [[String: String]])?.last?["to"] == object["due"] as? String)
        #expect((object["holidays"] as? [[String: String]])?.first?["date"] == "2026-05-18")
        let untimed = try await ask(
            "--policy",
            "bitam",
            "--level",
            "baja-sin-plazo",
            "--from",
            "2026-05-11T08:00",
            json: true
        )
        #expect(untimed.output.contains("\"outcome\" : \"untimed\""))
    }

    @Test(
        arguments: [
            (["--policy", "btw", "--level", "p9", "--from", "2026-05-11T08:00"], "it has p1, p2, p3"),
            (["--policy", "bwt", "--level", "p1", "--from", "2026-05-11T08:00"], "there are amazonas, bitam, btw"),
            (["--policy", "btw", "--level", "p1", "--from", "ayer"], "“ayer” is not a moment"),
            (["--policy", "btw", "--level", "p1", "--from", "2099-05-11T08:00"], "covers the years"),
            (["--policy", "btw", "--level", "p1"], "give --policy, --level and --from, or --batch"),
            (["--batch", "-", "--level", "p1"], "--batch takes its questions from the file"),
            (
                ["--policy", "btw", "--level", "p1", "--from", "2026-05-11T08:00", "--pause", "2026-05-11T08:00"],
                "is not a pause"
            ),
            (
                ["--policy", "bitam", "--level", "baja-sin-plazo", "--from", "2026-05-11T08:00", "--pause", "x/.."],
                "is not a pause"
            ),
        ] as [([String], String)]
    )
    func `what cannot be answered is refused with what there is instead`(arguments: [String], words: String)
        async throws
    {
        let program = try BridgeProgram()
        defer { program.remove() }
        let outcome = try await program.runAll(["deadline", "--mappings", Self.mappings] + arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}
