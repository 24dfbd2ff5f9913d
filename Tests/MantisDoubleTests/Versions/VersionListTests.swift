import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// Lists and pages by version (reference §2.4, §3.1, §3.2).
@Suite struct VersionListTests {
    /// Nine issues more in Mesa, one second apart, so that there are eleven with its sub-project; two saved filters.
    private func eleven(_ version: String, _ change: (inout Scenario) throws -> Void = { _ in }) async throws
        -> TestCaller
    {
        let caller = try TestCaller.small(version) { scenario in
            var all = SavedFilter(id: 7, name: "Todo", owner: 1, isPublic: true)
            all.sort = "last_updated,id"
            all.directions = "DESC,DESC"
            all.perPage = 6
            var own = SavedFilter(id: 8, name: "Lo de la cola", owner: 2)
            own.handlers = [2]
            scenario.filters = [all, own]
            try change(&scenario)
        }
        for number in 1...9 {
            let deed = Deed.file(
                project: "Mesa",
                category: "Errores",
                summary: "\(number)",
                description: "x",
                handler: nil
            )
            try await caller.server.perform(deed, as: "ana")
            caller.server.clock.advance(by: 1)
        }
        try await caller.server.perform(.edit(IssueID(rawValue: 4), IssueEdit(status: 90)), as: "ana")
        return caller
    }

    private func page(_ caller: TestCaller, _ number: Int, of size: Int = 4, filter: Int? = nil) async throws -> [Int] {
        let operation = filter == nil ? "mc_project_get_issue_headers" : "mc_filter_get_issue_headers"
        return try await caller.call(operation) { envelope in
            envelope.integer("project_id", 1)
            if let filter { envelope.integer("filter_id", filter) }
            envelope.integer("page_number", number)
            envelope.integer("per_page", size)
        }.children.compactMap { $0.text("id").flatMap { Int($0) } }
    }

    @Test(arguments: [("1.2.0", true), ("1.2.5", true), ("1.2.6", false), ("1.3.20", false), ("2.28.4", false)])
    func listsRepeatTheirLastPageUntil125(version: String, repeats: Bool) async throws {
        let caller = try await eleven(version)
        for filter in [nil, 7] {
            let last = try await page(caller, 3, filter: filter)
            #expect(!last.isEmpty)
            #expect(try await page(caller, 4, filter: filter) == (repeats ? last : []))
        }
    }

    @Test(arguments: Scenario.testedVersions.map(\.description))
    func aProjectsListHidesWhatIsClosedAndASavedFilterBringsItsOwn(version: String) async throws {
        let caller = try await eleven(version)
        let open = try await page(caller, 1, of: -1)
        #expect(open.count == 10)
        #expect(!open.contains(4))
        let all = try await page(caller, 1, of: -1, filter: 7)
        #expect(Set(all) == Set(open + [4]))
        #expect(try await page(caller, 1, of: 0, filter: 7) == Array(all.prefix(6)))
        let listed = try await caller.call("mc_filter_get") { $0.integer("project_id", 1) }
        #expect(listed.children.map { $0.text("name") } == ["Todo"])
        #expect(listed.children.first?.text("owner", "name") == "admin")
        #expect(try await caller.as("cola").call("mc_filter_get") { $0.integer("project_id", 1) }.children.count == 2)
    }

    @Test(arguments: [
        ("1.2.20", "Invalid Filter"), ("2.9.0", "Invalid Filter"), ("2.10.0", "Unknown filter '99'"),
        ("2.28.4", "Filter id &#039;99&#039; not found"),
    ])
    func anUnknownFilterFaults(version: String, text: String) async throws {
        let caller = try TestCaller.small(version)
        let request = caller.request("mc_filter_get_issues") { envelope in
            envelope.integer("project_id", 1)
            envelope.integer("filter_id", 99)
            envelope.integer("page_number", 1)
            envelope.integer("per_page", 10)
        }
        #expect(await caller.send(request) == text)
    }

