/// The operations this server answers, by name.
enum OperationTable {
    static let operations: [String: Operation] = Dictionary(
        uniqueKeysWithValues: (session + projects + administration + readingIssues + listing + writingIssues + notes
            + links).map {
                ($0.name, $0)
            }
    )

    private static let enumerations: [(String, ServerEnumeration)] = [
        ("mc_enum_status", .status), ("mc_enum_priorities", .priority), ("mc_enum_severities", .severity),
        ("mc_enum_reproducibilities", .reproducibility), ("mc_enum_projections", .projection),
        ("mc_enum_etas", .eta), ("mc_enum_resolutions", .resolution), ("mc_enum_access_levels", .accessLevels),
        ("mc_enum_project_status", .projectStatus), ("mc_enum_project_view_states", .projectViewState),
        ("mc_enum_view_states", .viewState), ("mc_enum_custom_field_types", .customFieldType),
    ]

    private static let session: [Operation] =
        [
            Operation("mc_version", [], needsLogin: false, SessionOperations.version),
            Operation("mc_login", [], SessionOperations.login),
            Operation("mc_enum_get", [.string("enumeration")], SessionOperations.enumerationString),
            Operation("mc_config_get_string", [.string("config_var")], SessionOperations.configuration),
            Operation(
                "mc_user_pref_get_pref",
                [.integer("project_id"), .string("pref_name")],
                SessionOperations.preference
            ),
            Operation("mc_user_profiles_get_all", paging, ProfileOperations.all),
        ]
        + enumerations.map { name, enumeration in
            Operation(name, []) { instance, call, out throws(ServerFault) in
                try SessionOperations.enumeration(enumeration, instance, call, &out)
            }
        }

    private static let projects: [Operation] = [
        Operation("mc_projects_get_user_accessible", [], ProjectOperations.accessible),
        Operation("mc_project_get_id_from_name", [.string("project_name")], ProjectOperations.idFromName),
        Operation("mc_project_get_all_subprojects", [.integer("project_id")], ProjectOperations.allSubprojects),
        Operation("mc_project_get_users", [.integer("project_id"), .integer("access")], ProjectOperations.users),
        Operation("mc_project_get_categories", [.integer("project_id")], ProjectOperations.categories),
        Operation("mc_project_get_versions", [.integer("project_id")], ProjectOperations.versions),
        Operation(
            "mc_project_get_released_versions",
            [.integer("project_id")],
            ProjectOperations.releasedVersions
        ),
        Operation(
            "mc_project_get_unreleased_versions",
            [.integer("project_id")],
            ProjectOperations.unreleasedVersions
        ),
        Operation("mc_project_get_custom_fields", [.integer("project_id")], ProjectOperations.customFields),
    ]

    private static let administration: [Operation] = [
        Operation("mc_project_add", [.structure("project")], ProjectAdministration.add),
        Operation(
            "mc_project_update",
            [.integer("project_id"), .structure("project")],
            ProjectAdministration.update
        ),
        Operation("mc_project_delete", [.integer("project_id")], ProjectAdministration.delete),
        Operation("mc_project_add_category", category, ProjectAdministration.addCategory),
        Operation("mc_project_delete_category", category, ProjectAdministration.deleteCategory),
        Operation(
            "mc_project_rename_category_by_name",
            category + [.string("p_category_name_new"), .integer("p_assigned_to")],
            ProjectAdministration.renameCategory
        ),
        Operation("mc_project_version_add", [.structure("version")], ProjectAdministration.addVersion),
        Operation(
            "mc_project_version_update",
            [.integer("version_id"), .structure("version")],
            ProjectAdministration.updateVersion
        ),
        Operation("mc_project_version_delete", [.integer("version_id")], ProjectAdministration.deleteVersion),
        Operation("mc_project_get_attachments", [.integer("project_id")], ProjectFiles.list),
        Operation("mc_project_attachment_get", [.integer("project_attachment_id")], ProjectFiles.content),
        Operation(
            "mc_project_attachment_add",
            [
                .integer("project_id"), .string("name"), .string("title"), .string("description"),
                .string("file_type"), .base64("content"),
            ],
            ProjectFiles.add
        ),
        Operation("mc_project_attachment_delete", [.integer("project_attachment_id")], ProjectFiles.delete),
    ]

