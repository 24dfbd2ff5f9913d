/// What a version's `mc_issue_update` does with members that are left out, and what it checks: the columns of the table
/// in reference §2.6 in which versions differ.
struct UpdateRegime: Sendable {
    /// What becomes of a field whose member is left out or nil.
    enum Omitted: Sendable {
        case keeps, clears
    }

    /// Version and version of the fix.
    var versions: Omitted
    /// Only for those who reach `roadmap_update_threshold`; for others the field stays as it is.
    var targetVersion: Omitted
    var dueDate: Omitted
    var handler: Omitted
    /// A change of status asks for `update_bug_status_threshold`.
    var checksStatusRights: Bool
    /// An issue with unresolved children cannot be resolved.
    var checksChildren: Bool
    /// A new note inside the update that names its view state faults, after fields and monitors were written.
    var refusesNoteViewState: Bool

    /// 2.28.4 and later.
    static let r4 = UpdateRegime(
        versions: .clears,
        targetVersion: .clears,
        dueDate: .keeps,
        handler: .keeps,
        checksStatusRights: true,
        checksChildren: true,
        refusesNoteViewState: true
    )
}
