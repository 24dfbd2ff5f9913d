import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

@Suite struct ListOperationsTests {
    /// Ten issues of one project, one second apart, the first the oldest.
    private func ten() async throws -> TestCaller {
        let caller = try TestCaller.small()
        try await caller.server.perform(.delete(IssueID(rawValue: 1)), as: "admin")
        for number in 1...10 {
            let deed = Deed.file(
                project: "Mesa",
                category: number == 3 ? "Café" : "Errores",
                summary: "Caso \(number)",
                description: "x",
                handler: number % 2 == 0 ? "cola" : nil
            )
            #expect(try await caller.server.perform(deed, as: "ana") == number + 3)
            caller.server.clock.advance(by: 1)
        }
        return caller
    }

    private func totalOrder(_ filter: inout EnvelopeWriter) {
        filter.integers("project_id", [1])
        filter.string("sort", "last_updated,id")
        filter.string("sort_direction", "DESC,DESC")
    }

    @Test func aSearchBeyondItsEndRepeatsTheLastPage() async throws {
        let caller = try await ten()
        for (page, expected) in [
            (-3, [13, 12, 11, 10]), (1, [13, 12, 11, 10]), (2, [9, 8, 7, 6]), (3, [5, 4]), (4, [5, 4]), (99, [5, 4]),
        ] {
            #expect(try await caller.search(page: page, perPage: 4, totalOrder) == expected, "page \(page)")
        }
    }

    @Test func aProjectListBeyondItsEndIsEmpty() async throws {
        let caller = try await ten()
        // Eleven in all, with the one of the project below.
        for (page, count) in [(1, 4), (3, 3), (4, 0)] {
            let answer = try await caller.call("mc_project_get_issue_headers") { envelope in
                envelope.integer("project_id", 1)
                envelope.integer("page_number", page)
                envelope.integer("per_page", 4)
            }
            #expect(answer.children.count == count, "page \(page)")
        }
    }

    @Test func perPageMinusOneIsEverythingAndZeroIsTheListsOwnSize() async throws {
        let caller = try await ten()
        await caller.server.set("default_limit_view", to: "3")
        #expect(try await caller.search(perPage: -1, totalOrder).count == 10)
        #expect(try await caller.search(perPage: 0, totalOrder) == [13, 12, 11])
    }

    @Test func aSearchShowsClosedIssuesAndAProjectListHidesThem() async throws {
        let caller = try await ten()
        try await caller.server.perform(.edit(IssueID(rawValue: 5), IssueEdit(status: 90)), as: "cola")
        #expect(try await caller.search(totalOrder).contains(5))
        let hiding = try await caller.search { filter in
            totalOrder(&filter)
            filter.integers("hide_status_id", [80])
        }
        #expect(!hiding.contains(5))
        let list = try await caller.call("mc_project_get_issues") { envelope in
            envelope.integer("project_id", 1)
            envelope.integer("page_number", 1)
            envelope.integer("per_page", -1)
        }
        #expect(!list.children.contains { $0.text("id") == "5" })
    }

    @Test func aSearchKeepsToItsProjectsAndAProjectListTakesThoseBelow() async throws {
        let caller = try TestCaller.small()
        #expect(try await caller.search { $0.integers("project_id", [1]) } == [1])
        #expect(try await caller.search { $0.integers("project_id", [0]) } == [2, 1])
        #expect(try await caller.search() == [2, 1])
        let list = try await caller.call("mc_project_get_issue_headers") { envelope in
            envelope.integer("project_id", 1)
            envelope.integer("page_number", 1)
            envelope.integer("per_page", -1)
        }
        #expect(list.children.map { $0.text("id") } == ["2", "1"])
    }

    @Test func aSearchInClosedProjectsAndOneInNoProjectAreEmpty() async throws {
        let caller = try TestCaller.small(user: "ana")
        #expect(try await caller.search { $0.integers("project_id", [3]) } == [])
        #expect(try await caller.search { $0.integers("project_id", [1, 3]) } == [1])
        #expect(try await caller.search { $0.integers("project_id", [77]) } == [])
    }

    @Test(arguments: [
        ("any handler", [0], [4, 5, 6]), ("nobody", [-2], [4, 6]), ("one", [2], [5]),
        ("nobody or one", [-2, 2], [4, 5, 6]),
        ("oneself", [-1], []),
    ])
    func handlersAreChosenByNumber(name: String, handlers: [Int], expected: [Int]) async throws {
        let caller = try await ten()
        let found = try await caller.search { filter in
            totalOrder(&filter)
            filter.integers("handler_id", handlers)
        }
        #expect(Set(found).intersection(4...6) == Set(expected), "\(name)")
    }

