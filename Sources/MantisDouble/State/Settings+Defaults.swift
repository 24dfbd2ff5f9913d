extension Settings {
    /// The settings this server knows, as MantisBT 2.28.4 ships them.
    static let defaults: [String: String] = enumerationStrings.merging(thresholds) { $1 }.merging(behaviour) { $1 }

    /// The defaults in which a version differs from 2.28.4. Where it has no setting of that name, the value says how it
    /// behaves (reference §2, §4).
    static func defaults(of behaviour: ServerBehaviour) -> [String: String] {
        if behaviour.version.isFrom(1, 3, 0) { return [:] }
        return [
            "custom_field_type_enum_string":
                "0:String,1:Numeric,2:Float,3:Enumeration,4:E-mail,5:Checkbox,6:List,7:Multiselection list,8:Date,9:Radio",
            "webservice_readonly_access_level_threshold": "25",
        ]
    }

    private static let enumerationStrings = [
        "status_enum_string": "10:new,20:feedback,30:acknowledged,40:confirmed,50:assigned,80:resolved,90:closed",
        "priority_enum_string": "10:none,20:low,30:normal,40:high,50:urgent,60:immediate",
        "severity_enum_string": "10:feature,20:trivial,30:text,40:tweak,50:minor,60:major,70:crash,80:block",
        "reproducibility_enum_string":
            "10:always,30:sometimes,50:random,70:have not tried,90:unable to reproduce,100:N/A",
        "projection_enum_string": "10:none,30:tweak,50:minor fix,70:major rework,90:redesign",
        "eta_enum_string": "10:none,20:< 1 day,30:2-3 days,40:< 1 week,50:< 1 month,60:> 1 month",
        "resolution_enum_string":
            "10:open,20:fixed,30:reopened,40:unable to reproduce,50:not fixable,60:duplicate,"
            + "70:no change required,80:suspended,90:won't fix",
        "access_levels_enum_string": "10:viewer,25:reporter,40:updater,55:developer,70:manager,90:administrator",
        "project_status_enum_string": "10:development,30:release,50:stable,70:obsolete",
        "project_view_state_enum_string": "10:public,50:private",
        "view_state_enum_string": "10:public,50:private",
        "custom_field_type_enum_string":
            "0:String,1:Numeric,2:Float,3:Enumeration,4:E-mail,5:Checkbox,6:List,7:Multiselection list,8:Date,9:Radio,"
            + "10:Textarea",
    ]

    private static let thresholds = [
        "add_bugnote_threshold": "25",
        "bug_closed_status_threshold": "90",
        "bug_readonly_status_threshold": "80",
        "bug_resolved_status_threshold": "80",
        "bugnote_user_delete_threshold": "25",
        "bugnote_user_edit_threshold": "25",
        "change_view_status_threshold": "40",
        "delete_attachments_threshold": "55",
        "delete_bug_threshold": "55",
        "delete_bugnote_threshold": "55",
        "delete_project_threshold": "90",
        "download_attachments_threshold": "10",
        "due_date_update_threshold": "100",
        "due_date_view_threshold": "100",
        "handle_bug_threshold": "55",
        "manage_project_threshold": "70",
        "manage_user_threshold": "90",
        "monitor_add_others_bug_threshold": "55",
        "monitor_bug_threshold": "25",
        "monitor_delete_others_bug_threshold": "55",
        "private_bug_threshold": "55",
        "private_bugnote_threshold": "55",
        "private_project_threshold": "90",
        "report_bug_threshold": "25",
        "report_issues_for_unreleased_versions_threshold": "55",
        "roadmap_update_threshold": "55",
        "set_bug_sticky_threshold": "70",
        "set_view_status_threshold": "25",
        "show_monitor_list_threshold": "55",
        "show_user_email_threshold": "100",
        "show_user_realname_threshold": "100",
        "stored_query_use_threshold": "25",
        "tag_attach_threshold": "25",
        "tag_create_threshold": "25",
        "tag_detach_own_threshold": "25",
        "tag_detach_threshold": "55",
        "tag_edit_threshold": "55",
        "tag_view_threshold": "10",
        "update_bug_assign_threshold": "55",
        "update_bug_status_threshold": "55",
        "update_bug_threshold": "40",
        "update_bugnote_threshold": "55",
        "update_readonly_bug_threshold": "70",
        "upload_bug_file_threshold": "25",
        "upload_project_file_threshold": "70",
        "view_attachments_threshold": "10",
        "view_handler_threshold": "10",
        "view_history_threshold": "10",
        "view_proj_doc_threshold": "10",
        "webservice_admin_access_level_threshold": "70",
        "webservice_readonly_access_level_threshold": "10",
        "webservice_readwrite_access_level_threshold": "25",
        "webservice_specify_reporter_on_add_access_level_threshold": "55",
    ]

    private static let behaviour = [
        "allow_anonymous_login": "0",
        "allow_no_category": "0",
        "allow_signup": "0",
        "anonymous_account": "",
        "antispam_max_event_count": "10",
        "antispam_time_window_in_seconds": "3600",
        "auto_set_status_to_assigned": "1",
        "bug_assigned_status": "50",
        "bug_feedback_status": "20",
        "bug_submit_status": "10",
        "default_bug_eta": "10",
        "default_bug_priority": "30",
        "default_bug_projection": "10",
        "default_bug_reproducibility": "70",
        "default_bug_resolution": "10",
        "default_bug_severity": "50",
        "default_bug_view_status": "10",
        "default_bugnote_view_status": "10",
        "default_language": "auto",
        "default_limit_view": "50",
        "default_new_account_access_level": "25",
        "default_timezone": "UTC",
        "enable_email_notification": "1",
        "enable_eta": "0",
        "enable_product_build": "0",
        "enable_project_documentation": "0",
        "enable_projection": "0",
        "hide_status_default": "90",
        "history_order": "ASC",
        "max_file_size": "5242880",
        "max_textarea_length": "65535",
        "mentions_enabled": "1",
        "mentions_tag": "@",
        "path": "https://mantis.example.test/",
        "reassign_on_feedback": "1",
        "source_control_notes_view_status": "50",
        "source_control_set_resolution_to": "20",
        "source_control_set_status_to": "0",
        "subprojects_enabled": "1",
        "time_tracking_enabled": "0",
    ]
}
