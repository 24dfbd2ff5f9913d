extension Instance {
    /// The level a user has in a project; 0 when the project is closed to them. A disabled project is only missing from
    /// lists.
    func level(of user: UserRow, in project: Int) -> Int {
        guard let row = projects[project] else { return AccessLevel.nothing }
        if user.level >= AccessLevel.administrator { return user.level }
        if let own = user.projectLevels[project] { return own }
        if row.viewState == ViewState.public || user.level >= settings.number("private_project_threshold") {
            return user.level
        }
        return AccessLevel.nothing
    }

    /// True when the level in the project reaches a threshold setting.
    func reaches(_ setting: String, _ user: UserRow, in project: Int) -> Bool {
        level(of: user, in: project) >= settings.number(setting)
    }

    /// The level for calls that concern no project.
    func globallyReaches(_ setting: String, _ user: UserRow) -> Bool {
        user.level >= settings.number(setting)
    }

    /// The gate of the operations that read. That a project is private does not count here: what lies behind it does
    /// checks of its own.
    func mayRead(_ project: Int, _ user: UserRow) -> Bool {
        serviceLevel(of: user, in: project) >= settings.number("webservice_readonly_access_level_threshold")
    }

    /// As ``mayRead(_:_:)``, for the operations that write.
    func mayWrite(_ project: Int, _ user: UserRow) -> Bool {
        serviceLevel(of: user, in: project) >= settings.number("webservice_readwrite_access_level_threshold")
    }

    private func serviceLevel(of user: UserRow, in project: Int) -> Int {
        user.level >= AccessLevel.administrator ? user.level : user.projectLevels[project] ?? user.level
    }

    /// True when a project is in the lists of a user: enabled, and public or open to them.
    func isAccessible(_ project: Int, _ user: UserRow) -> Bool {
        projects[project]?.enabled ?? false && level(of: user, in: project) >= AccessLevel.viewer
    }

    /// Private issues need DEVELOPER, or to be one's own.
    func maySee(_ issue: IssueRow, _ user: UserRow) -> Bool {
        guard level(of: user, in: issue.project) >= AccessLevel.viewer else { return false }
        return issue.viewState != ViewState.private || issue.reporter == user.id
            || reaches("private_bug_threshold", user, in: issue.project)
    }

    func maySee(_ note: NoteRow, of issue: IssueRow, _ user: UserRow) -> Bool {
        note.viewState != ViewState.private || note.reporter == user.id
            || reaches("private_bugnote_threshold", user, in: issue.project)
    }

    func visibleNotes(of issue: IssueRow, for user: UserRow) -> [NoteRow] {
        let seesPrivate = reaches("private_bugnote_threshold", user, in: issue.project)
        if seesPrivate { return issue.notes }
        return issue.notes.filter { $0.viewState != ViewState.private || $0.reporter == user.id }
    }

    /// Files of the issue itself and of the notes the user may see.
    func visibleAttachments(of issue: IssueRow, for user: UserRow) -> [AttachmentRow] {
        guard !issue.attachments.isEmpty, reaches("view_attachments_threshold", user, in: issue.project) else {
            return []
        }
        let notes = Set(visibleNotes(of: issue, for: user).map(\.id))
        return issue.attachments.filter { $0.note.map { notes.contains($0) } ?? true }
    }

    /// Resolved issues are locked below MANAGER (reference §2.6).
    func isReadOnly(_ issue: IssueRow, for user: UserRow) -> Bool {
        issue.status >= settings.number("bug_readonly_status_threshold")
            && !reaches("update_readonly_bug_threshold", user, in: issue.project)
    }

    /// The projects in the lists of a user, sub-projects included.
    func readableProjects(_ user: UserRow) -> Set<Int> {
        Set(projects.keys.filter { mayRead($0, user) && isAccessible($0, user) })
    }
}