    private static let category: [Operation.Part] = [.integer("project_id"), .string("p_category_name")]

    private static let readingIssues: [Operation] = [
        Operation("mc_issue_get", [.integer("issue_id")], ReadingOperations.issue),
        Operation("mc_issues_get", [.array("issue_ids")], ReadingOperations.issues),
        Operation("mc_issues_get_header", [.array("issue_ids")], ReadingOperations.headers),
        Operation("mc_issue_exists", [.integer("issue_id")], ReadingOperations.exists),
        Operation("mc_issue_get_biggest_id", [.integer("project_id")], ReadingOperations.biggestID),
        Operation("mc_issue_get_id_from_summary", [.string("summary")], ReadingOperations.idFromSummary),
        Operation("mc_issue_get_history", [.integer("issue_id")], ReadingOperations.history),
        Operation("mc_issue_attachment_get", [.integer("issue_attachment_id")], ReadingOperations.attachment),
    ]

    private static let paging: [Operation.Part] = [.integer("page_number"), .integer("per_page")]

    private static let listing: [Operation] = [
        Operation("mc_filter_search_issue_ids", [.structure("filter")] + paging, ListOperations.searchIDs),
        Operation("mc_filter_search_issue_headers", [.structure("filter")] + paging, ListOperations.searchHeaders),
        Operation("mc_filter_search_issues", [.structure("filter")] + paging, ListOperations.searchIssues),
        Operation("mc_filter_get", [.integer("project_id")], ListOperations.filters),
        Operation(
            "mc_filter_get_issues",
            [.integer("project_id"), .integer("filter_id")] + paging,
            ListOperations.filterIssues
        ),
        Operation(
            "mc_filter_get_issue_headers",
            [.integer("project_id"), .integer("filter_id")] + paging,
            ListOperations.filterHeaders
        ),
        Operation("mc_project_get_issues", [.integer("project_id")] + paging, ListOperations.projectIssues),
        Operation("mc_project_get_issue_headers", [.integer("project_id")] + paging, ListOperations.projectHeaders),
        Operation(
            "mc_project_get_issues_for_user",
            [.integer("project_id"), .string("filter_type"), .structure("target_user")] + paging,
            ListOperations.issuesForUser
        ),
    ]

    private static let writingIssues: [Operation] = [
        Operation("mc_issue_add", [.structure("issue")], IssueAdding.add),
        Operation("mc_issue_update", [.integer("issueId"), .structure("issue")], IssueUpdating.update),
        Operation("mc_issue_delete", [.integer("issue_id")], IssueUpdating.delete),
        Operation(
            "mc_issue_checkin",
            [.integer("issue_id"), .string("comment"), .boolean("fixed")],
            CheckIn.checkIn
        ),
    ]

    private static let notes: [Operation] = [
        Operation("mc_issue_note_add", [.integer("issue_id"), .structure("note")], NoteOperations.add),
        Operation("mc_issue_note_update", [.structure("note")], NoteOperations.update),
        Operation("mc_issue_note_delete", [.integer("issue_note_id")], NoteOperations.delete),
    ]

    private static let links: [Operation] = [
        Operation(
            "mc_issue_attachment_add",
            [.integer("issue_id"), .string("name"), .string("file_type"), .base64("content")],
            AttachmentOperations.add
        ),
        Operation("mc_issue_attachment_delete", [.integer("issue_attachment_id")], AttachmentOperations.delete),
        Operation(
            "mc_issue_relationship_add",
            [.integer("issue_id"), .structure("relationship")],
            RelationshipOperations.add
        ),
        Operation(
            "mc_issue_relationship_delete",
            [.integer("issue_id"), .integer("relationship_id")],
            RelationshipOperations.delete
        ),
        Operation("mc_issue_set_tags", [.integer("issue_id"), .array("tags")], TagOperations.setTags),
        Operation("mc_tag_get_all", paging, TagOperations.list),
        Operation("mc_tag_add", [.structure("tag")], TagOperations.add),
        Operation("mc_tag_delete", [.integer("tag_id")], TagOperations.delete),
    ]
}
