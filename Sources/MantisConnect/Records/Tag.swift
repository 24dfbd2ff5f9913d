package import SOAP

/// `TagData`: a tag of the whole instance (reference §2.8).
package struct Tag: Hashable, Sendable {
    package var id: TagID
    /// Who made it.
    package var creator: Account?
    package var name: String
    package var description: String?
    package var dateCreated: DateTime?
    package var dateUpdated: DateTime?

    package init(
        id: TagID,
        creator: Account? = nil,
        name: String,
        description: String? = nil,
        dateCreated: DateTime? = nil,
        dateUpdated: DateTime? = nil
    ) {
        self.id = id
        self.creator = creator
        self.name = name
        self.description = description
        self.dateCreated = dateCreated
        self.dateUpdated = dateUpdated
    }
}

/// `TagDataSearchResult`: one page of tags, and how many there are on all pages.
package struct TagPage: Hashable, Sendable {
    package var tags: [Tag]
    package var total: Int

    package init(tags: [Tag], total: Int) {
        self.tags = tags
        self.total = total
    }
}
