/// `HistoryData`: one row of an issue's history (reference §2.3). Rows have no number of their own.
package struct HistoryEntry: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, right in every version.
    package var date: Int64
    package var user: AccountID
    package var userName: String
    /// The Mantis field for ``Kind/fieldChange``, or a custom field's name; blank otherwise.
    package var field: String
    package var kind: Kind
    /// Cut by the server at 255 characters, as is ``newValue``.
    package var oldValue: String
    package var newValue: String

    /// The type numbers of Mantis.
    package struct Kind: RawRepresentable, Hashable, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let fieldChange = Kind(rawValue: 0)
        package static let issueCreated = Kind(rawValue: 1)
        /// `oldValue` is the note's number, zero-padded.
        package static let noteAdded = Kind(rawValue: 2)
        package static let noteEdited = Kind(rawValue: 3)
        package static let noteDeleted = Kind(rawValue: 4)
        package static let descriptionChanged = Kind(rawValue: 6)
        package static let additionalInformationChanged = Kind(rawValue: 7)
        package static let stepsToReproduceChanged = Kind(rawValue: 8)
        /// `oldValue` is the file's name; `newValue` the note's number when it hangs on a note.
        package static let fileAdded = Kind(rawValue: 9)
        package static let fileDeleted = Kind(rawValue: 10)
        /// `oldValue` is the state, `newValue` the note's number.
        package static let noteViewState = Kind(rawValue: 11)
        package static let monitorAdded = Kind(rawValue: 12)
        package static let monitorRemoved = Kind(rawValue: 13)
        package static let relationshipAdded = Kind(rawValue: 18)
        package static let relationshipDeleted = Kind(rawValue: 19)
        package static let relationshipReplaced = Kind(rawValue: 23)
        package static let tagAttached = Kind(rawValue: 25)
        package static let tagDetached = Kind(rawValue: 26)
        package static let tagRenamed = Kind(rawValue: 27)
    }

    package init(
        date: Int64,
        user: AccountID,
        userName: String,
        field: String,
        kind: Kind,
        oldValue: String,
        newValue: String
    ) {
        self.date = date
        self.user = user
        self.userName = userName
        self.field = field
        self.kind = kind
        self.oldValue = oldValue
        self.newValue = newValue
    }
}
