/// What some releases can do and others cannot (reference §4).
package enum Capability: String, Hashable, Sendable, CaseIterable {
    /// `mc_login` tells whose the credentials are, the account's level and zone.
    case login
    /// `mc_issue_get_history`.
    case history
    /// `mc_project_get_issues_for_user`.
    case listsForUser
    /// The `mc_filter_search_*` operations, which find closed issues too.
    case search
    /// `mc_issues_get` and `mc_issues_get_header`.
    case issueBatches
    /// Searches can be narrowed to days of last update or submission.
    case updatedRange
    /// Tags and stickiness: their operations, and their members of an issue.
    case tags
    /// `mc_issue_note_update`.
    case noteUpdate
    /// `mc_project_get_id_from_name`.
    case projectByName
    /// `mc_project_get_all_subprojects`.
    case allSubprojects
    /// `mc_user_pref_get_pref`.
    case preferences
    /// Lists, searches excepted, are empty past their last page; earlier they repeat it.
    case emptyPastLastPage
    /// An API token is taken in the password's place.
    case tokens
    /// The account's web cookie is taken in the password's place.
    case cookieAsPassword
    /// Dates carry their offset from UTC.
    case datesWithOffset
    /// What a bridge writes is kept as sent, so it may write at all.
    case writing
    /// `mc_issue_checkin` is implemented.
    case checkin
    /// Many faults come with HTTP status 200 and as `text/html`.
    case faultsAsSuccess
    /// Every `mc_issue_update` sends mail, even if it changed nothing.
    case mailOnUpdate
    /// `mantis_offline.php` closes the SOAP interface too.
    case offlineFile
    /// `@name` in a text mails that account.
    case mentions
    /// Deleting a note counts as an update of its issue.
    case noteDeletionUpdatesIssue
}

extension Capability {
    /// The releases that have it; more than one stretch when it went away and came back.
    var releases: [VersionRange] {
        switch self {
        case .login: [.since(1, 2, 12)]
        case .history, .listsForUser: [.since(1, 2, 16)]
        case .search, .issueBatches: [.since(1, 3, 0, "-beta.2")]
        case .updatedRange: [.since(2, 17, 0)]
        case .tags, .datesWithOffset, .writing: [.since(1, 2, 9)]
        case .noteUpdate, .preferences, .emptyPastLastPage: [.since(1, 2, 6)]
        case .projectByName: [.since(1, 2, 4)]
        case .allSubprojects: [.since(1, 2, 5)]
        case .tokens, .mentions: [.since(1, 3, 0)]
        case .cookieAsPassword: [.since(2, 3, 0)]
        case .checkin: [VersionRange(before: .firstOf13)]
        case .faultsAsSuccess: [.since(2, 11, 0)]
        case .mailOnUpdate: [VersionRange(from: ServerVersion(1, 2, 9), before: .firstOf13), .since(2, 8, 0)]
        case .offlineFile: [.since(2, 26, 0)]
        case .noteDeletionUpdatesIssue: [.since(2, 27, 1)]
        }
    }

    /// The operations without which it is not there.
    var operations: [String] {
        switch self {
        case .login: ["mc_login"]
        case .history: ["mc_issue_get_history"]
        case .listsForUser: ["mc_project_get_issues_for_user"]
        case .search, .updatedRange:
            ["mc_filter_search_issue_ids", "mc_filter_search_issue_headers", "mc_filter_search_issues"]
        case .issueBatches: ["mc_issues_get", "mc_issues_get_header"]
        case .tags: ["mc_issue_set_tags", "mc_tag_get_all", "mc_tag_add", "mc_tag_delete"]
        case .noteUpdate: ["mc_issue_note_update"]
        case .projectByName: ["mc_project_get_id_from_name"]
        case .allSubprojects: ["mc_project_get_all_subprojects"]
        case .preferences: ["mc_user_pref_get_pref"]
        case .checkin: ["mc_issue_checkin"]
        case .emptyPastLastPage, .tokens, .cookieAsPassword, .datesWithOffset, .writing, .faultsAsSuccess,
            .mailOnUpdate, .offlineFile, .mentions, .noteDeletionUpdatesIssue:
            []
        }
    }
}
