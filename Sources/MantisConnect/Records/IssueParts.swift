package import SOAP

/// `IssueNoteData`.
package struct IssueNote: Hashable, Sendable {
    package var id: IssueNoteID
    package var reporter: Account?
    package var text: String
    package var viewState: Reference?
    package var dateSubmitted: DateTime
    package var lastModified: DateTime
    /// Minutes; 0 when the account may not see them.
    package var timeTracking: Int?
    /// 0 note, 1 reminder, 2 time.
    package var type: Int?
    package var attribute: String?

    package init(
        id: IssueNoteID,
        reporter: Account? = nil,
        text: String,
        viewState: Reference? = nil,
        dateSubmitted: DateTime,
        lastModified: DateTime,
        timeTracking: Int? = nil,
        type: Int? = nil,
        attribute: String? = nil
    ) {
        self.id = id
        self.reporter = reporter
        self.text = text
        self.viewState = viewState
        self.dateSubmitted = dateSubmitted
        self.lastModified = lastModified
        self.timeTracking = timeTracking
        self.type = type
        self.attribute = attribute
    }
}

/// `AttachmentData`: a file's particulars, not its content.
package struct IssueAttachment: Hashable, Sendable {
    package var id: Int
    package var filename: String
    /// Bytes.
    package var size: Int
    package var contentType: String?
    package var dateSubmitted: DateTime?
    /// Un-escaped once more than XML asks for, because the server escapes it twice (reference §1.7).
    package var downloadURL: String?
    package var userID: AccountID?

    package init(
        id: Int,
        filename: String,
        size: Int,
        contentType: String? = nil,
        dateSubmitted: DateTime? = nil,
        downloadURL: String? = nil,
        userID: AccountID? = nil
    ) {
        self.id = id
        self.filename = filename
        self.size = size
        self.contentType = contentType
        self.dateSubmitted = dateSubmitted
        self.downloadURL = downloadURL
        self.userID = userID
    }
}

/// `RelationshipData`, as seen from the issue that carries it.
package struct IssueRelationship: Hashable, Sendable {
    package var id: Int
    /// 0 duplicate of, 1 related to, 2 parent of, 3 child of, 4 has duplicate.
    package var type: Reference
    package var target: IssueID

    /// The types of every Mantis; operators can add others.
    package enum Kind: Int, Hashable, Sendable, CaseIterable {
        case duplicateOf = 0
        case relatedTo, parentOf, childOf, hasDuplicate
    }

    package init(id: Int, type: Reference, target: IssueID) {
        self.id = id
        self.type = type
        self.target = target
    }
}

/// `CustomFieldValueForIssueData`.
package struct CustomFieldValue: Hashable, Sendable {
    package var field: Reference
    /// Blank when not filled in; dates are epoch seconds, several values are joined by `|`.
    package var value: String

    package init(field: Reference, value: String) {
        self.field = field
        self.value = value
    }
}

/// `IssueHeaderData`: an issue's scalars, all of them always present.
package struct IssueHeader: Hashable, Sendable {
    package var id: IssueID
    package var viewState: Int
    package var lastUpdated: DateTime
    package var project: ProjectID
    package var category: String
    package var priority: Int
    package var severity: Int
    package var status: Int
    package var reporter: AccountID
    package var summary: String
    /// Nil when unassigned, or when the account may not see who it is.
    package var handler: AccountID?
    package var resolution: Int
    /// Includes files attached to notes, which ``Issue/attachments`` leaves out since 2.24.1.
    package var attachmentsCount: Int
    package var notesCount: Int

    package init(
        id: IssueID,
        viewState: Int,
        lastUpdated: DateTime,
        project: ProjectID,
        category: String,
        priority: Int,
        severity: Int,
        status: Int,
        reporter: AccountID,
        summary: String,
        handler: AccountID?,
        resolution: Int,
        attachmentsCount: Int,
        notesCount: Int
    ) {
        self.id = id
        self.viewState = viewState
        self.lastUpdated = lastUpdated
        self.project = project
        self.category = category
        self.priority = priority
        self.severity = severity
        self.status = status
        self.reporter = reporter
        self.summary = summary
        self.handler = handler
        self.resolution = resolution
        self.attachmentsCount = attachmentsCount
        self.notesCount = notesCount
    }
}
