import SOAP

extension SavedFilter {
    /// Reads `FilterData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            id: try element.required(.id, element.integer(.id)),
            owner: try element.record(.owner, Account.init),
            project: ProjectID(rawValue: try element.integer(.projectId) ?? 0),
            isPublic: try element.boolean(.isPublic) ?? false,
            name: element.string(.name) ?? "",
            definition: element.string(.filterString)
        )
    }
}

extension Tag {
    /// Reads `TagData`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            id: TagID(rawValue: try element.required(.id, element.integer(.id))),
            creator: try element.record(.userId, Account.init),
            name: element.string(.name) ?? "",
            description: element.string(.description),
            dateCreated: try dates.dateTime(element, .dateCreated),
            dateUpdated: try dates.dateTime(element, .dateUpdated)
        )
    }
}

extension TagPage {
    /// Reads `TagDataSearchResult`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            tags: try element.records(.results) { tag throws(DecodingFailure) in try Tag(tag, dates) },
            total: try element.integer(.totalResults) ?? 0
        )
    }
}
