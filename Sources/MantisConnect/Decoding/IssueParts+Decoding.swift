import SOAP

extension Reference {
    /// Reads `ObjectRef`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(id: try element.required(.id, element.integer(.id)), name: element.string(.name))
    }
}

extension Account {
    /// Reads `AccountData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            id: AccountID(rawValue: try element.required(.id, element.integer(.id))),
            name: element.string(.name),
            realName: element.string(.realName),
            email: element.string(.email)
        )
    }
}

extension IssueNote {
    /// Reads `IssueNoteData`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        let dateSubmitted = try element.required(.dateSubmitted, dates.dateTime(element, .dateSubmitted))
        self.init(
            id: IssueNoteID(rawValue: try element.required(.id, element.integer(.id))),
            reporter: try element.record(.reporter, Account.init),
            text: element.string(.text) ?? "",
            viewState: try element.record(.viewState, Reference.init),
            dateSubmitted: dateSubmitted,
            lastModified: try dates.dateTime(element, .lastModified) ?? dateSubmitted,
            timeTracking: try element.integer(.timeTracking),
            type: try element.integer(.noteType),
            attribute: element.string(.noteAttr)
        )
    }
}

extension IssueAttachment {
    /// Reads `AttachmentData`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            id: try element.required(.id, element.integer(.id)),
            filename: element.string(.filename) ?? "",
            size: try element.integer(.size) ?? 0,
            contentType: element.string(.contentType),
            dateSubmitted: try dates.dateTime(element, .dateSubmitted),
            downloadURL: element.string(.downloadUrl).map(IssueAttachment.unescapedOnceMore),
            userID: try element.integer(.userId).map(AccountID.init)
        )
    }

    private static func unescapedOnceMore(_ url: String) -> String {
        let escaped = Array("&amp;".utf8)
        let source = Array(url.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            bytes.append(source[index])
            index += source[index...].starts(with: escaped) ? escaped.count : 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension IssueRelationship {
    /// Reads `RelationshipData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            id: try element.required(.id, element.integer(.id)),
            type: try element.required(.type, element.record(.type, Reference.init)),
            target: IssueID(rawValue: try element.required(.targetId, element.integer(.targetId)))
        )
    }
}

extension CustomFieldValue {
    /// Reads `CustomFieldValueForIssueData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            field: try element.required(.field, element.record(.field, Reference.init)),
            value: element.string(.value) ?? ""
        )
    }
}
