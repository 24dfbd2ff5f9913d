import SOAP

extension MantisClient {
    /// Adds a note and answers its number. The server trims the text and sets the time.
    ///
    /// Not idempotent: after an error with ``MantisError/outcomeIsUnknown``, look for the note before sending it again.
    ///
    /// - Parameter viewState: 10 public, 50 private.
    package func addNote(to issue: IssueID, text: String, viewState: Int) async throws(MantisError) -> IssueNoteID {
        let id = try await value(
            of: .number(
                "mc_issue_note_add",
                issue: issue,
                identities: [Identity("issue_id", issue.rawValue), Identity("note.view_state", viewState)]
            ) { envelope in
                envelope.integer("issue_id", issue.rawValue)
                envelope.structure("note", type: "t:IssueNoteData") { note in
                    note.string("text", text)
                    note.structure("view_state", type: "t:ObjectRef") { $0.integer("id", viewState) }
                }
            }
        )
        return IssueNoteID(rawValue: id)
    }

    /// Replaces a note's text. Its privacy is left as it is. Since 1.2.6.
    package func updateNote(_ id: IssueNoteID, text: String) async throws(MantisError) {
        try await perform(
            .success("mc_issue_note_update", identities: [Identity("note.id", id.rawValue)]) { envelope in
                envelope.structure("note", type: "t:IssueNoteData") { note in
                    note.integer("id", id.rawValue)
                    note.string("text", text)
                }
            }
        )
    }

    /// Deletes a note. Before 2.27.1 its issue does not count as updated.
    package func deleteNote(_ id: IssueNoteID) async throws(MantisError) {
        try await perform(
            .success("mc_issue_note_delete", identities: [Identity("issue_note_id", id.rawValue)]) {
                $0.integer("issue_note_id", id.rawValue)
            }
        )
    }
}
