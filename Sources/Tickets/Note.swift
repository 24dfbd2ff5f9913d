/// A comment on a ticket.
package struct Note: Hashable, Codable, Sendable {
    package var id: NoteID
    package var author: Person
    package var text: String
    package var visibility: Visibility
    package var submitted: Instant
    package var modified: Instant

    package init(
        id: NoteID,
        author: Person,
        text: String,
        visibility: Visibility,
        submitted: Instant,
        modified: Instant
    ) {
        self.id = id
        self.author = author
        self.text = text
        self.visibility = visibility
        self.submitted = submitted
        self.modified = modified
    }
}

/// A file on a ticket: what is known of it, never its content.
package struct Attachment: Hashable, Codable, Sendable {
    package var id: Int
    package var filename: String
    /// Bytes.
    package var size: Int
    package var contentType: String
    package var submitted: Instant

    package init(id: Int, filename: String, size: Int, contentType: String, submitted: Instant) {
        self.id = id
        self.filename = filename
        self.size = size
        self.contentType = contentType
        self.submitted = submitted
    }

    enum CodingKeys: String, CodingKey {
        case id, filename, size, submitted
        case contentType = "content_type"
    }
}

/// A link to another issue of the same instance, seen from this ticket.
package struct Relationship: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case duplicateOf = "duplicate_of"
        case relatedTo = "related_to"
        case parentOf = "parent_of"
        case childOf = "child_of"
        case hasDuplicate = "has_duplicate"
        /// A type this version of Mantis knows and the model does not.
        case other
    }

    package var kind: Kind
    /// The other issue's number.
    package var issue: Int

    package init(kind: Kind, issue: Int) {
        self.kind = kind
        self.issue = issue
    }
}

/// The value of one custom field, as Mantis stores it: dates are epoch seconds, multiple values are joined by `|`.
package struct CustomField: Hashable, Codable, Sendable {
    package var name: String
    /// Blank when the field is linked to the project and not filled in.
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
