import Foundation
import Ledger
import MantisConnect
import MantisDouble
import Mappings
import SOAP
import Testing
import Tickets

@testable import Bridge

/// Doctor against a Mantis that is as it comes, and against many things that are broken.
@Suite struct DoctorExaminationTests {
    @Test func `A Mantis as it comes is told what the policies need of it`() async throws {
        let harness = try await SyncHarness()
        let findings = await DoctorHarness(harness).examine()
        let assign = try #require(findings.worst(.reportersAssign))
        #expect(assign.severity == .warning)
        #expect(assign.clauses.map(\.rawValue) == ["FW-01"])
        let dueDate = try #require(findings.worst(.dueDate, project: "Amazonas ERP"))
        #expect(dueDate.severity == .warning)
        #expect(dueDate.clauses.map(\.rawValue) == ["AM-06"])
        // Both thresholds are NOBODY, and giving rights to the account would not help.
        #expect(dueDate.setting == "due_date_view_threshold, due_date_update_threshold")
        #expect(
            dueDate.remedy
                == """
                Set $g_due_date_view_threshold = REPORTER and $g_due_date_update_threshold = DEVELOPER in \
                config/config_inc.php.
                """
        )
        let comments = try #require(findings.worst(.resolvedComments, project: "Amazonas ERP"))
        #expect(comments.clauses.map(\.rawValue) == ["AM-11"])
        // The account is MANAGER, so the lock does not bind the bridge.
        #expect(findings.worst(.resolvedIssues, project: "Amazonas ERP")?.severity == .ok)
        #expect(findings.worst(.queueAccount)?.severity == .ok)
        #expect(findings.worst(.lastRun)?.severity == .note)
        #expect(findings.worst(.clock)?.severity == .ok)
        #expect(Finding.Verdict(findings) == .healthy)
    }

    @Test func `Once the settings are changed as advised, nothing is left to say`() async throws {
        let harness = try await SyncHarness()
        let settings = [
            "update_bug_assign_threshold": "25", "due_date_update_threshold": "55", "due_date_view_threshold": "10",
            "bug_readonly_status_threshold": "90", "default_language": "english",
        ]
        for (name, value) in settings { #expect(await harness.server.set(name, to: value)) }
        try await harness.run()
        let findings = await DoctorHarness(harness).examine()
        // The small Mantis has no fields for contact, mail and telephone.
        let left = findings.filter { $0.severity > .note && $0.check != .customFields }
        #expect(left.isEmpty, "\(left)")
        #expect(findings.worst(.lastRun)?.severity == .ok)
    }

    @Test func `What this version has no option for is told in Mantis's own words and no others`() async throws {
        var scenario = try SyncHarness.smallScenario()
        scenario.version = ServerVersion(1, 2, 20)
        let findings = await DoctorHarness(try await SyncHarness(scenario: scenario)).examine()
        let finding = try #require(findings.first { $0.check == .options })
        #expect(
            finding.text.contains("view_handler_threshold (Mantis says “Config 'view_handler_threshold' is undefined”)")
        )
        #expect(!finding.text.contains("mc_config_get_string"))
    }

    @Test func `Nothing is written, nor asked that could change anything`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        let before = try await harness.issue(1)
        await harness.server.clearCalls()
        _ = await DoctorHarness(harness).examine()
        let operations = Set(await harness.calls().keys)
        let reading = ["mc_version", "mc_login", "mc_config_get_string", "mc_enum_", "mc_project", "mc_filter_search_"]
        #expect(operations.count > 8)
        for operation in operations {
            #expect(reading.contains { operation.hasPrefix($0) }, "\(operation)")
            #expect(!["_add", "_update", "_delete", "_set"].contains { operation.contains($0) }, "\(operation)")
        }
        #expect(try await harness.issue(1) == before)
        #expect(try await harness.store.lastRuns(of: nil, limit: 5).count == 1)
    }

    /// The account's level and what it then lacks.
    @Test(
        arguments: [
            (70, []), (55, [.resolvedIssues]),
            (40, [.statusChanges, .privateIssues, .privateNotes, .resolvedIssues, .targetVersion]),
            (25, [.statusChanges, .privateIssues, .privateNotes, .resolvedIssues, .targetVersion]),
            (10, [.notes, .statusChanges, .privateIssues, .privateNotes, .resolvedIssues, .targetVersion]),
        ] as [(Int, [Finding.Check])]
    )
    func `What the account lacks in a project follows from its level there`(
        level: Int,
        lacks: [Finding.Check]
    ) async throws {
        let harness = try await SyncHarness()
        await harness.server.set("due_date_update_threshold", to: "10")
        await harness.server.set("due_date_view_threshold", to: "10")
        try await harness.server.setLevel(level, of: "puente", in: ProjectID(rawValue: 2))
        let findings = await DoctorHarness(harness).examine()
        let rights: Set<Finding.Check> = [
            .access, .notes, .history, .handlers, .privateIssues, .privateNotes, .statusChanges, .resolvedIssues,
            .dueDate,
            .targetVersion,
        ]
        let own = findings.filter { $0.project == "Amazonas ERP" && rights.contains($0.check) && $0.severity > .ok }
        #expect(Set(own.map(\.check)) == Set(lacks))
        #expect(own.allSatisfy { $0.text.contains(AccessLevel(rawValue: level).description) })
        // The other project is as it was.
        let other = findings.filter { $0.project == "Web Service" && rights.contains($0.check) && $0.severity > .note }
        #expect(other.isEmpty, "\(other)")
        #expect(own.contains { $0.severity == .failure } == lacks.contains(.notes))
    }

    @Test func `No advice opens to everybody what only the bridge needs, nor makes the bridge an administrator`()
        async throws
    {
        let harness = try await SyncHarness()
        try await harness.server.setLevel(10, of: "puente", in: ProjectID(rawValue: 2))
        await harness.server.set("private_bug_threshold", to: "90")
        let findings = await DoctorHarness(harness).examine().filter { $0.project == "Amazonas ERP" }
        #expect(findings.worst(.privateNotes)?.remedy?.hasPrefix("Give “puente” DEVELOPER in this project") == true)
        let issues = try #require(findings.worst(.privateIssues)?.remedy)
        #expect(issues.hasPrefix("Set $g_private_bug_threshold = DEVELOPER"))
        #expect(issues.contains("give “puente” DEVELOPER"))
        #expect(findings.allSatisfy { $0.remedy?.contains("ADMINISTRATOR") != true })
    }

    @Test func `What is configured and is not there is a failure of its project alone`() async throws {
        let harness = try await SyncHarness(
            instances: SyncHarness.oneInstance(project: "Web Services", handler: "alanmantis")
        )
        let misnamed = await DoctorHarness(harness).examine()
        let project = try #require(misnamed.worst(.project))
        #expect(project.project == "Web Services")
        #expect(project.text.contains("“Web Service”"))
        #expect(misnamed.worst(.notes, project: "Amazonas ERP")?.severity == .ok)

        let other = try await SyncHarness(instances: SyncHarness.oneInstance(handler: "alanmantis"))
        let queue = try #require(await DoctorHarness(other).examine().worst(.queueAccount))
        #expect(queue.severity == .failure)
        #expect(queue.text.contains("but one “alanMantis”"))

        let third = try await SyncHarness(instances: SyncHarness.oneInstance(handler: "dev01"))
        let below = try #require(await DoctorHarness(third).examine().worst(.queueAccount))
        #expect(below.text.contains("below DEVELOPER"))
    }

    @Test func `An instance that is down does not stop the examination of the others`() async throws {
        let harness = try await SyncHarness(
            instances: SyncHarness.oneInstance(name: "caida") + SyncHarness.oneInstance(name: "viva")
        )
        var doctor = DoctorHarness(harness)
        doctor.transport = { [server = harness.server] instance in
            if instance.name.rawValue == "caida" { throw TransportError(.couldNotConnect, "nobody listens at :9") }
            return InProcessTransport(server)
        }
        let findings = await doctor.examine()
        #expect(findings.compactMap(\.instance).first?.rawValue == "caida")
        #expect(findings.worst(.connection)?.text == "nobody listens at :9")
        let alive = findings.filter { $0.instance?.rawValue == "viva" }
        #expect(alive.contains { $0.check == .notes && $0.severity == .ok })
        #expect(Finding.Verdict(findings) == .partlyUnreachable)

        doctor.transport = { _ in throw TransportError(.tlsFailed(.expired), "the certificate expired") }
        let dark = await doctor.examine()
        #expect(dark.worst(.tls)?.severity == .failure)
        #expect(Finding.Verdict(dark) == .unreachable)
    }

    @Test func `Without a password the server is still asked what needs none`() async throws {
        let harness = try await SyncHarness(
            instances: SyncHarness.oneInstance().replacing("{file: password}", with: "{file: elsewhere}")
        )
        let findings = await DoctorHarness(harness).examine()
        let password = try #require(findings.worst(.password))
        #expect(password.severity == .failure)
        #expect(password.text.contains("elsewhere"))
        #expect(findings.worst(.version)?.text == "MantisBT 2.28.4")
        #expect(findings.worst(.login) == nil)
        #expect(Finding.Verdict(findings) == .failing)
    }

    @Test func `Maintenance lets nobody in, and the version is told all the same`() async throws {
        let harness = try await SyncHarness()
        await harness.server.setOffline(true)
        let findings = await DoctorHarness(harness).examine()
        #expect(findings.worst(.login)?.severity == .failure)
        #expect(findings.worst(.version)?.severity == .ok)
        #expect(Finding.Verdict(findings) == .unreachable)
    }

    @Test func `A server that goes away half-way is asked no more`() async throws {
        let harness = try await SyncHarness()
        await harness.server.disturb(Disturbance(.dropAfterCommit, on: "mc_projects_get_user_accessible"))
        let findings = await DoctorHarness(harness).examine()
        #expect(findings.worst(.project)?.severity == .failure)
        #expect(await harness.calls()["mc_project_get_users"] == nil)
        #expect(findings.worst(.mail)?.severity == .ok)
    }

    private func oldServer(_ instances: String? = nil) async throws -> SyncHarness {
        var scenario = try SyncHarness.smallScenario()
        scenario.version = ServerVersion(1, 2, 0)
        let harness = try await SyncHarness(scenario: scenario, instances: instances)
        await harness.server.set("default_timezone", to: "America/Bogota")
        return harness
    }

    @Test func `The dates of a server that writes wall time are read with the operator's zone`() async throws {
        let harness = try await oldServer(
            SyncHarness.oneInstance().replacing(
                "    people:",
                with: "    server-time-zone: America/Bogota\n    people:"
            )
        )
        let seen = await DoctorHarness(harness).observe().instance
        let date = try #require(seen.date)
        #expect(date.offsetSeconds == -18_000)
        #expect((SyncHarness.start - 40 * 86_400...SyncHarness.start).contains(date.epochSeconds))
        // Nobody said so, and the server has no word for its zone.
        let silent = await DoctorHarness(try await oldServer()).observe().instance
        #expect(silent.date == nil)
        #expect(silent.projects.value?.allSatisfy { $0.found != nil } == true)
    }

    @Test func `A question that was not sent does not end the interview`() async throws {
        let harness = try await oldServer()
        let client = MantisClient(
            endpoint: harness.configuration.instances[0].endpoint,
            username: "puente",
            password: Secret("puente"),
            transport: InProcessTransport(harness.server)
        )
        var interview = Interview(client: client)
        _ = await interview.must { client async throws(MantisError) in try await client.version() }
        let headers = await interview.ask { client async throws(MantisError) in
            try await client.projectIssueHeaders(ProjectID(rawValue: 1), page: 1, perPage: 1)
        }
        guard case .unknown(let reason) = headers else { return #expect(Bool(false), "\(headers)") }
        #expect(reason.contains("server-time-zone"))
        let projects = await interview.ask { client async throws(MantisError) in try await client.projects() }
        #expect(projects.value?.isEmpty == false)
    }

    @Test func `A server that says it has no mc_login is examined like those that never had it`() async throws {
        let harness = try await SyncHarness()
        let fault = ServerFault(.server, "Procedure 'mc_login' not present")
        await harness.server.disturb(Disturbance(.fault(fault), on: "mc_login", times: 100))
        let findings = await DoctorHarness(harness).examine()
        #expect(findings.worst(.login)?.severity == .ok)
        #expect(findings.worst(.notes, project: "Amazonas ERP")?.severity == .ok)
        #expect(await harness.calls()["mc_login"] == 1)
    }

    @Test func `The levels that cannot be read are told, and not assumed`() async throws {
        let harness = try await SyncHarness()
        var doctor = DoctorHarness(harness)
        doctor.transport = { [server = harness.server] _ in HidingTransport(server, hidden: "private_bug_threshold") }
        let findings = await doctor.examine()
        let options = try #require(findings.worst(.options))
        #expect(options.severity == .note)
        #expect(options.text.contains("private_bug_threshold (Mantis does not tell this account)"))
        #expect(findings.worst(.privateIssues) == nil)
        #expect(findings.worst(.privateNotes)?.severity == .ok)
    }

    @Test func `A damaged ledger is a finding, and Mantis is examined all the same`() async throws {
        let harness = try await SyncHarness()
        try await harness.run()
        var doctor = DoctorHarness(harness)
        doctor.ledger = {
            throw LedgerError(.damaged, path: "ledger.sqlite", detail: "database disk image is malformed")
        }
        let findings = await doctor.examine()
        let ledger = try #require(findings.worst(.ledger))
        #expect(ledger.severity == .failure)
        #expect(ledger.text.contains("malformed"))
        #expect(findings.worst(.notes)?.severity == .ok)
        #expect(Finding.Verdict(findings) == .failing)
    }

    @Test func `The notes that wait are counted before any is written`() async throws {
        let harness = try await SyncHarness()
        try await harness.run(writes: false)
        let planned = await DoctorHarness(harness).examine()
        #expect(
            planned.worst(.mail)?.text.hasPrefix("4 notes are waiting") == true,
            "\(planned.worst(.mail)?.text ?? "")"
        )
        try await harness.run()
        let written = await DoctorHarness(harness).examine()
        #expect(written.worst(.mail)?.severity == .ok)
    }

    @Test func `A clock that is off and a zone that is wrong are measured`() async throws {
        let harness = try await SyncHarness()
        await harness.server.set("default_timezone", to: "America/Bogota")
        var doctor = DoctorHarness(harness)
        doctor.transport = { [server = harness.server] _ in SkewedTransport(server, seconds: 4_000) }
        let findings = await doctor.examine()
        let clock = try #require(findings.worst(.clock))
        #expect(clock.severity == .failure)
        #expect(clock.text.contains("66 min ahead of ours"))
        #expect(findings.worst(.zone)?.text == "Mantis's time zone is America/Bogota")
    }

    @Test func `A Spanish Mantis with a status of its own is told word by word`() async throws {
        let harness = try await SyncHarness()
        await harness.server.set(
            "status_enum_string",
            to: "10:nueva,20:se necesitan más datos,30:aceptada,45:en prueba,50:asignada,80:resuelta,90:cerrada"
        )
        let findings = await DoctorHarness(harness).examine()
        let acceptance = try #require(findings.worst(.acceptance))
        #expect(acceptance.severity == .warning)
        #expect(acceptance.text.contains("«aceptada»"))
        #expect(acceptance.clauses.map(\.rawValue) == ["AM-06"])
        let statuses = findings.filter { $0.check == .statuses }.map(\.text)
        #expect(statuses.contains { $0.contains("no word for status 45 “en prueba”") })
        #expect(statuses.contains { $0.contains("status 80 is called “resuelta”") })
        #expect(statuses.contains { $0.contains("does not have status 40 (confirmed)") })
    }
}

/// Answers that one option is nobody's business.
private struct HidingTransport: Transport {
    let base: InProcessTransport
    let hidden: String

    init(_ server: MantisServer, hidden: String) {
        base = InProcessTransport(server)
        self.hidden = hidden
    }

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        let text = String(decoding: body, as: UTF8.self).replacing(">\(hidden)<", with: ">db_password<")
        return try await base.post(Array(text.utf8), to: endpoint, into: sink)
    }
}

/// A server whose clock is ahead.
private struct SkewedTransport: Transport {
    let base: InProcessTransport
    let seconds: Int64

    init(_ server: MantisServer, seconds: Int64) {
        base = InProcessTransport(server)
        self.seconds = seconds
    }

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        var head = try await base.post(body, to: endpoint, into: sink)
        head.serverDate = head.serverDate.map { $0 + seconds }
        return head
    }
}
