import MantisConnect

/// Since when there is which operation (reference §4). What is not listed has been there since 1.2.0, and nothing was
/// added after 1.3.0.
enum OperationHistory {
    private static let firstReleases: [(release: ServerVersion, operations: [String])] = [
        (
            ServerVersion(1, 2, 2),
            ["mc_project_add_category", "mc_project_delete_category", "mc_project_rename_category_by_name"]
        ),
        (ServerVersion(1, 2, 3), ["mc_project_update"]),
        (ServerVersion(1, 2, 4), ["mc_project_get_id_from_name"]),
        (ServerVersion(1, 2, 5), ["mc_project_get_all_subprojects"]),
        (ServerVersion(1, 2, 6), ["mc_issue_note_update", "mc_user_pref_get_pref"]),
        (
            ServerVersion(1, 2, 9),
            ["mc_issue_set_tags", "mc_tag_add", "mc_tag_delete", "mc_tag_get_all", "mc_user_profiles_get_all"]
        ),
        (ServerVersion(1, 2, 12), ["mc_login"]),
        (ServerVersion(1, 2, 16), ["mc_issue_get_history", "mc_project_get_issues_for_user"]),
        (
            ServerVersion(1, 3, 0),
            [
                "mc_filter_search_issue_headers", "mc_filter_search_issue_ids", "mc_filter_search_issues",
                "mc_issues_get", "mc_issues_get_header",
            ]
        ),
    ]

    private static let firstRelease: [String: ServerVersion] = Dictionary(
        uniqueKeysWithValues: firstReleases.flatMap { entry in entry.operations.map { ($0, entry.release) } }
    )

    /// True when the description of that version's service names the operation.
    static func has(_ operation: String, _ version: ServerVersion) -> Bool {
        version >= firstRelease[operation] ?? ServerBehaviour.oldest
    }

    /// True when there is code behind it as well: the check-in lost its own with 1.3 and stayed in the description.
    static func isImplemented(_ operation: String, _ version: ServerVersion) -> Bool {
        operation != "mc_issue_checkin" || !version.isFrom(1, 3, 0)
    }
}