    @Test(arguments: ["1.2.20", "2.28.4"])
    func whatTheAccountLastLookedAtNarrowsItsLists(version: String) async throws {
        let caller = try await eleven(version) { scenario in
            let index = scenario.users.firstIndex { $0.name == "cola" }
            scenario.users[try #require(index)].currentFilter = 8
        }
        #expect(try await page(caller.as("cola"), 1, of: -1) == [2])
        #expect(try await page(caller, 1, of: -1).count == 10)
    }

    // MARK: Orders

    private func search(_ caller: TestCaller, _ sort: String, _ directions: String) async throws -> [Int] {
        try await caller.search { filter in
            filter.integers("project_id", [1])
            filter.string("sort", sort)
            filter.string("sort_direction", directions)
        }
    }

    /// All issues are of one severity and priority, so that the third column decides.
    @Test(arguments: [("1.3.20", false), ("2.0.0", false), ("2.1.0", true), ("2.28.4", true)])
    func twoColumnsCountUntil20(version: String, takesThree: Bool) async throws {
        let caller = try await eleven(version)
        let found = try await search(caller, "severity,priority,id", "ASC,ASC,ASC")
        #expect(found.count == 10)
        #expect((found == found.sorted()) == takesThree)
    }

    @Test func equalIssuesComeTwiceAndNotAtAllFromPageToPageUnlessTheNumberSettlesIt() async throws {
        let caller = try TestCaller.small("2.16.0")
        for number in 0..<40 {
            let deed = Deed.file(
                project: "Mesa",
                category: "Errores",
                summary: "\(number)",
                description: "x",
                handler: nil
            )
            try await caller.server.perform(deed, as: "ana")
        }
        func walk(_ sort: String, _ directions: String) async throws -> [Int] {
            var found: [Int] = []
            for page in 1...5 {
                found += try await caller.search(page: page, perPage: 8) { filter in
                    filter.integers("project_id", [1])
                    filter.string("sort", sort)
                    filter.string("sort_direction", directions)
                    filter.strings("category", ["Errores"])
                }
            }
            return found
        }
        let settled = try await walk("last_updated,id", "DESC,DESC")
        #expect(settled == (4...43).reversed())
        let open = try await walk("last_updated", "DESC")
        #expect(open.count == 40)
        #expect(Set(open).count < 40)
        // The same calls to another server give the same pages.
        #expect(try await walk("last_updated", "DESC") != open)
    }

    // MARK: Members of a search

    @Test(arguments: [("1.3.20", 10), ("2.16.0", 10), ("2.17.0", 9), ("2.28.4", 9)])
    func daysAreIgnoredUntil216(version: String, count: Int) async throws {
        let caller = try await eleven(version)
        let found = try await caller.search { filter in
            filter.integers("project_id", [1])
            for (name, day) in [("start", 20), ("end", 30)] {
                filter.integer("last_update_\(name)_day", day)
                filter.integer("last_update_\(name)_month", 11)
                filter.integer("last_update_\(name)_year", 2026)
            }
        }
        #expect(found.count == count)
    }

    @Test(arguments: [("1.3.20", 10), ("2.0.0", 10), ("2.1.0", 9), ("2.28.4", 9)])
    func hidingByStatusIsIgnoredUntil20(version: String, count: Int) async throws {
        let caller = try await eleven(version)
        let found = try await caller.search { filter in
            filter.integers("project_id", [1])
            filter.integers("hide_status_id", [90])
        }
        #expect(found.count == count)
    }

    // MARK: A user's list

    private func queue(_ caller: TestCaller, of user: Int) -> [UInt8] {
        caller.request("mc_project_get_issues_for_user") { envelope in
            envelope.integer("project_id", 1)
            envelope.string("filter_type", "assigned")
            envelope.structure("target_user", type: "t:AccountData") { $0.integer("id", user) }
            envelope.integer("page_number", 1)
            envelope.integer("per_page", -1)
        }
    }

    /// A private issue of somebody else, handled by luis, who may not see it.
    @Test(arguments: [
        ("1.2.20", true), ("1.3.12", true), ("1.3.13", false), ("1.3.20", false), ("2.0.0", true), ("2.8.0", true),
        ("2.8.1", false), ("2.28.4", false),
    ])
    func itIsSeenWithThatUsersEyesUntil280(version: String, asTarget: Bool) async throws {
        let caller = try TestCaller.small(version)
        let edit = IssueEdit(handler: "luis", isPrivate: true)
        try await caller.server.perform(.edit(IssueID(rawValue: 1), edit), as: "admin")
        let answer = await caller.server.answer(queue(caller, of: 5))
        let found = try IncomingRequest(answer.body).parameters.first?.children.count
        #expect(found == (asTarget ? 0 : 1))
        await caller.server.set("view_handler_threshold", to: "90")
        let fault = await caller.send(queue(caller, of: 5))
        #expect(fault == (asTarget ? nil : "Issue handlers are not visible to user."))
    }
}
