import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

@Suite struct ScenarioTests {
    @Test(arguments: [
        ("issues: [", ScenarioError.Code.syntax, "s.yaml:2:1"),
        ("# nothing\n", .syntax, "s.yaml:1:1"),
        ("users: []\npeople: []\n", .unknownKey, "s.yaml:2:1"),
        ("settings: {no_such_setting: 1}", .unknownKey, "s.yaml:1:12"),
        ("settings: {default_timezone: Marte/Olimpo}", .badValue, "s.yaml:1:30"),
        ("users:\n  - {name: a, level: jefe}\n", .unknownName, "s.yaml:2:22"),
        ("users:\n  - {level: viewer}\n", .missingKey, "s.yaml:2:5"),
        ("users:\n  - {name: a, level: 10}\n  - {name: a, level: 10}\n", .duplicate, "s.yaml:3:12"),
        ("users: {a: b}", .badValue, "s.yaml:1:8"),
        ("projects:\n  - {name: P, id: uno}\n", .badValue, "s.yaml:2:19"),
        ("projects: [{name: P, private: quizás}]", .badValue, "s.yaml:1:31"),
        ("projects: [{name: P, categories: [C, C]}]", .duplicate, "s.yaml:1:38"),
        ("a: 1\na: 2\n", .duplicate, "s.yaml:1:1"),
    ])
    func mistakesAreToldWithTheirPlace(yaml: String, code: ScenarioError.Code, place: String) {
        let error = #expect(throws: ScenarioError.self) { try Scenario.load(yaml: yaml, name: "s.yaml") }
        #expect(error?.code == code)
        #expect(error?.place == place, "\(error?.description ?? "")")
    }

    private func issueError(_ issue: String) -> ScenarioError? {
        let yaml = """
            users: [{name: ana, level: reporter}]
            projects: [{name: P, categories: [C]}]
            custom_fields: [{name: NIT}]
            issues:
              - \(issue)
            """
        return #expect(throws: ScenarioError.self) { try Scenario.load(yaml: yaml, name: "s.yaml") }
    }

    @Test(arguments: [
        ("{project: P, category: C, summary: S, reporter: ana}", ScenarioError.Code.missingKey, 5),
        ("{project: P, category: C, summary: S, reporter: eva, age: 1d}", .unknownName, 53),
        ("{project: Q, category: C, summary: S, reporter: ana, age: 1d}", .unknownName, 15),
        ("{project: P, category: D, summary: S, reporter: ana, age: 1d}", .unknownName, 28),
        ("{project: P, category: C, summary: S, reporter: ana, age: 1 día}", .badValue, 63),
        ("{project: P, category: C, summary: S, reporter: ana, at: ayer}", .badValue, 62),
        ("{project: P, category: C, summary: S, reporter: ana, age: 1d, status: listo}", .unknownName, 75),
        ("{project: P, category: C, summary: S, reporter: ana, age: 1d, custom_fields: {Nit: 1}}", .unknownName, 83),
        ("{project: P, category: C, summary: S, reporter: ana, age: 1d, then: [{age: 1h}]}", .missingKey, 74),
    ])
    func mistakesInIssuesAreToldWithTheirPlace(issue: String, code: ScenarioError.Code, column: Int) {
        let error = issueError(issue)
        #expect(error?.code == code)
        #expect(error?.place == "s.yaml:5:\(column)", "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("3d 4h", 273_600 as Int64?), ("90m", 5400), ("2w", 1_209_600), ("45s", 45), ("", nil), ("3", nil),
        ("d", nil), ("-1d", nil), ("1d4h", nil),
    ])
    func agesAreSums(text: String, seconds: Int64?) {
        #expect(ScenarioAge.parse(text) == seconds)
    }

    @Test func theWholeScenarioMovesWithTheClock() async throws {
        for start in [testStart, testStart + 12_345] {
            let server = MantisServer(scenario: try .small(), clock: .fixed(start))
            let history = try await TestCaller(server: server).call("mc_issue_get_history") {
                $0.integer("issue_id", 1)
            }
            #expect(history.children.first?.text("date") == "\(start - 5 * 86_400)")
        }
    }

    @Test func anUnknownBundledScenarioIsToldWithTheKnownOnes() {
        let error = #expect(throws: ScenarioError.self) { try Scenario.bundled("nada") }
        #expect(error?.description == "there is no bundled scenario “nada”; there are: demo")
    }

    @Test func generatedScenariosDependOnTheirSeedAlone() async throws {
        func summaries(seed: UInt64) async throws -> [String?] {
            let server = MantisServer(scenario: try .generated(issues: 60, seed: seed), clock: .fixed(testStart))
            let list = try await TestCaller(server: server).call("mc_filter_search_issue_headers") { envelope in
                envelope.structure("filter", type: "t:FilterSearchData") { filter in
                    filter.string("sort", "last_updated,id")
                    filter.string("sort_direction", "DESC,DESC")
                }
                envelope.integer("page_number", 1)
                envelope.integer("per_page", -1)
            }
            return list.children.map { $0.text("summary") }
        }
        let first = try await summaries(seed: 1)
        #expect(first.count == 60)
        #expect(try await summaries(seed: 1) == first)
        #expect(try await summaries(seed: 2) != first)
    }
}

/// The scenario that people see first.
@Suite struct DemoScenarioTests {
    private func caller() throws -> TestCaller {
        TestCaller(server: MantisServer(scenario: try .bundled("demo"), clock: .fixed(testStart)))
    }

    private func headers(_ caller: TestCaller) async throws -> [RequestElement] {
        try await caller.call("mc_filter_search_issue_headers") { envelope in
            envelope.integer("page_number", 1)
            envelope.integer("per_page", -1)
        }.children
    }

    @Test func everyProjectHasIssuesAndTheQueueIsFilled() async throws {
        let headers = try await headers(caller())
        #expect((25...40).contains(headers.count))
        #expect(Set(headers.compactMap { $0.text("project") }) == ["1", "2", "3", "4", "5"])
        #expect(headers.count { $0.text("handler") == "2" && $0.text("status") == "50" } >= 5)
        #expect(Set(headers.compactMap { $0.text("status") }).isSuperset(of: ["10", "20", "50", "80", "90"]))
    }

    @Test func nothingHappensInTheFuture() async throws {
        let caller = try caller()
        for header in try await headers(caller) {
            let id = try #require(Int(header.text("id") ?? ""))
            let rows = try await caller.call("mc_issue_get_history") { $0.integer("issue_id", id) }.children
            let dates = rows.compactMap { Int64($0.text("date") ?? "") }
            #expect(dates == dates.sorted() && dates.allSatisfy { $0 <= testStart }, "issue \(id)")
        }
    }

    @Test func thereAreNotesOfBothKindsAndWaitingAndPrivateIssues() async throws {
        let caller = try caller()
        var notes: Set<String> = []
        for header in try await headers(caller) {
            let issue = try await caller.issue(try #require(Int(header.text("id") ?? "")))
            for note in issue["notes"]?.children ?? [] { notes.insert(note.text("view_state", "name") ?? "") }
        }
        #expect(notes == ["public", "private"])
        #expect(try await headers(caller).contains { $0.text("view_state") == "50" })
    }

    @Test func theCommitteesDateIsADateField() async throws {
        let issue = try await caller().issue(1013)
        let value = issue["custom_fields"]?.children.last?.text("value")
        #expect(value == "\(testStart + 4 * 86_400)")
        #expect(issue.text("due_date") == "2026-11-25T15:00:00-05:00")
    }
}
