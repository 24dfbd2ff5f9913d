/// The operations of the interface and the releases that answer them (reference §4). Nothing was added after 1.3.0.
enum OperationCatalogue {
    /// The releases that answer `operation`; nil for a name that no release has.
    static func releases(answering operation: String) -> VersionRange? {
        releases[operation]
    }

    /// Every operation of the final WSDL.
    static var names: [String] { releases.keys.sorted() }

    /// Whether `operation` changes something on the server.
    static func writes(_ operation: String) -> Bool {
        writing.contains(operation)
    }

    private static let releases: [String: VersionRange] = {
        var releases: [String: VersionRange] = [:]
        for (first, names) in additions {
            for name in names.split(whereSeparator: \.isWhitespace) {
                releases[String(name)] = VersionRange(from: first)
            }
        }
        // It stayed in the WSDL when its implementation was taken out.
        releases["mc_issue_checkin"] = VersionRange(before: .firstOf13)
        return releases
    }()

    private static let additions: [(first: ServerVersion?, names: String)] = [
        (nil, base),
        (
            ServerVersion(1, 2, 2),
            "mc_project_add_category mc_project_delete_category mc_project_rename_category_by_name"
        ),
        (ServerVersion(1, 2, 3), "mc_project_update"),
        (ServerVersion(1, 2, 4), "mc_project_get_id_from_name"),
        (ServerVersion(1, 2, 5), "mc_project_get_all_subprojects"),
        (ServerVersion(1, 2, 6), "mc_issue_note_update mc_user_pref_get_pref"),
        (ServerVersion(1, 2, 9), "mc_issue_set_tags mc_tag_add mc_tag_delete mc_tag_get_all mc_user_profiles_get_all"),
        (ServerVersion(1, 2, 12), "mc_login"),
        (ServerVersion(1, 2, 16), "mc_issue_get_history mc_project_get_issues_for_user"),
        (
            ServerVersion(1, 3, 0, suffix: "-beta.2"),
            """
            mc_filter_search_issue_headers mc_filter_search_issue_ids mc_filter_search_issues
            mc_issues_get mc_issues_get_header
            """
        ),
    ]

    private static let base = """
        mc_version mc_config_get_string mc_enum_get mc_enum_access_levels mc_enum_custom_field_types mc_enum_etas
        mc_enum_priorities mc_enum_project_status mc_enum_project_view_states mc_enum_projections
        mc_enum_reproducibilities mc_enum_resolutions mc_enum_severities mc_enum_status mc_enum_view_states
        mc_filter_get mc_filter_get_issue_headers mc_filter_get_issues mc_issue_add mc_issue_attachment_add
        mc_issue_attachment_delete mc_issue_attachment_get mc_issue_checkin mc_issue_delete mc_issue_exists mc_issue_get
        mc_issue_get_biggest_id mc_issue_get_id_from_summary mc_issue_note_add mc_issue_note_delete
        mc_issue_relationship_add mc_issue_relationship_delete mc_issue_update mc_project_add mc_project_attachment_add
        mc_project_attachment_delete mc_project_attachment_get mc_project_delete mc_project_get_attachments
        mc_project_get_categories mc_project_get_custom_fields mc_project_get_issue_headers mc_project_get_issues
        mc_project_get_released_versions mc_project_get_unreleased_versions mc_project_get_users mc_project_get_versions
        mc_project_version_add mc_project_version_delete mc_project_version_update mc_projects_get_user_accessible
        """

    private static let writing: Set<String> = [
        "mc_issue_add", "mc_issue_attachment_add", "mc_issue_attachment_delete", "mc_issue_checkin", "mc_issue_delete",
        "mc_issue_note_add", "mc_issue_note_delete", "mc_issue_note_update", "mc_issue_relationship_add",
        "mc_issue_relationship_delete", "mc_issue_set_tags", "mc_issue_update", "mc_project_add",
        "mc_project_add_category", "mc_project_attachment_add", "mc_project_attachment_delete", "mc_project_delete",
        "mc_project_delete_category", "mc_project_rename_category_by_name", "mc_project_update",
        "mc_project_version_add", "mc_project_version_delete", "mc_project_version_update", "mc_tag_add",
        "mc_tag_delete",
    ]
}

extension ServerVersion {
    /// Earlier than any pre-release of 1.3.0.
    static let firstOf13 = ServerVersion(1, 3, 0, suffix: "-dev")
}
