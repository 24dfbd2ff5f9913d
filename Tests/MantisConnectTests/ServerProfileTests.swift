import Testing

@testable import MantisConnect

/// What a version can do (reference §4).
@Suite struct ServerProfileTests {
    static func profile(_ text: String) throws -> ServerProfile {
        ServerProfile(try #require(ServerVersion(text)))
    }

    /// How many operations each release answers, and those that are new in it.
    @Test(arguments: [
        ("1.2.0rc1", 51, ["mc_issue_get", "mc_filter_get_issue_headers", "mc_issue_checkin"]),
        ("1.2.0", 51, ["mc_version", "mc_issue_note_add"]),
        ("1.2.2", 54, ["mc_project_add_category", "mc_project_delete_category", "mc_project_rename_category_by_name"]),
        ("1.2.3", 55, ["mc_project_update"]),
        ("1.2.4", 56, ["mc_project_get_id_from_name"]),
        ("1.2.5", 57, ["mc_project_get_all_subprojects"]),
        ("1.2.6", 59, ["mc_issue_note_update", "mc_user_pref_get_pref"]),
        (
            "1.2.9", 64,
            ["mc_issue_set_tags", "mc_tag_get_all", "mc_tag_add", "mc_tag_delete", "mc_user_profiles_get_all"]
        ),
        ("1.2.12", 65, ["mc_login"]),
        ("1.2.16", 67, ["mc_issue_get_history", "mc_project_get_issues_for_user"]),
        ("1.2.20", 67, []),
        ("1.3.0-beta.1", 66, []),
        (
            "1.3.0-beta.2", 71,
            [
                "mc_filter_search_issues", "mc_filter_search_issue_headers", "mc_filter_search_issue_ids",
                "mc_issues_get", "mc_issues_get_header",
            ]
        ),
        ("1.3.0", 71, []), ("2.16.0", 71, []), ("2.28.4", 71, []), ("2.29.0-dev", 71, []),
    ])
    func `operations come with their release`(version: String, count: Int, new: [String]) throws {
        let profile = try Self.profile(version)
        let operations = OperationCatalogue.names.filter { profile.has(operation: $0) }
        #expect(operations.count == count)
        for operation in new { #expect(profile.has(operation: operation), "\(operation)") }
    }

    @Test func `the final interface has 72 operations, of which one is not implemented`() throws {
        #expect(OperationCatalogue.names.count == 72)
        let profile = try Self.profile("2.28.4")
        #expect(OperationCatalogue.names.filter { !profile.has(operation: $0) } == ["mc_issue_checkin"])
        #expect(!profile.has(operation: "mc_issue_set_handler"))
        #expect(OperationCatalogue.names.filter(OperationCatalogue.writes).count == 25)
    }

    @Test(arguments: [
        ("mc_issue_note_update", "1.2.5", "1.2.6"), ("mc_issue_set_tags", "1.2.8", "1.2.9"),
        ("mc_login", "1.2.11", "1.2.12"), ("mc_issue_get_history", "1.2.15", "1.2.16"),
        ("mc_issues_get", "1.3.0-beta.1", "1.3.0-beta.2"), ("mc_project_update", "1.2.2", "1.2.3"),
    ])
    func `an operation is missing in the release before its first`(name: String, without: String, with: String) throws {
        #expect(try !Self.profile(without).has(operation: name))
        #expect(try Self.profile(with).has(operation: name))
    }

    /// Each capability with a version of the last release without it, and the first with it.
    @Test(arguments: [
        (Capability.login, "1.2.11", "1.2.12"), (.history, "1.2.15", "1.2.16"), (.listsForUser, "1.2.15", "1.2.16"),
        (.search, "1.3.0-beta.1", "1.3.0-beta.2"), (.issueBatches, "1.2.20", "1.3.0"),
        (.updatedRange, "2.16.1", "2.17.0"), (.tags, "1.2.8", "1.2.9"), (.noteUpdate, "1.2.5", "1.2.6"),
        (.projectByName, "1.2.3", "1.2.4"), (.allSubprojects, "1.2.4", "1.2.5"), (.preferences, "1.2.5", "1.2.6"),
        (.emptyPastLastPage, "1.2.5", "1.2.6"), (.tokens, "1.2.20", "1.3.0"), (.cookieAsPassword, "2.2.4", "2.3.0"),
        (.datesWithOffset, "1.2.8", "1.2.9"), (.writing, "1.2.8", "1.2.9"), (.faultsAsSuccess, "2.10.1", "2.11.0"),
        (.mailOnUpdate, "1.2.8", "1.2.9"), (.mailOnUpdate, "2.7.1", "2.8.0"), (.offlineFile, "2.25.8", "2.26.0"),
        (.mentions, "1.2.20", "1.3.0"), (.noteDeletionUpdatesIssue, "2.27.0", "2.27.1"),
    ])
    func `a capability begins with a release`(capability: Capability, without: String, with: String) throws {
        #expect(try !Self.profile(without).has(capability))
        #expect(try Self.profile(with).has(capability))
    }

    @Test func `two capabilities go away with 1.3`() throws {
        for version in ["1.3.0", "1.3.0-beta.2", "1.3.20", "2.7.1"] {
            #expect(try !Self.profile(version).has(.mailOnUpdate))
            #expect(try !Self.profile(version).has(.checkin))
        }
        #expect(try Self.profile("1.2.20").has(.checkin) && Self.profile("1.2.20").has(.mailOnUpdate))
    }

    @Test func `the latest release can do all but check in, the first almost nothing`() throws {
        for version in ["2.28.4", "2.29.0-dev", "2.28.4 (Acme)", "3.0.0"] {
            let profile = try Self.profile(version)
            #expect(Capability.allCases.filter { !profile.has($0) } == [.checkin])
            #expect(!profile.isReadOnly && !profile.writesBogusZ)
        }
        let first = try Self.profile("1.2.0")
        #expect(Capability.allCases.filter { first.has($0) } == [.checkin])
        #expect(first.isReadOnly && first.writesBogusZ)
    }

    @Test(arguments: [
        ("1.2.0", UpdateRegime.r1), ("1.2.20", .r1), ("1.3.20", .r1), ("2.4.2", .r1), ("2.5.0", .r2), ("2.26.2", .r2),
        ("2.26.3", .r3), ("2.28.3", .r3), ("2.28.4", .r4), ("2.28.4-1+deb", .r4), ("2.29.0-dev", .r4), ("3.0.0", .r4),
        // Not released when they were made: the more careful regime.
        ("2.5.0-dev", .r1), ("2.28.4-dev", .r3),
    ])
    func `each version has its update regime`(version: String, regime: UpdateRegime) throws {
        #expect(try Self.profile(version).updateRegime == regime)
    }

    @Test(arguments: ["1.2.0", "1.2.0rc2", "1.2.8", "1.2.9", "1.2.20", "1.3.0"])
    func `dates are not true and nothing is written before 1·2·9`(version: String) throws {
        let profile = try Self.profile(version)
        let isOld = ["1.2.0", "1.2.0rc2", "1.2.8"].contains(version)
        #expect(profile.writesBogusZ == isOld)
        #expect(profile.isReadOnly == isOld)
    }

    @Test(
        arguments: [
            ("1.2.12", SOAPEngine.nuSOAP, 20), ("1.2.13", .phpOrNuSOAP, 20), ("1.2.20", .phpOrNuSOAP, 20),
            ("1.3.0-beta.1", .php, nil), ("2.28.4", .php, nil),
        ] as [(String, SOAPEngine, Int?)]
    )
    func `the engine decides how much is asked for`(version: String, engine: SOAPEngine, page: Int?) throws {
        let profile = try Self.profile(version)
        #expect(profile.engine == engine)
        #expect(profile.largestPage == page)
    }

    @Test func `every write and nothing else is refused before 1·2·9`() throws {
        let profile = try Self.profile("1.2.8")
        for operation in OperationCatalogue.names {
            let isWriting = OperationCatalogue.writes(operation)
            #expect((profile.refusal(of: operation) == .readOnlyServer(profile.version)) == isWriting, "\(operation)")
            #expect(isWriting || (profile.refusal(of: operation) == nil) == profile.has(operation: operation))
        }
        let latest = try Self.profile("2.28.4")
        #expect(OperationCatalogue.names.filter { latest.refusal(of: $0) != nil } == ["mc_issue_checkin"])
    }

    @Test func `a withdrawn operation takes its capability along`() throws {
        var profile = try Self.profile("2.28.4")
        profile.withdraw(operation: "mc_filter_search_issue_headers")
        #expect(!profile.has(operation: "mc_filter_search_issue_headers"))
        #expect(profile.has(operation: "mc_filter_search_issue_ids"))
        #expect(!profile.has(.search) && !profile.has(.updatedRange))
        #expect(profile.has(.issueBatches) && profile.has(.history))
        #expect(profile.withdrawnOperations == ["mc_filter_search_issue_headers"])
    }

    @Test func `a capability needs only operations that there are`() {
        for capability in Capability.allCases {
            for operation in capability.operations {
                #expect(OperationCatalogue.releases(answering: operation) != nil, "\(operation)")
            }
        }
    }
}
