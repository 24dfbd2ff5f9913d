import MantisConnect

extension Instance {
    /// - Throws: a fault that names the issue, note, user, project or category that does not exist.
    mutating func perform(_ deed: Deed, by user: Int, at now: Int64) throws(ServerFault) -> Int? {
        switch deed {
        case .file(let project, let category, let summary, let description, let handler):
            var row = IssueRow()
            row.project = try known(self.project(named: project)?.id, "Project", project)
            row.category = try known(self.category(named: category, in: row.project), "Category", category)
            row.reporter = user
            row.handler = try handler.map { name throws(ServerFault) in try person(name) } ?? 0
            row.summary = summary.storable()
            row.description = description.storable()
            return file(row, at: now)
        case .edit(let issue, let edit):
            try apply(edit, to: existing(issue), by: user, at: now)
        case .note(let issue, let text, let isPrivate):
            let note = NoteRow(
                id: 0,
                reporter: user,
                text: text.storable(),
                viewState: Self.viewState(isPrivate),
                submitted: 0,
                lastModified: 0
            )
            return addNote(note, to: try existing(issue).id, at: now)
        case .editNote(let note, let text):
            editNote(try existing(note), text: text.storable(), by: user, at: now)
        case .setNotePrivacy(let note, let isPrivate):
            setNoteViewState(try existing(note), to: Self.viewState(isPrivate), by: user, at: now)
        case .deleteNote(let note):
            deleteNote(try existing(note), by: user, at: now)
        case .attach(let issue, let name, let type, let content):
            let file = AttachmentRow(
                id: 0,
                name: name,
                type: type,
                content: content,
                user: user,
                submitted: 0,
                note: nil
            )
            return attach(file, to: try existing(issue).id, at: now)
        case .monitor(let issue, let monitors):
            setMonitor(user, on: try existing(issue).id, to: monitors, by: user, at: now)
        case .tag(let issue, let name):
            let issue = try existing(issue).id
            let tag = tag(named: name)?.id ?? createTag(name, description: "", by: user, at: now)
            attachTag(tag, to: issue, by: user, at: now)
        case .delete(let issue):
            deleteIssue(try existing(issue).id)
        }
        return nil
    }

    private mutating func apply(_ edit: IssueEdit, to old: IssueRow, by user: Int, at now: Int64) throws(ServerFault) {
        var new = old
        if let name = edit.project { new.project = try known(project(named: name)?.id, "Project", name) }
        if let name = edit.category {
            new.category = try known(category(named: name, in: new.project), "Category", name)
        } else if new.project != old.project {
            new.category = category(named: categoryName(old.category), in: new.project) ?? 0
        }
        if let name = edit.handler { new.handler = name.isEmpty ? 0 : try person(name) }
        if let name = edit.reporter { new.reporter = try person(name) }
        new.status = edit.status ?? old.status
        new.resolution = edit.resolution ?? old.resolution
        new.priority = edit.priority ?? old.priority
        new.severity = edit.severity ?? old.severity
        new.summary = edit.summary?.storable() ?? old.summary
        new.description = edit.description?.storable() ?? old.description
        new.version = edit.version ?? old.version
        new.targetVersion = edit.targetVersion ?? old.targetVersion
        new.viewState = edit.isPrivate.map { Self.viewState($0) } ?? old.viewState
        new.sticky = edit.isSticky ?? old.sticky
        new.dueDate = edit.dueDate ?? old.dueDate
        for (name, value) in edit.customFields.sorted(by: { $0.key < $1.key }) {
            let field = try known(customFields.values.first { $0.name == name }?.id, "Custom field", name)
            setCustomField(field, of: old.id, to: value, by: user, at: now)
            new.customValues[field] = value
        }
        new.history = issues[old.id]?.history ?? old.history
        revise(new, by: user, at: now)
    }

    private static func viewState(_ isPrivate: Bool) -> Int { isPrivate ? ViewState.private : ViewState.public }

    private func existing(_ id: IssueID) throws(ServerFault) -> IssueRow {
        guard let row = issues[id.rawValue] else { throw .issueNotFound(id.rawValue) }
        return row
    }

    private func existing(_ id: IssueNoteID) throws(ServerFault) -> Int {
        guard noteOwners[id.rawValue] != nil else { throw .noteMissing(id.rawValue) }
        return id.rawValue
    }

    private func person(_ name: String) throws(ServerFault) -> Int { try known(user(named: name)?.id, "User", name) }

    private func known(_ id: Int?, _ kind: String, _ name: String) throws(ServerFault) -> Int {
        guard let id else { throw ServerFault(.client, "\(kind) '\(name)' not found.") }
        return id
    }
}
