import MantisConnect

extension Instance {
    /// Adds a note, and hands a waiting issue back when its reporter answers (`reassign_on_feedback`, reference §2.7).
    ///
    /// - Parameter user: who adds it, if not its reporter.
    mutating func addNote(_ draft: NoteRow, to issue: Int, by user: Int? = nil, at now: Int64) -> Int {
        let user = user ?? draft.reporter
        var note = draft
        if note.id == 0 { note.id = counters.note + 1 }
        counters.note = max(counters.note, note.id)
        note.submitted = now
        note.lastModified = now
        noteOwners[note.id] = issue
        let entry = HistoryRow(
            date: now,
            user: user,
            field: "",
            kind: .noteAdded,
            old: Self.padded(note.id),
            new: ""
        )
        issues.update(issue) { row in
            row.notes.append(note)
            row.history.append(entry)
            row.lastUpdated = now
        }
        handBack(issue, afterNoteOf: note.reporter, by: user, at: now)
        return note.id
    }

    private mutating func handBack(_ issue: Int, afterNoteOf reporter: Int, by user: Int, at now: Int64) {
        guard behaviour.notes.handsBack, settings.isOn("reassign_on_feedback"), var row = issues[issue],
            row.reporter == reporter, row.handler != reporter, row.status == settings.number("bug_feedback_status")
        else { return }
        row.status = settings.number(row.handler == 0 ? "bug_submit_status" : "bug_assigned_status")
        revise(row, by: user, at: now)
    }

    /// What every edit of a note does, whatever it changed.
    mutating func touchNote(_ id: Int, at now: Int64) {
        guard let issue = noteOwners[id] else { return }
        issues.update(issue) { row in row.changeNote(id) { $0.lastModified = now } }
    }

    /// Rewrites a note's text; the same text again changes nothing, not even `last_updated`.
    mutating func editNote(_ id: Int, text: String, by user: Int, at now: Int64) {
        guard let issue = noteOwners[id], let note = note(id), note.text != text else { return }
        // The first edit keeps the original text as a revision of its own.
        counters.revision += note.isRevised ? 1 : 2
        let entry = HistoryRow(
            date: now,
            user: user,
            field: "",
            kind: .noteEdited,
            old: Self.padded(id),
            new: String(counters.revision)
        )
        let behaviour = behaviour
        issues.update(issue) { row in
            row.changeNote(id) { note in
                note.text = text
                note.isRevised = true
                note.lastModified = now
            }
            row.history.append(entry)
            if behaviour.notes.editBumps { row.lastUpdated = now }
        }
    }

    /// Sets a note's privacy: always a history row, never a bump (reference §3.3).
    mutating func setNoteViewState(_ id: Int, to state: Int, by user: Int, at now: Int64) {
        guard let issue = noteOwners[id] else { return }
        let entry = HistoryRow(
            date: now,
            user: user,
            field: "",
            kind: .noteViewState,
            old: String(state),
            new: Self.padded(id)
        )
        issues.update(issue) { row in
            row.changeNote(id) { $0.viewState = state }
            row.history.append(entry)
        }
    }

    mutating func deleteNote(_ id: Int, by user: Int, at now: Int64) {
        guard let issue = noteOwners.removeValue(forKey: id) else { return }
        let entry = HistoryRow(date: now, user: user, field: "", kind: .noteDeleted, old: Self.padded(id), new: "")
        let behaviour = behaviour
        issues.update(issue) { row in
            row.notes.removeAll { $0.id == id }
            row.history.append(entry)
            if behaviour.notes.deleteBumps { row.lastUpdated = now }
        }
    }

    func note(_ id: Int) -> NoteRow? {
        noteOwners[id].flatMap { issues[$0] }?.notes.first { $0.id == id }
    }

    /// Note numbers in the history have at least seven digits (recording 066).
    private static func padded(_ id: Int) -> String {
        let digits = String(id)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }
}

extension IssueRow {
    fileprivate mutating func changeNote(_ id: Int, _ body: (inout NoteRow) -> Void) {
        guard let index = notes.firstIndex(where: { $0.id == id }) else { return }
        body(&notes[index])
    }
}
