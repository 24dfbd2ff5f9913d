import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Which version has which operation (reference §4).
@Suite struct OperationGateTests {
    /// Every operation of the service's last description, by the release that brought it.
    static let byRelease: [(release: String, operations: String)] = [
        (
            "1.2.0",
            """
            mc_config_get_string mc_enum_access_levels mc_enum_custom_field_types mc_enum_etas mc_enum_get \
            mc_enum_priorities mc_enum_project_status mc_enum_project_view_states mc_enum_projections \
            mc_enum_reproducibilities mc_enum_resolutions mc_enum_severities mc_enum_status mc_enum_view_states \
            mc_filter_get mc_filter_get_issue_headers mc_filter_get_issues mc_issue_add mc_issue_attachment_add \
            mc_issue_attachment_delete mc_issue_attachment_get mc_issue_checkin mc_issue_delete mc_issue_exists \
            mc_issue_get mc_issue_get_biggest_id mc_issue_get_id_from_summary mc_issue_note_add \
            mc_issue_note_delete mc_issue_relationship_add mc_issue_relationship_delete mc_issue_update \
            mc_project_add mc_project_attachment_add mc_project_attachment_delete mc_project_attachment_get \
            mc_project_delete mc_project_get_attachments mc_project_get_categories mc_project_get_custom_fields \
            mc_project_get_issue_headers mc_project_get_issues mc_project_get_released_versions \
            mc_project_get_unreleased_versions mc_project_get_users mc_project_get_versions mc_project_version_add \
            mc_project_version_delete mc_project_version_update mc_projects_get_user_accessible mc_version
            """
        ),
        ("1.2.2", "mc_project_add_category mc_project_delete_category mc_project_rename_category_by_name"),
        ("1.2.3", "mc_project_update"),
        ("1.2.4", "mc_project_get_id_from_name"),
        ("1.2.5", "mc_project_get_all_subprojects"),
        ("1.2.6", "mc_issue_note_update mc_user_pref_get_pref"),
        ("1.2.9", "mc_issue_set_tags mc_tag_add mc_tag_delete mc_tag_get_all mc_user_profiles_get_all"),
        ("1.2.12", "mc_login"),
        ("1.2.16", "mc_issue_get_history mc_project_get_issues_for_user"),
        (
            "1.3.0",
            """
            mc_filter_search_issue_headers mc_filter_search_issue_ids mc_filter_search_issues mc_issues_get \
            mc_issues_get_header
            """
        ),
    ]

    @Test func theListHoldsAllOperations() {
        let all = Self.byRelease.flatMap { $0.operations.split(separator: " ") }
        #expect(all.count == 72)
        #expect(Set(all.map { String($0) }) == Set(OperationTable.operations.keys))
    }

    static let versions = ["1.2.0", "1.2.5", "1.2.12", "1.2.15", "1.2.20", "1.3.20", "2.4.0", "2.16.0", "2.28.4"]

    @Test(arguments: versions)
    func anOperationIsThereFromItsReleaseOn(version: String) async throws {
        let caller = try TestCaller.small(version, user: "admin")
        let this = try #require(ServerVersion(version))
        let isNusoap = this < ServerVersion(1, 2, 13)
        for (release, operations) in Self.byRelease {
            let first = try #require(ServerVersion(release))
            for operation in operations.split(separator: " ").map({ String($0) }) {
                let fault = await caller.send(caller.request(operation)) ?? ""
                let unknown =
                    isNusoap
                    ? "Operation '\(operation)' is not defined in the WSDL for this service"
                    : "Procedure '\(operation)' not present"
                #expect((fault == unknown) == (this < first), "\(operation) of \(version): \(fault)")
            }
        }
        #expect(await caller.send(caller.request("mc_nothing"))?.contains("'mc_nothing'") == true)
    }

    @Test func theVersionIsWhatItSays() async throws {
        for version in Scenario.testedVersions.map(\.description) + ["1.2.20 (Acme)", "2.29.0-dev"] {
            #expect(try await TestCaller.small(version).call("mc_version").text == version)
        }
    }

    @Test func aScenarioSaysItsVersionAndNoneBefore120() throws {
        #expect(try Scenario.load(yaml: "version: 1.3.20").version == ServerVersion(1, 3, 20))
        #expect(try Scenario.load(yaml: "users: []").version == ServerVersion(2, 28, 4))
        for text in ["1.1.8", "dos", "2.4"] {
            let error = #expect(throws: ScenarioError.self) { try Scenario.load(yaml: "version: \"\(text)\"") }
            #expect(error?.code == .badValue)
        }
        #expect(throws: ScenarioError.self) { try Scenario.load(yaml: "engine: zeep") }
    }

    // MARK: Check-in (reference §2.8)

    private func checkIn(_ caller: TestCaller) -> [UInt8] {
        caller.request("mc_issue_checkin") { envelope in
            envelope.integer("issue_id", 1)
            envelope.string("comment", "arreglado en r17")
            envelope.boolean("fixed", true)
        }
    }

    @Test(arguments: ["1.2.0", "1.2.20"])
    func aCheckInOf12AddsItsPrivateNoteAndMayResolve(version: String) async throws {
        let caller = try TestCaller.small(version)
        #expect(await caller.send(checkIn(caller)) == nil)
        var issue = try await caller.issue(1)
        #expect(issue["notes"]?.children.map { $0.text("text") } == ["arreglado en r17"])
        #expect(issue["notes"]?.children.first?.text("view_state", "id") == "50")
        #expect(issue.text("status", "id") == "10")
        await caller.server.set("source_control_set_status_to", to: "80")
        #expect(await caller.send(checkIn(caller)) == nil)
        issue = try await caller.issue(1)
        #expect(issue.text("status", "id") == "80")
        #expect(issue.text("resolution", "id") == "20")
    }

    @Test(arguments: ["1.3.0", "2.28.4"])
    func laterACheckInHasNoCodeBehindIt(version: String) async throws {
        let caller = try TestCaller.small(version)
        let answer = await caller.server.answer(checkIn(caller))
        #expect(answer.status == 500)
        #expect(await caller.send(checkIn(caller)) == "Function 'mc_issue_checkin' doesn't exist")
    }
}
