extension Operation {
    /// What the operation returns.
    var resultType: String { Self.results[name] ?? "boolean" }

    /// By operation; those that are not named answer a boolean.
    private static let results: [String: String] = [
        "mc_version": "string", "mc_login": "UserData", "mc_enum_get": "string", "mc_config_get_string": "string",
        "mc_user_pref_get_pref": "string", "mc_user_profiles_get_all": "ProfileDataSearchResult",
        "mc_enum_status": "ObjectRefArray", "mc_enum_priorities": "ObjectRefArray",
        "mc_enum_severities": "ObjectRefArray", "mc_enum_reproducibilities": "ObjectRefArray",
        "mc_enum_projections": "ObjectRefArray", "mc_enum_etas": "ObjectRefArray",
        "mc_enum_resolutions": "ObjectRefArray", "mc_enum_access_levels": "ObjectRefArray",
        "mc_enum_project_status": "ObjectRefArray", "mc_enum_project_view_states": "ObjectRefArray",
        "mc_enum_view_states": "ObjectRefArray", "mc_enum_custom_field_types": "ObjectRefArray",
        "mc_projects_get_user_accessible": "ProjectDataArray", "mc_project_get_id_from_name": "integer",
        "mc_project_get_all_subprojects": "StringArray", "mc_project_get_users": "AccountDataArray",
        "mc_project_get_categories": "StringArray", "mc_project_get_versions": "ProjectVersionDataArray",
        "mc_project_get_released_versions": "ProjectVersionDataArray",
        "mc_project_get_unreleased_versions": "ProjectVersionDataArray",
        "mc_project_get_custom_fields": "CustomFieldDefinitionDataArray",
        "mc_project_get_attachments": "ProjectAttachmentDataArray", "mc_project_attachment_get": "base64Binary",
        "mc_project_attachment_add": "integer", "mc_project_add": "integer", "mc_project_add_category": "integer",
        "mc_project_delete_category": "integer", "mc_project_rename_category_by_name": "integer",
        "mc_project_version_add": "integer", "mc_issue_get": "IssueData", "mc_issues_get": "IssueDataArray",
        "mc_issues_get_header": "IssueHeaderDataArray", "mc_issue_get_biggest_id": "integer",
        "mc_issue_get_id_from_summary": "integer", "mc_issue_get_history": "HistoryDataArray",
        "mc_issue_attachment_get": "base64Binary", "mc_issue_attachment_add": "integer",
        "mc_issue_relationship_add": "integer", "mc_issue_add": "integer", "mc_issue_note_add": "integer",
        "mc_project_get_issues": "IssueDataArray", "mc_project_get_issue_headers": "IssueHeaderDataArray",
        "mc_project_get_issues_for_user": "IssueDataArray", "mc_filter_get": "FilterDataArray",
        "mc_filter_get_issues": "IssueDataArray", "mc_filter_get_issue_headers": "IssueHeaderDataArray",
        "mc_filter_search_issues": "IssueDataArray", "mc_filter_search_issue_headers": "IssueHeaderDataArray",
        "mc_filter_search_issue_ids": "IntegerArray", "mc_tag_get_all": "TagDataSearchResult",
        "mc_tag_add": "integer",
    ]
}

extension Operation.Part {
    /// The type's name without a prefix. A part with members has the same type wherever it has the same name.
    var wireType: String {
        switch type {
        case .integer: "integer"
        case .string: "string"
        case .boolean: "boolean"
        case .base64: "base64Binary"
        case .structure, .array: Self.named[name] ?? "anyType"
        }
    }

    private static let named = [
        "filter": "FilterSearchData", "issue": "IssueData", "issue_ids": "IntegerArray", "note": "IssueNoteData",
        "project": "ProjectData", "relationship": "RelationshipData", "tag": "TagData", "tags": "TagDataArray",
        "target_user": "AccountData", "version": "ProjectVersionData",
    ]
}
