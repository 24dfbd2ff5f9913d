import Foundation
import MantisDouble
import Testing

/// `doctor` as an operator and a monitor meet it.
@Suite(.serialized) struct DoctorTests {
    @Test func `doctor tells what to change, makes nothing and ends with 0 when the bridge can work`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            let outcome = try await program.run("doctor")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.contains("\nInstance demo\n"))
            #expect(outcome.output.contains("\n  Project “Web Service”\n"))
            #expect(outcome.output.contains("there is no ledger at"))
            // Resolved issues of this Mantis are locked for those who report them.
            #expect(outcome.output.contains("bug_readonly_status_threshold"))
            #expect(outcome.output.contains("AM-11"))
            #expect(outcome.output.hasSuffix(" ok.\n"))
            #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
            let left = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
            #expect(!left.contains { $0.hasPrefix("ledger") }, "\(left)")
        }
    }

    @Test func `doctor after a sync finds the ledger whole and the run recent`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            _ = try await program.run("sync", "--pull-only")
            let report = try await Report(program.run("doctor", "--json"))
            #expect(report.status == 0)
            for check in ["ledger", "audit-trail"] {
                #expect(report.severities(of: check) == ["ok"], "\(check)")
            }
            #expect(report.severities(of: "last-run") == ["ok"])
            // Ten acknowledgements are planned, and each sends mail.
            #expect(report.text(of: "mail")?.contains("10 notes are waiting") == true)
        }
    }

    @Test func `The JSON has one shape and one order`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            let first = try await Report(program.run("doctor", "--json"))
            #expect(first.root["format"] as? String == "mantis-bridge/doctor@1")
            #expect(first.root["verdict"] as? String == "healthy")
            #expect((first.root["examinedAt"] as? String)?.hasSuffix("Z") == true)
            #expect(Set(first.root.keys) == ["format", "examinedAt", "verdict", "counts", "findings"])
            let counts = try #require(first.root["counts"] as? [String: Int])
            #expect(Set(counts.keys) == ["ok", "note", "warning", "failure"])
            #expect(counts.values.reduce(0, +) == first.findings.count)
            for finding in first.findings {
                let known: Set = ["check", "severity", "instance", "project", "text", "setting", "remedy", "clauses"]
                #expect(known.isSuperset(of: finding.keys))
                #expect(finding["clauses"] is [String])
                if ["warning", "failure"].contains(finding["severity"] as? String) {
                    #expect(finding["remedy"] != nil)
                }
            }
            let second = try await Report(program.run("doctor", "--json"))
            #expect(first.places == second.places)
        }
    }

    @Test func `A monitor tells by the exit code what is wrong`() async throws {
        let gone = try BridgeProgram(url: "http://127.0.0.1:1/api/soap/mantisconnect.php")
        defer { gone.remove() }
        let unreachable = try await gone.run("doctor")
        #expect(unreachable.status == 3)
        #expect(unreachable.output.contains("failure") && unreachable.output.contains("127.0.0.1"))

        try await withServer(try .bundled("demo")) { _, url in
            let denied = try BridgeProgram(url: url, password: "no-es-esta-clave")
            defer { denied.remove() }
            let outcome = try await denied.run("doctor")
            #expect(outcome.status == 3)
            #expect(outcome.output.contains("MantisBT") || outcome.output.contains("version"))
            #expect(!(outcome.output + outcome.errors).contains("no-es-esta-clave"))

            let misnamed = try BridgeProgram(url: url) { $0.replacing("alanMantis", with: "alanmantis") }
            defer { misnamed.remove() }
            let queue = try await misnamed.run("doctor")
            #expect(queue.status == 1)
            #expect(queue.output.contains("but one “alanMantis”"))
            #expect(queue.output.contains("FW-01"))

            let open = try BridgeProgram(url: url)
            defer { open.remove() }
            try open.write("puente\n", to: "mantis.password", mode: 0o644)
            let readable = try await open.run("doctor")
            #expect(readable.status == 1)
            #expect(readable.output.contains("chmod 600"))

            #expect(try await open.run("doctor", "--instance", "otra").status == 2)
        }
    }

    @Test func `One instance that is down leaves the others examined`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url) { text in
                let instance = text.components(separatedBy: "instances:\n")[1]
                return text
                    + instance.replacing("  demo:", with: "  caida:")
                    .replacing(url, with: "http://127.0.0.1:1/api/soap/mantisconnect.php")
            }
            defer { program.remove() }
            let both = try await Report(program.run("doctor", "--json"))
            #expect(both.status == 5)
            #expect(both.root["verdict"] as? String == "partly-unreachable")
            #expect(both.findings.contains { $0["instance"] as? String == "demo" && $0["project"] != nil })
            let one = try await Report(program.run("doctor", "--json", "--instance", "demo"))
            #expect(one.status == 0)
            #expect(!one.findings.contains { $0["instance"] as? String == "caida" })
        }
    }

    @Test func `A damaged ledger and a foreign file are told and left as they are`() async throws {
        try await withServer(try .bundled("demo")) { _, url in
            let program = try BridgeProgram(url: url)
            defer { program.remove() }
            _ = try await program.run("sync", "--pull-only")
            let file = program.folder.appending(path: "ledger.sqlite")
            var bytes = try Data(contentsOf: file)
            // Past the first page, which says what the file is.
            bytes.replaceSubrange(4_096..<(bytes.count), with: Data(repeating: 0x5A, count: bytes.count - 4_096))
            try bytes.write(to: file)
            let damaged = try await Report(program.run("doctor", "--json"))
            #expect(damaged.status == 1)
            #expect(damaged.severities(of: "ledger").contains("failure"))
            #expect(damaged.severities(of: "login") == ["ok"])
            #expect(try Data(contentsOf: file) == bytes)

            let foreign = Data("These are somebody's notes.\n".utf8)
            try foreign.write(to: file)
            let other = try await Report(program.run("doctor", "--json"))
            #expect(other.status == 1)
            #expect(other.text(of: "ledger")?.contains("not a ledger") == true)
            #expect(try Data(contentsOf: file) == foreign)
        }
    }
}

/// The JSON that `doctor` printed.
private struct Report {
    let status: Int32
    let root: [String: Any]
    let findings: [[String: Any]]

    init(_ outcome: BridgeProgram.Outcome) throws {
        status = outcome.status
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        root = try #require(json as? [String: Any], "\(outcome.output)\(outcome.errors)")
        findings = try #require(root["findings"] as? [[String: Any]])
    }

    func severities(of check: String) -> [String] {
        findings.filter { $0["check"] as? String == check }.compactMap { $0["severity"] as? String }
    }

    func text(of check: String) -> String? {
        findings.first { $0["check"] as? String == check }?["text"] as? String
    }

    /// What was looked at, in order, and how it was found.
    var places: [String] {
        findings.map { finding in
            ["instance", "project", "check", "severity"].map { finding[$0] as? String ?? "" }.joined(separator: "/")
        }
    }
}
