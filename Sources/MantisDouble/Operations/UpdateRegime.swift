import MantisConnect

/// What a version's `mc_issue_update` does with members that are left out, and what it checks: the columns of the table
/// in reference §2.6 in which versions differ.
struct UpdateRegime: Sendable {
    /// What becomes of a field whose member is left out or nil.
    enum Omitted: Sendable {
        case keeps, clears
    }

    /// Who is asked whether an issue may have this handler.
    enum HandlerCheck: Sendable {
        /// The handler must exist, no more.
        case existence
        /// Their rights too, also when the handler stays the same.
        case always
        case whenChanged
    }

    /// What is said to a category that does not fit.
    enum CategoryFaults: Sendable {
        /// The texts for an unknown and for a missing one are swapped, and a missing one runs into PHP.
        case swapped
        /// An unknown one runs into PHP.
        case unknownRunsIntoPHP
        case named
    }

    /// The project must be named.
    var needsProject: Bool
    /// Summary and description must be there.
    var needsTexts: Bool
    /// The reporter becomes the caller unless it is named; later, it stays.
    var reporterBecomesCaller: Bool
    var handler: Omitted
    var handlerCheck: HandlerCheck
    /// Enumerated fields go back to their defaults, other texts become blank. Only the first releases do so.
    var others: Omitted
    /// Version and version of the fix.
    var versions: Omitted
    /// What a blank version does.
    var blankVersion: Omitted
    /// Only for those who reach `roadmap_update_threshold`; for others the field stays as it is.
    var targetVersion: Omitted
    /// Also what happens to those without the right to set it.
    var dueDate: Omitted
    /// The right to set a due date is asked for everywhere instead of in the project.
    var dueDateIsGlobal: Bool
    var categoryFaults: CategoryFaults
    /// The version of the fix and the one aimed at must exist too, not only the version itself.
    var checksAllVersions: Bool
    /// A change of status asks for `update_bug_status_threshold`.
    var checksStatusRights: Bool
    /// An issue with unresolved children cannot be resolved.
    var checksChildren: Bool
    /// A note inside the update is compared with the oldest note instead of with itself.
    var comparesWithOldestNote: Bool
    /// Editing a note inside the update asks for the rights that editing it alone does.
    var checksNoteRights: Bool
    /// A new note inside the update that names its view state faults, after fields and monitors were written.
    var refusesNoteViewState: Bool
    /// The row is written before custom fields and notes; else at the end.
    var writesRowFirst: Bool

    init(_ version: ServerVersion) {
        let clearsLate = version.isFrom(2, 26, 3)
        needsProject = !version.isFrom(2, 25, 0)
        needsTexts = !version.isFrom(2, 28, 4)
        reporterBecomesCaller = !version.isFrom(2, 28, 4)
        handler = version.isFrom(2, 28, 4) ? .keeps : .clears
        handlerCheck = version.isFrom(2, 9, 0) ? .whenChanged : version.isFrom(1, 2, 18) ? .always : .existence
        others = version.isFrom(1, 2, 6) ? .keeps : .clears
        versions = clearsLate || !version.isFrom(1, 2, 6) ? .clears : .keeps
        blankVersion = clearsLate || !version.isFrom(2, 5, 0) ? .clears : .keeps
        targetVersion = clearsLate || !version.isFrom(2, 5, 0) ? .clears : .keeps
        dueDate = version.isFrom(2, 27, 1) ? .keeps : .clears
        dueDateIsGlobal = !version.isFrom(2, 5, 0)
        categoryFaults =
            version.isFrom(2, 26, 4) ? .named : version.isFrom(2, 9, 0) ? .unknownRunsIntoPHP : .swapped
        checksAllVersions = version.isFrom(2, 5, 0)
        checksStatusRights = version.isFrom(2, 28, 4)
        checksChildren = version.isFrom(2, 26, 0)
        comparesWithOldestNote = version.isFrom(1, 2, 6) && !version.isFrom(2, 26, 1)
        checksNoteRights = version.isFrom(2, 28, 2)
        refusesNoteViewState = version.isFrom(2, 28, 4)
        writesRowFirst = !version.isFrom(1, 2, 9)
    }
}
