/// The lists of values that `mc_enum_*` answers (reference §2.1).
package enum Enumeration: String, CaseIterable, Sendable {
    case status, priorities, severities, reproducibilities, projections, etas, resolutions
    case accessLevels = "access_levels"
    case projectStatus = "project_status"
    case projectViewStates = "project_view_states"
    case viewStates = "view_states"
    case customFieldTypes = "custom_field_types"

    var operation: String { "mc_enum_\(rawValue)" }
}
