/// What is known to be wrong with some releases of Mantis and matters to a bridge (reference §7), the gravest first.
package enum ServerDefect: String, Hashable, Sendable, CaseIterable {
    /// GHSA-c2xg-qjqw-2v98.
    case foreignCookieLogin
    case bogusZ
    case offlineFileIgnored
    case statusWithoutRights
    case noteEditWithoutRights
    case privateNoteTurnsPublic
    case noteEditFlipsPrivacy
    case dueDateErased
    case reporterAndHandlerOverwritten
    case versionsErased
    case datesStoredAsText
    case searchRepeatsLastPage
    case listRepeatsLastPage
    case listsAsTargetUser
    case headersFaultWithoutNotes
    case dynamicPropertyFaults
    case projectNameFaults
    case noteViewStateFaults
    case noteDeletionUnseen
    case noteFilesUnlisted
    case foreignCategoryAccepted
    case disabledCategoriesListed
    case filterMembersIgnored
    case interfaceCached

    /// The row of reference §7; nil when it is told elsewhere.
    package var number: Int? {
        switch self {
        case .searchRepeatsLastPage: 1
        case .dueDateErased: 2
        case .versionsErased: 3
        case .reporterAndHandlerOverwritten: 4
        case .headersFaultWithoutNotes: 5
        case .dynamicPropertyFaults: 6
        case .listsAsTargetUser: 9
        case .noteFilesUnlisted: 10
        case .noteDeletionUnseen: 11
        case .filterMembersIgnored: 12
        case .projectNameFaults: 13
        case .statusWithoutRights: 14
        case .noteEditWithoutRights: 15
        case .foreignCategoryAccepted: 16
        case .disabledCategoriesListed: 17
        case .datesStoredAsText: 18
        case .interfaceCached: 21
        case .noteViewStateFaults: 23
        case .foreignCookieLogin, .bogusZ, .offlineFileIgnored, .privateNoteTurnsPublic, .noteEditFlipsPrivacy,
            .listRepeatsLastPage:
            nil
        }
    }

    /// The releases that have it.
    package var releases: VersionRange {
        switch self {
        case .foreignCookieLogin: .since(2, 3, 0).until(2, 28, 4)
        case .bogusZ: .until(1, 2, 9)
        case .offlineFileIgnored: .until(2, 26, 0)
        case .statusWithoutRights: .until(2, 28, 4)
        case .noteEditWithoutRights: .until(2, 28, 2)
        case .privateNoteTurnsPublic: .until(2, 11, 0)
        case .noteEditFlipsPrivacy: .until(2, 26, 1)
        case .dueDateErased: .until(2, 27, 1)
        case .reporterAndHandlerOverwritten: .until(2, 28, 4)
        case .versionsErased: .since(2, 26, 3)
        case .datesStoredAsText: .until(1, 3, 1)
        case .searchRepeatsLastPage: .since(1, 3, 0, "-beta.2")
        case .listRepeatsLastPage: .until(1, 2, 6)
        case .listsAsTargetUser: .since(1, 2, 16).until(2, 8, 1)
        case .headersFaultWithoutNotes: .until(2, 15, 0)
        case .dynamicPropertyFaults: .until(2, 26, 0)
        case .projectNameFaults: .since(2, 0, 0)
        case .noteViewStateFaults: .since(2, 28, 4)
        case .noteDeletionUnseen: .until(2, 27, 1)
        case .noteFilesUnlisted: .since(2, 24, 1)
        case .foreignCategoryAccepted: .until(2, 24, 4)
        case .disabledCategoriesListed: .until(2, 27, 0)
        case .filterMembersIgnored: .since(1, 3, 0, "-beta.2")
        case .interfaceCached: .all
        }
    }
}