    @Test func categoriesAreChosenByNameInAnyCaseAndAnUnknownOneFindsNothing() async throws {
        let caller = try await ten()
        #expect(try await caller.search { $0.strings("category", ["CAFÉ"]) } == [6])
        #expect(try await caller.search { $0.strings("category", ["nada"]) } == [])
    }

    @Test func daysOfChangeAreWholeDaysOfTheServersZone() async throws {
        let caller = try TestCaller.small()
        // Issue 2 changed on November 17th at 15:00 in Bogotá, issue 1 on the 16th.
        func since(_ day: Int, until end: Int) async throws -> [Int] {
            try await caller.search { filter in
                for (name, day) in [("start", day), ("end", end)] {
                    filter.integer("last_update_\(name)_day", day)
                    filter.integer("last_update_\(name)_month", 11)
                    filter.integer("last_update_\(name)_year", 2026)
                }
            }
        }
        #expect(try await since(17, until: 17) == [2])
        #expect(try await since(16, until: 17) == [2, 1])
        #expect(try await since(18, until: 30) == [])
    }

    @Test func anUnknownUsersQueueHoldsTheUnassignedIssues() async throws {
        let caller = try TestCaller.small()
        func assigned(to name: String) async throws -> [String?] {
            try await caller.call("mc_project_get_issues_for_user") { envelope in
                envelope.integer("project_id", 1)
                envelope.string("filter_type", "Assigned")
                envelope.structure("target_user", type: "t:AccountData") { $0.string("name", name) }
                envelope.integer("page_number", 1)
                envelope.integer("per_page", -1)
            }.children.map { $0.text("id") }
        }
        #expect(try await assigned(to: "cola") == ["2"])
        #expect(try await assigned(to: "nadie") == ["1"])
    }

    @Test func listsForAUserPutStickyIssuesFirst() async throws {
        let caller = try await ten()
        try await caller.server.perform(.edit(IssueID(rawValue: 5), IssueEdit(isSticky: true)), as: "admin", at: 0)
        let list = try await caller.call("mc_project_get_issues_for_user") { envelope in
            envelope.integer("project_id", 1)
            envelope.string("filter_type", "assigned")
            envelope.structure("target_user", type: "t:AccountData") { $0.integer("id", 2) }
            envelope.integer("page_number", 1)
            envelope.integer("per_page", 2)
        }
        #expect(list.children.map { $0.text("id") } == ["5", "13"])
    }

    @Test func wordsAreSoughtInTextsAndVisibleNotesAndNumbers() async throws {
        let caller = try TestCaller.small()
        let note = try await caller.addNote(1, "Palabra rara", private: true)
        #expect(try await caller.search { $0.string("search", "RARA palabra") } == [1])
        // A negation finds only issues with notes.
        #expect(try await caller.search { $0.string("search", "-rara") } == [])
        _ = try await caller.addNote(2, "Otra")
        #expect(try await caller.search { $0.string("search", "-rara") } == [2])
        #expect(try await caller.search { $0.string("search", "\(note)") } == [1])
        #expect(try await caller.as("luis").search { $0.string("search", "rara") } == [])
    }

    @Test func issuesEqualInEverySortedColumnComeInAnyOrderUnlessTheNumberSettlesIt() async throws {
        let caller = try TestCaller.small()
        for _ in 0..<12 {
            let deed = Deed.file(project: "Mesa", category: "Errores", summary: "x", description: "x", handler: nil)
            try await caller.server.perform(deed, as: "ana")
        }
        let settled = try await caller.search(totalOrder)
        #expect(settled == (4...15).reversed() + [1])
        let open = try await caller.search { $0.integers("project_id", [1]) }
        #expect(open != settled)
        #expect(open.sorted() == settled.sorted())
        #expect(try await caller.search { $0.integers("project_id", [1]) } != open)
    }

    @Test func sortingTakesVisibleColumnsOnlyAndUpperCaseDirections() async throws {
        let caller = try await ten()
        let ascending = try await caller.search { filter in
            filter.integers("project_id", [1])
            filter.string("sort", "date_submitted,id")
            filter.string("sort_direction", "DESC,ASC")
        }
        #expect(ascending == Array(4...13))
        let descending = try await caller.search { filter in
            filter.integers("project_id", [1])
            filter.string("sort", "id")
            filter.string("sort_direction", "asc")
        }
        #expect(descending == (4...13).reversed())
    }
}
