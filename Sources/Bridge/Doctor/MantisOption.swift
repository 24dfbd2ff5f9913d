package import MantisConnect

/// The options of Mantis that decide what the bridge can do, as `mc_config_get_string` is asked for them.
package enum MantisOption: String, CaseIterable, Sendable {
    // Who may do what
    case readThreshold = "webservice_readonly_access_level_threshold"
    case writeThreshold = "webservice_readwrite_access_level_threshold"
    case privateIssueThreshold = "private_bug_threshold"
    case privateNoteThreshold = "private_bugnote_threshold"
    case viewHandlerThreshold = "view_handler_threshold"
    case viewHistoryThreshold = "view_history_threshold"
    case addNoteThreshold = "add_bugnote_threshold"
    case updateThreshold = "update_bug_threshold"
    case updateStatusThreshold = "update_bug_status_threshold"
    case assignThreshold = "update_bug_assign_threshold"
    case handleThreshold = "handle_bug_threshold"
    case updateReadOnlyThreshold = "update_readonly_bug_threshold"
    case viewDueDateThreshold = "due_date_view_threshold"
    case dueDateThreshold = "due_date_update_threshold"
    case targetVersionThreshold = "roadmap_update_threshold"

    // How issues live
    case readOnlyStatus = "bug_readonly_status_threshold"
    case resolvedStatus = "bug_resolved_status_threshold"
    case reporterReopens = "allow_reporter_reopen"

    // The server as a whole
    case zone = "default_timezone"
    case language = "default_language"
    case mail = "enable_email_notification"
    case signUp = "allow_signup"

    // Its vocabulary in English
    case statuses = "status_enum_string"
    case viewStates = "view_state_enum_string"
    case priorities = "priority_enum_string"
    case severities = "severity_enum_string"

    /// The option's name on a server of that version.
    package func name(on version: ServerVersion) -> String {
        guard version < ServerVersion(1, 3, 0) else { return rawValue }
        // Renamed in 1.3 (reference §4).
        return switch self {
        case .readThreshold: "mc_readonly_access_level_threshold"
        case .writeThreshold: "mc_readwrite_access_level_threshold"
        default: rawValue
        }
    }

    /// Whether its value is a level of rights.
    var isThreshold: Bool { rawValue.hasSuffix("_threshold") && self != .readOnlyStatus && self != .resolvedStatus }

    /// The level that such a threshold has in a fresh Mantis, or, where that is NOBODY, one that suits a bridge.
    var sensibleLevel: AccessLevel {
        switch self {
        case .readThreshold, .viewHandlerThreshold, .viewHistoryThreshold: .viewer
        case .writeThreshold, .addNoteThreshold, .viewDueDateThreshold: .reporter
        case .updateThreshold: .updater
        case .updateReadOnlyThreshold: .manager
        default: .developer
        }
    }
}
