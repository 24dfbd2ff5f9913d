import Foundation
import MantisDouble
import Testing

@Suite(.serialized) struct ProgramTests {
    @Test func `init writes a configuration that checks, and never overwrites one`() async throws {
        let program = try BridgeProgram()
        defer { program.remove() }
        #expect(try await program.run("init").status == 0)
        let mappings = BridgeProgram.project.appending(path: "mappings").path
        let file = program.folder.appending(path: "mantis-bridge.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let unedited = try await program.run("mappings", "check")
        #expect(unedited.status == 1)
        let edited = text.replacing("mappings: mappings", with: "mappings: \(mappings)")
            .replacing("policy: name-of-a-policy", with: "policy: amazonas")
        try program.write(edited, to: "mantis-bridge.yaml")
        let check = try await program.run("mappings", "check")
        #expect(check.status == 0, "\(check.errors)")
        let second = try await program.run("init")
        #expect(second.status == 1)
        #expect(second.errors.contains("exists already"))
    }

    @Test func `a whole day's work: check, pull, plan, write, look`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            #expect(try await program.run("sync", "--pull-only").output.contains("19 new"))
            let plan = try await program.run("plan")
            #expect(plan.output.contains("número de caso"))
            #expect(try await program.run("plan").output == plan.output)
            #expect(try await program.run("plan", "--json").output.hasPrefix("["))
            #expect(try await program.run("apply").output.contains("10 written"))
            #expect(try await program.run("plan").output == "Nothing to write.\n")
            let list = try await program.run("tickets")
            #expect(list.output.hasPrefix("CASO"))
            let csv = try await program.run("tickets", "--csv", "--all")
            #expect(csv.output.split(separator: "\r\n").count == 20)
            let sheet = try await program.run("ticket", "demo-1016")
            #expect(sheet.output.contains("Acuse de recibo: escrito"))
            #expect(try await program.run("status").status == 0)
        }
    }

    @Test func `tickets as JSON is what the model reads back`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            _ = try await program.run("sync", "--pull-only")
            let json = try await program.run("tickets", "--all", "--json")
            let tickets = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
            )
            #expect(tickets.count == 19)
            #expect(tickets.allSatisfy { $0["format"] as? String == "mantis-bridge/ticket@1" })
        }
    }

    @Test(
        arguments: [
            (["sync", "--no-such-flag"], 2), (["ticket", "demo 5"], 2), (["ticket", "demo-999999"], 1),
            (["sync", "--instance", "otra"], 2), (["--help"], 0), (["tickets", "--json", "--csv"], 2),
        ] as [([String], Int32)]
    )
    func `exit codes are those of the README`(arguments: [String], status: Int32) async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            if arguments.contains("demo-999999") { _ = try await program.run("sync", "--pull-only") }
            let outcome = try await program.runAll(arguments)
            #expect(outcome.status == status, "\(outcome.errors)")
            if status != 0 { #expect(!outcome.errors.isEmpty) }
        }
    }

    @Test func `what cannot be reached, what lets nobody in and what is misnamed have codes and words of their own`()
        async throws
    {
        let gone = try BridgeProgram(url: "http://127.0.0.1:1/api/soap/mantisconnect.php")
        defer { gone.remove() }
        let unreachable = try await gone.run("sync")
        #expect(unreachable.status == 3)
        #expect(unreachable.output.contains("127.0.0.1"))

        try await withServer(try .bundled("demo")) { _, url in
            let wrong = try BridgeProgram(url: url, password: "no-es-esta-clave")
            defer { wrong.remove() }
            let denied = try await wrong.run("sync")
            #expect(denied.status == 3)
            #expect(denied.output.contains("password or token"))
            #expect(!(denied.output + denied.errors).contains("no-es-esta-clave"))

            let misnamed = try BridgeProgram(url: url) { $0.replacing("alanMantis", with: "alanmantis") }
            defer { misnamed.remove() }
            let unknown = try await misnamed.run("sync")
            #expect(unknown.status == 2)
            #expect(unknown.output.contains("“alanMantis”"))
        }
    }

    @Test func `a file that is no ledger is left as it is`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            let foreign = "This is not a database at all, but somebody's notes. " + String(repeating: "x", count: 5_000)
            try program.write(foreign, to: "ledger.sqlite")
            let outcome = try await program.run("sync")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("not a ledger"))
            let file = program.folder.appending(path: "ledger.sqlite")
            #expect(try String(contentsOf: file, encoding: .utf8) == foreign)
        }
    }

    @Test func `a run that leaves something undone is not green, and neither is the next`() async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            let fault = ServerFault(.server, "Error Type: SYSTEM WARNING,\nError Description: x")
            await server.disturb(
                Disturbance(.fault(fault), on: "mc_issues_get"),
                Disturbance(.fault(fault), on: "mc_issue_get")
            )
            for _ in 0..<2 {
                let partial = try await program.run("sync", "--pull-only")
                #expect(partial.status == 5)
                #expect(partial.output.contains("1 waiting"))
            }
            let status = try await program.run("status")
            #expect(status.status == 1)
            #expect(status.output.contains("cannot read"))
            await server.set("add_bugnote_threshold", to: "90")
            let other = try BridgeProgram(url: url)
            defer { other.remove() }
            #expect(try await other.run("sync").status == 4)
        }
    }

    @Test func `a second run beside the first does nothing and says so`() async throws {
        try await withServer(try .bundled("demo")) { server, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            await server.disturb(Disturbance(.slow(.seconds(3)), on: "mc_login"))
            async let first = program.run("sync")
            // The first holds the lock as soon as its slow call has begun.
            while await server.calls.isEmpty { await Task.yield() }
            let second = try await program.run("sync")
            #expect(second.status == 6)
            #expect(second.errors.contains("under way"))
            #expect(try await first.status == 0)
        }
    }
}
