import MantisConnect

/// An account as one reader may see it. A deleted one has only its number.
struct AccountAnswer {
    var id: Int
    var name: String?
    var realName = ""
    var email = ""
}

extension Instance {
    /// Real name and e-mail are for the account itself, for administrators, and for those above the thresholds
    /// (reference §2.2).
    ///
    /// - Parameter knowsItself: false where the server does not recognise the reader's own account.
    func accountAnswer(_ id: Int, for reader: UserRow, knowsItself: Bool = true) -> AccountAnswer {
        guard let user = users[id] else { return AccountAnswer(id: id, name: nil) }
        let isSelf = knowsItself && id == reader.id || globallyReaches("manage_user_threshold", reader)
        return AccountAnswer(
            id: id,
            name: user.name,
            realName: isSelf || globallyReaches("show_user_realname_threshold", reader) ? user.realName : "",
            email: isSelf || globallyReaches("show_user_email_threshold", reader) ? user.email : ""
        )
    }
}

extension AnswerWriter {
    mutating func reference(_ name: String, _ id: Int, _ label: String) {
        structure(name, type: "ObjectRef") { out in
            out.integer("id", id)
            out.string("name", label)
        }
    }

    mutating func account(_ name: String, _ account: AccountAnswer) {
        structure(name, type: "AccountData") { out in
            out.integer("id", account.id)
            if let login = account.name { out.string("name", login) }
            out.optionalString("real_name", account.realName)
            out.optionalString("email", account.email)
        }
    }

    mutating func attachment(_ file: AttachmentRow, base: String) {
        structure("item", type: "AttachmentData") { out in
            out.integer("id", file.id)
            out.string("filename", file.name)
            out.integer("size", file.content.count)
            out.string("content_type", file.type)
            out.dateTime("date_submitted", file.submitted)
            // The server escapes the URL for HTML, and the writer once more for XML (reference §1.7).
            out.uri("download_url", "\(base)file_download.php?file_id=\(file.id)&amp;type=bug")
            out.integer("user_id", file.user)
        }
    }

    mutating func note(_ note: NoteRow, reporter: AccountAnswer, viewState: String, hasType: Bool = true) {
        structure("item", type: "IssueNoteData") { out in
            out.integer("id", note.id)
            out.account("reporter", reporter)
            out.cleanString("text", note.text)
            out.reference("view_state", note.viewState, viewState)
            out.dateTime("date_submitted", note.submitted)
            out.dateTime("last_modified", note.lastModified)
            out.integer("time_tracking", note.timeTracking)
            if hasType {
                out.integer("note_type", note.type)
                out.string("note_attr", note.attribute)
            }
        }
    }

    mutating func history(_ row: HistoryRow, userName: String) {
        structure("item", type: "HistoryData") { out in
            out.integer("date", Int(row.date))
            out.integer("userid", row.user)
            out.string("username", userName)
            out.string("field", row.field)
            out.integer("type", row.kind.rawValue)
            out.string("old_value", String(row.old.prefix(255)))
            out.string("new_value", String(row.new.prefix(255)))
        }
    }

    mutating func version(_ version: VersionRow) {
        structure("item", type: "ProjectVersionData") { out in
            out.integer("id", version.id)
            out.string("name", version.name)
            out.integer("project_id", version.project)
            out.dateTime("date_order", version.date)
            out.optionalString("description", version.description)
            out.boolean("released", version.released)
            out.boolean("obsolete", version.obsolete)
        }
    }

    mutating func customFieldDefinition(_ field: CustomFieldRow) {
        structure("item", type: "CustomFieldDefinitionData") { out in
            out.reference("field", field.id, field.name)
            out.integer("type", field.type.rawValue)
            out.string("possible_values", field.possibleValues)
            out.string("default_value", field.defaultValue)
            out.string("valid_regexp", "")
            out.integer("access_level_r", field.readLevel)
            out.integer("access_level_rw", field.writeLevel)
            out.integer("length_min", 0)
            out.integer("length_max", field.maximumLength)
            for stage in ["report", "update", "resolved", "closed"] { out.boolean("display_\(stage)", true) }
            out.boolean("require_report", field.requiredOnReport)
            for stage in ["update", "resolved", "closed"] { out.boolean("require_\(stage)", false) }
        }
    }
}
