import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Setting up projects, categories, versions, documents and profiles (reference §2.1, §2.2).
@Suite struct AdministrationTests {
    private func project(_ envelope: inout EnvelopeWriter, _ name: String) {
        envelope.structure("project", type: "t:ProjectData") { project in
            project.string("name", name)
            project.string("description", "para probar")
            project.reference("view_state", 50)
        }
    }

    @Test(arguments: ["1.2.3", "1.2.20", "2.28.4"])
    func anAdministratorAddsChangesAndDeletesAProject(version: String) async throws {
        let caller = try TestCaller.small(version, user: "admin")
        let id = try #require(Int(try await caller.call("mc_project_add") { project(&$0, "Nuevo") }.text))
        let taken = version == "2.28.4" ? "Project name is not unique" : "Project name exists"
        #expect(await caller.send(caller.request("mc_project_add") { project(&$0, "Nuevo") }) == taken)
        #expect(
            await caller.as("puente").send(caller.as("puente").request("mc_project_add") { project(&$0, "Otro") })
                == "Access denied for user puente."
        )
        try await caller.call("mc_project_update") { envelope in
            envelope.integer("project_id", id)
            project(&envelope, "Renombrado")
        }
        func names(_ caller: TestCaller) async throws -> [String?] {
            try await caller.call("mc_projects_get_user_accessible").children.map { $0.text("name") }
        }
        #expect(try await names(caller) == ["Mesa", "Oculto", "Renombrado"])
        #expect(try await names(caller.as("puente")) == ["Mesa"])
        let deed = Deed.file(project: "Renombrado", category: "General", summary: "x", description: "x", handler: nil)
        let issue = try #require(try await caller.server.perform(deed, as: "admin"))
        try await caller.call("mc_project_delete") { $0.integer("project_id", id) }
        #expect(try await names(caller) == ["Mesa", "Oculto"])
        #expect(try await caller.call("mc_issue_exists") { $0.integer("issue_id", issue) }.text == "false")
    }

    private func categories(_ caller: TestCaller) async throws -> [String] {
        try await caller.call("mc_project_get_categories") { $0.integer("project_id", 1) }.children.map(\.text)
    }

    private func change(_ operation: String, _ name: String, to new: String? = nil, _ caller: TestCaller) -> [UInt8] {
        caller.request(operation) { envelope in
            envelope.integer("project_id", 1)
            envelope.string("p_category_name", name)
            if let new {
                envelope.string("p_category_name_new", new)
                envelope.integer("p_assigned_to", 0)
            }
        }
    }

    @Test func categoriesComeChangeTheirNameAndGo() async throws {
        let caller = try TestCaller.small("1.2.20")
        #expect(await caller.send(change("mc_project_add_category", "Nueva", caller)) == nil)
        #expect(try await categories(caller).contains("Nueva"))
        let again = await caller.send(change("mc_project_add_category", "Nueva", caller))
        #expect(again?.contains("#1500") == true)
        let rename = change("mc_project_rename_category_by_name", "Errores", to: "Fallos", caller)
        #expect(await caller.send(rename) == nil)
        #expect(try await caller.issue(1).text("category") == "Fallos")
        #expect(await caller.send(change("mc_project_delete_category", "Fallos", caller)) == nil)
        #expect(try await caller.issue(1).text("category") == "")
        #expect(try await categories(caller) == ["Café", "General", "Nueva"])
        let luis = caller.as("luis")
        let denied = await luis.send(change("mc_project_add_category", "Otra", luis))
        #expect(denied == "Access denied")
    }

    private func version(_ envelope: inout EnvelopeWriter, _ name: String, released: Bool) {
        envelope.structure("version", type: "t:ProjectVersionData") { version in
            version.string("name", name)
            version.integer("project_id", 1)
            version.boolean("released", released)
        }
    }

    @Test func aVersionThatIsRenamedLeavesItsOldNameInTheIssues() async throws {
        let caller = try TestCaller.small("2.4.0")
        let id = try #require(
            Int(try await caller.call("mc_project_version_add") { version(&$0, "3.0", released: true) }.text)
        )
        let twice = await caller.send(caller.request("mc_project_version_add") { version(&$0, "3.0", released: true) })
        #expect(twice == "Version exists for project")
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(version: "3.0")), as: "puente")
        try await caller.call("mc_project_version_update") { envelope in
            envelope.integer("version_id", id)
            version(&envelope, "3.1", released: false)
        }
        #expect(try await caller.issue(1).text("version") == "3.0")
        let unreleased = try await caller.call("mc_project_get_unreleased_versions") { $0.integer("project_id", 1) }
        #expect(unreleased.children.map { $0.text("name") } == ["3.1", "2.0"])
        try await caller.call("mc_project_version_delete") { $0.integer("version_id", id) }
        let all = try await caller.call("mc_project_get_versions") { $0.integer("project_id", 1) }
        #expect(all.children.map { $0.text("name") } == ["2.0", "1.0"])
    }

    @Test func documentsHangOnAProject() async throws {
        let caller = try TestCaller.small("1.3.20")
        await caller.server.set("enable_project_documentation", to: "1")
        let id = try await caller.call("mc_project_attachment_add") { envelope in
            envelope.integer("project_id", 1)
            for (part, text) in [("name", "a.txt"), ("title", "A"), ("description", ""), ("file_type", "text/plain")] {
                envelope.string(part, text)
            }
            envelope.string("content", "aG9sYQ==")
        }.text
        let listed = try await caller.call("mc_project_get_attachments") { $0.integer("project_id", 1) }
        #expect(listed.children.map { $0.text("filename") } == ["a.txt"])
        #expect(listed.children.first?.text("size") == "4")
        func get(_ caller: TestCaller, _ operation: String) -> [UInt8] {
            caller.request(operation) { $0.integer("project_attachment_id", Int(id) ?? 0) }
        }
        let content = try await caller.call("mc_project_attachment_get") {
            $0.integer("project_attachment_id", Int(id) ?? 0)
        }
        #expect(content.text == "aG9sYQ==")
        let luis = caller.as("luis")
        #expect(await luis.send(get(luis, "mc_project_attachment_delete")) == "Access denied for user luis.")
        #expect(await caller.send(get(caller, "mc_project_attachment_delete")) == nil)
        #expect(await caller.send(get(caller, "mc_project_attachment_get"))?.hasPrefix("Unable to find") == true)
    }

    @Test func profilesAreOnesOwnAndEverybodysPageByPage() async throws {
        let caller = try TestCaller.small("1.2.20") { scenario in
            let yaml = """
                users: [{name: a, level: viewer}]
                profiles:
                  - {platform: PC, os: Linux, os_build: "12"}
                  - {user: a, platform: Mac}
                """
            scenario.profiles = try Scenario.load(yaml: yaml).profiles
            scenario.profiles.append(ProfileRow(id: 3, user: 3, platform: "X", os: "", osBuild: "", description: ""))
        }
        func page(_ number: Int, _ size: Int) async throws -> (String?, [String?]) {
            let answer = try await caller.call("mc_user_profiles_get_all") { envelope in
                envelope.integer("page_number", number)
                envelope.integer("per_page", size)
            }
            return (answer.text("total_results"), answer["results"]?.children.map { $0.text("platform") } ?? [])
        }
        #expect(try await page(1, 10) == ("2", ["PC", "X"]))
        #expect(try await page(2, 1) == ("2", ["X"]))
        #expect(try await page(3, 1) == ("2", []))
    }

    /// Dates sent along with a new issue (reference §2.6).
    @Test(arguments: [
        ("1.2.20", "1969-12-31T19:33:46-05:00"), ("1.3.1", "2026-01-02T03:04:05-05:00"),
        ("2.12.0", "2026-01-02T03:04:05-05:00"), ("2.13.0", "2026-11-21T15:00:00-05:00"),
        ("2.28.4", "2026-11-21T15:00:00-05:00"),
    ])
    func aNewIssueMayBeBackdatedFrom131To212(version: String, date: String) async throws {
        let caller = try TestCaller.small(version)
        let id = try await caller.call("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.reference("project", 1)
                issue.string("category", "Errores")
                issue.string("date_submitted", "2026-01-02T03:04:05-05:00")
                issue.string("summary", "S")
                issue.string("description", "D")
            }
        }.text
        #expect(try await caller.issue(Int(id) ?? 0).text("date_submitted") == date)
    }

    @Test(arguments: [("2.4.0", "Mandatory field 'summary' is missing."), ("2.13.0", "Summary not specified")])
    func aNewIssueWithoutASummaryIsRefusedInItsOwnWords(version: String, text: String) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.request("mc_issue_add") { envelope in
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.reference("project", 1)
                issue.string("category", "Errores")
                issue.string("description", "D")
            }
        }
        #expect(await caller.send(request) == text)
    }
}
