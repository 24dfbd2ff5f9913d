import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Who gets in, and what they are told, by version (reference §1.8, §2.1, §4, §6).
@Suite struct VersionAccountTests {
    private func server(_ version: String) throws -> TestCaller {
        try TestCaller.small(version) { scenario in
            for index in scenario.users.indices {
                let name = scenario.users[index].name
                scenario.users[index].tokens = [Secret("token-de-\(name)")]
                scenario.users[index].cookie = Secret("cookie-de-\(name)")
            }
        }
    }

    private func request(_ user: String, _ password: String, _ operation: String = "mc_enum_status") -> [UInt8] {
        var envelope = EnvelopeWriter(operation: operation, namespace: "http://futureware.biz/mantisconnect")
        envelope.string("username", user)
        envelope.string("password", password)
        return envelope.finish()
    }

    /// Version; whether a token opens; one's own cookie; somebody else's.
    @Test(arguments: [
        ("1.2.20", false, false, false), ("1.3.20", true, false, false), ("2.2.0", true, false, false),
        ("2.4.0", true, true, true), ("2.28.3", true, true, true), ("2.28.4", true, true, false),
    ])
    func programsGetInWithTokensAndCookiesByVersion(version: String, token: Bool, own: Bool, other: Bool) async throws {
        let caller = try server(version)
        #expect(await caller.send(request("puente", "puente")) == nil)
        #expect(await caller.send(request("puente", "mal")) == "Access denied")
        #expect((await caller.send(request("puente", "token-de-puente")) == nil) == token)
        #expect(await caller.send(request("puente", "token-de-ana")) == "Access denied")
        #expect((await caller.send(request("puente", "cookie-de-puente")) == nil) == own)
        #expect((await caller.send(request("puente", "cookie-de-ana")) == nil) == other)
    }

    @Test func aBlankNameIsTheAnonymousAccountWhereThatIsAllowed() async throws {
        for version in ["1.2.20", "2.28.4"] {
            let caller = try TestCaller.small(version)
            let denied = await caller.send(request("", "", "mc_projects_get_user_accessible"))
            #expect(denied == "Access denied")
            await caller.server.set("allow_anonymous_login", to: "1")
            await caller.server.set("anonymous_account", to: "ana")
            #expect(await caller.send(request("", "lo que sea", "mc_projects_get_user_accessible")) == nil)
        }
    }

    @Test(arguments: [("1.2.20", false), ("1.3.20", false), ("2.25.0", false), ("2.26.0", true), ("2.28.4", true)])
    func maintenanceClosesTheDoorSince226Only(version: String, closes: Bool) async throws {
        let caller = try TestCaller.small(version)
        await caller.server.setOffline(true)
        #expect(await caller.send(caller.wholeUpdate(1)) == (closes ? "Access denied" : nil))
        #expect(try await caller.call("mc_version").text == version)
        await caller.server.setOffline(false)
        await caller.server.disturb(Disturbance(.offline))
        #expect(await caller.send(caller.wholeUpdate(1)) == (closes ? "Access denied" : nil))
    }

    @Test(arguments: [("1.2.20", false), ("1.3.20", true), ("2.28.4", true)])
    func aViewerReadsSince13(version: String, reads: Bool) async throws {
        let caller = try TestCaller.small(version, user: "visita")
        let fault = await caller.send(caller.request("mc_issue_get") { $0.integer("issue_id", 1) })
        #expect(fault == (reads ? nil : "Access denied for user visita."))
    }

    @Test func aScenariosOwnThresholdStaysInEveryVersion() async throws {
        let caller = try TestCaller.small("1.2.20", user: "visita") { scenario in
            let isKnown = scenario.settings.set("webservice_readonly_access_level_threshold", to: "10")
            #expect(isKnown)
        }
        #expect(try await caller.issue(1).text("summary") == "Uno")
    }

    @Test(arguments: [
        ("1.2.20", "path", nil), ("2.28.4", "path", "Access to 'path' is denied"),
        ("1.2.20", "db_password", "Access to 'db_password' is denied"),
        ("1.2.20", "no_such_thing", "Config 'no_such_thing' is undefined"),
        ("2.28.4", "no_such_thing", "Access to 'no_such_thing' is denied"),
        ("1.2.20", "mc_readonly_access_level_threshold", nil),
        (
            "1.2.20", "webservice_readonly_access_level_threshold",
            "Config 'webservice_readonly_access_level_threshold' is undefined"
        ),
        ("1.2.20", "bug_resolved_status_threshold", nil),
        ("1.2.20", "mentions_tag", "Config 'mentions_tag' is undefined"),
        ("2.28.4", "mentions_tag", nil),
        (
            "2.28.4", "source_control_set_status_to",
            "Access to 'source_control_set_status_to' is denied"
        ),
    ])
    func settingsAreToldByOneListOrTheOther(version: String, setting: String, fault: String?) async throws {
        let caller = try TestCaller.small(version)
        let said = await caller.send(caller.request("mc_config_get_string") { $0.string("config_var", setting) })
        #expect(said == fault)
    }

    @Test(arguments: Scenario.testedVersions.map(\.description))
    func theAccountsLanguageNamesTheValues(version: String) async throws {
        let caller = try TestCaller.small(version) { scenario in
            let index = scenario.users.firstIndex { $0.name == "puente" }
            scenario.users[try #require(index)].language = .spanish
        }
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(status: 30, severity: 77)), as: "ana")
        #expect(try await caller.issue(1).text("status", "name") == "aceptada")
        #expect(try await caller.issue(1).text("severity", "name") == "@77@")
        #expect(try await caller.as("cola").issue(1).text("status", "name") == "acknowledged")
        let names = try await caller.call("mc_enum_status").children.map { $0.text("name") }
        #expect(names.contains("resuelta"))
        let listed = try await caller.call("mc_enum_get") { $0.string("enumeration", "status") }
        #expect(listed.text.hasPrefix("10:nueva,"))
        // Names that are sent are compared with the configured ones all the same (reference §2.5).
        let request = caller.wholeUpdate(1) {
            $0.structure("status", type: "t:ObjectRef") { $0.string("name", "aceptada") }
        }
        #expect(await caller.send(request) == nil)
        #expect(try await caller.issue(1).text("status", "name") == "@0@")
    }

    @Test(arguments: [
        ("1.2.20", nil), ("1.3.20", "activity limit of 10 events within the last 3600"),
        ("2.16.0", "Hit rate limit threshold"),
    ])
    func whoIsNoMoreThanAReporterIsSlowedDownSince13(version: String, fault: String?) async throws {
        let caller = try TestCaller.small(version, user: "ana")
        await caller.server.set("allow_signup", to: "1")
        for _ in 0..<10 { _ = try await caller.addNote(1, "x") }
        func note() async -> String? {
            await caller.send(
                caller.request("mc_issue_note_add") { envelope in
                    envelope.integer("issue_id", 1)
                    envelope.structure("note", type: "t:IssueNoteData") { $0.string("text", "x") }
                }
            )
        }
        let said = await note()
        if let fault { #expect(said?.contains(fault) == true) } else { #expect(said == nil) }
        _ = try await caller.as("puente").addNote(1, "otros no")
        caller.server.clock.advance(by: 3601)
        #expect(await note() == nil)
    }
}
