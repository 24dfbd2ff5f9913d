import Testing

@testable import MantisConnect

/// What is known to be wrong with a version (reference §7).
@Suite struct ServerDefectTests {
    /// A version that has the defect and one next to it that does not.
    @Test(arguments: [
        (ServerDefect.foreignCookieLogin, "2.28.3", "2.28.4"), (.foreignCookieLogin, "2.3.0", "2.2.4"),
        (.bogusZ, "1.2.8", "1.2.9"), (.offlineFileIgnored, "2.25.8", "2.26.0"),
        (.statusWithoutRights, "2.28.3", "2.28.4"), (.noteEditWithoutRights, "2.28.1", "2.28.2"),
        (.privateNoteTurnsPublic, "2.10.1", "2.11.0"), (.noteEditFlipsPrivacy, "2.26.0", "2.26.1"),
        (.dueDateErased, "2.27.0", "2.27.1"), (.reporterAndHandlerOverwritten, "2.28.3", "2.28.4"),
        (.versionsErased, "2.26.3", "2.26.2"), (.datesStoredAsText, "1.3.0", "1.3.1"),
        (.searchRepeatsLastPage, "1.3.0", "1.2.20"), (.listRepeatsLastPage, "1.2.5", "1.2.6"),
        (.listsAsTargetUser, "2.8.0", "2.8.1"), (.listsAsTargetUser, "1.2.16", "1.2.15"),
        (.headersFaultWithoutNotes, "2.14.0", "2.15.0"), (.dynamicPropertyFaults, "2.25.8", "2.26.0"),
        (.projectNameFaults, "2.0.0", "1.3.20"), (.noteViewStateFaults, "2.28.4", "2.28.3"),
        (.noteDeletionUnseen, "2.27.0", "2.27.1"), (.noteFilesUnlisted, "2.24.1", "2.24.0"),
        (.foreignCategoryAccepted, "2.24.3", "2.24.4"), (.disabledCategoriesListed, "2.26.4", "2.27.0"),
        (.filterMembersIgnored, "1.3.0", "1.2.20"),
    ])
    func `a defect has its releases`(defect: ServerDefect, with: String, without: String) throws {
        #expect(try ServerProfileTests.profile(with).knownDefects.contains(defect))
        #expect(try !ServerProfileTests.profile(without).knownDefects.contains(defect))
    }

    @Test func `the latest release has these defects and no others`() throws {
        #expect(
            try ServerProfileTests.profile("2.28.4").knownDefects == [
                .versionsErased, .searchRepeatsLastPage, .projectNameFaults, .noteViewStateFaults, .noteFilesUnlisted,
                .filterMembersIgnored, .interfaceCached,
            ]
        )
    }

    @Test func `any version may be served from PHP's cache after an upgrade`() {
        #expect(ServerDefect.interfaceCached.releases == .all)
    }

    @Test func `every defect of the reference that depends on the version has its number`() {
        let numbers = ServerDefect.allCases.compactMap(\.number)
        #expect(Set(numbers).count == numbers.count)
        #expect(Set(numbers).isSuperset(of: [1, 2, 3, 4, 5, 6, 9, 10, 11, 13, 14, 15, 16, 17, 18, 21]))
    }

    @Test func `an operator reads what goes wrong and what to do`() {
        for defect in ServerDefect.allCases {
            for text in [defect.explanation, defect.advice] {
                #expect(text.count > 20 && text.first?.isUppercase == true || text.hasPrefix("mc_"), "\(text)")
                #expect(text.hasSuffix("."), "\(text)")
                #expect(!text.contains("\n"))
            }
        }
        #expect(Set(ServerDefect.allCases.map(\.explanation)).count == ServerDefect.allCases.count)
        #expect(ServerDefect.headersFaultWithoutNotes.explanation.contains("PHP 7.2"))
        #expect(ServerDefect.foreignCookieLogin.explanation.contains("GHSA-c2xg-qjqw-2v98"))
    }

    @Test(arguments: [
        (VersionRange.all, "all versions"), (.since(2, 3, 0), "from 2.3.0"), (.until(1, 2, 9), "before 1.2.9"),
        (.since(2, 3, 0).until(2, 28, 4), "from 2.3.0, before 2.28.4"),
    ])
    func `a range of versions can be read`(range: VersionRange, text: String) {
        #expect(range.description == text)
    }
}
