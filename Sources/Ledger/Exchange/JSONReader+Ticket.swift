import Tickets

// The exchange form of a ticket as `JSONWriter` writes it. A member that the form does not have, or one that is missing,
// means that the text is not of this version or not whole.

extension JSONReader {
    mutating func ticket() throws -> Ticket {
        var parts = TicketParts()
        try object { reader, name in
            guard try reader.readTexts(name, &parts) || reader.readRest(name, &parts) else { throw reader.unreadable }
        }
        guard let ticket = parts.ticket else { throw unreadable }
        return ticket
    }

    /// False when the member is not one of those that hold text.
    private mutating func readTexts(_ name: String, _ parts: inout TicketParts) throws -> Bool {
        switch name {
        case "format": parts.format = try string()
        case "id": parts.id = try word()
        case "scope": parts.scope = try string()
        case "policy": parts.policy = PolicyName(rawValue: try string())
        case "standing": parts.standing = try word()
        case "project": parts.project = try string()
        case "category": parts.category = try string()
        case "summary": parts.summary = try string()
        case "description": parts.description = try string()
        case "steps_to_reproduce": parts.stepsToReproduce = try string()
        case "additional_information": parts.additionalInformation = try string()
        case "kind": parts.kind = try word() as TicketKind
        case "level": parts.level = LevelName(rawValue: try string())
        case "status": parts.status = try word() as TicketStatus
        case "visibility": parts.visibility = try word()
        case "product_version": parts.productVersion = try string()
        case "target_version": parts.targetVersion = try string()
        case "fixed_in_version": parts.fixedInVersion = try string()
        default: return false
        }
        return true
    }

    /// False when the form has no such member.
    private mutating func readRest(_ name: String, _ parts: inout TicketParts) throws -> Bool {
        switch name {
        case "reporter": parts.reporter = try person()
        case "handler": parts.handler = try person()
        case "requester": parts.requester = try requester()
        case "submitted": parts.submitted = try instant()
        case "updated": parts.updated = try instant()
        case "due": parts.due = try instant()
        case "notes": parts.notes = try array { try $0.note() }
        case "attachments": parts.attachments = try array { try $0.attachment() }
        case "relationships": parts.relationships = try array { try $0.relationship() }
        case "tags": parts.tags = try array { try $0.string() }
        case "custom_fields":
            parts.customFields = try array { reader in
                let (name, value) = try reader.pair("name", "value")
                return CustomField(name: name, value: value)
            }
        case "timeline": parts.timeline = try array { try $0.event() }
        case "gaps":
            parts.gaps = try array { reader in
                let (field, value) = try reader.pair("field", "value")
                return Ticket.Gap(field: field, value: value)
            }
        default: return false
        }
        return true
    }

    // MARK: Parts

    mutating func person() throws -> Person {
        var id: Int?
        var person = Person(id: 0)
        try object { reader, name in
            switch name {
            case "id": id = try reader.integer()
            case "name": person.name = try reader.string()
            case "real_name": person.realName = try reader.string()
            case "email": person.email = try reader.string()
            default: throw reader.unreadable
            }
        }
        guard let id else { throw unreadable }
        person.id = id
        return person
    }

    private mutating func requester() throws -> Requester {
        var requester = Requester()
        try object { reader, name in
            switch name {
            case "nit": requester.nit = try reader.string()
            case "company": requester.company = try reader.string()
            case "contact": requester.contact = try reader.string()
            case "email": requester.email = try reader.string()
            case "phone": requester.phone = try reader.string()
            case "contact_hours": requester.contactHours = try reader.string()
            default: throw reader.unreadable
            }
        }
        return requester
    }

    private mutating func note() throws -> Note {
        var id: Int?
        var author: Person?
        var text: String?
        var visibility: Visibility?
        var submitted: Instant?
        var modified: Instant?
        try object { reader, name in
            switch name {
            case "id": id = try reader.integer()
            case "author": author = try reader.person()
            case "text": text = try reader.string()
            case "visibility": visibility = try reader.word() as Visibility
            case "submitted": submitted = try reader.instant()
            case "modified": modified = try reader.instant()
            default: throw reader.unreadable
            }
        }
        guard let id, let author, let text, let visibility, let submitted, let modified else { throw unreadable }
        return Note(
            id: NoteID(rawValue: id),
            author: author,
            text: text,
            visibility: visibility,
            submitted: submitted,
            modified: modified
        )
    }

    private mutating func attachment() throws -> Attachment {
        var id: Int?
        var filename: String?
        var size: Int?
        var contentType: String?
        var submitted: Instant?
        try object { reader, name in
            switch name {
            case "id": id = try reader.integer()
            case "filename": filename = try reader.string()
            case "size": size = try reader.integer()
            case "content_type": contentType = try reader.string()
            case "submitted": submitted = try reader.instant()
            default: throw reader.unreadable
            }
        }
        guard let id, let filename, let size, let contentType, let submitted else { throw unreadable }
        return Attachment(id: id, filename: filename, size: size, contentType: contentType, submitted: submitted)
    }

    private mutating func relationship() throws -> Relationship {
        var kind: Relationship.Kind?
        var issue: Int?
        try object { reader, name in
            switch name {
            case "kind": kind = try reader.word() as Relationship.Kind
            case "issue": issue = try reader.integer()
            default: throw reader.unreadable
            }
        }
        guard let kind, let issue else { throw unreadable }
        return Relationship(kind: kind, issue: issue)
    }

    /// An object of two texts.
    private mutating func pair(_ first: String, _ second: String) throws -> (String, String) {
        var one: String?
        var other: String?
        try object { reader, name in
            switch name {
            case first: one = try reader.string()
            case second: other = try reader.string()
            default: throw reader.unreadable
            }
        }
        guard let one, let other else { throw unreadable }
        return (one, other)
    }
}

/// The members of a ticket while they are read.
private struct TicketParts {
    var format: String?
    var id: TicketID?
    var scope: String?
    var policy: PolicyName?
    var standing: Standing?
    var project: String?
    var category: String?
    var summary: String?
    var description: String?
    var stepsToReproduce: String?
    var additionalInformation: String?
    var kind: TicketKind?
    var level: LevelName?
    var status: TicketStatus?
    var visibility: Visibility?
    var reporter: Person?
    var handler: Person?
    var requester: Requester?
    var submitted: Instant?
    var updated: Instant?
    var due: Instant?
    var productVersion: String?
    var targetVersion: String?
    var fixedInVersion: String?
    var notes: [Note]?
    var attachments: [Attachment]?
    var relationships: [Relationship]?
    var tags: [String]?
    var customFields: [CustomField]?
    var timeline: [Event]?
    var gaps: [Ticket.Gap]?

    /// Nil when a member is missing or the form is another.
    var ticket: Ticket? {
        guard format == Ticket.format, let id, let scope, let policy, let standing, let project, let summary,
            let description, let visibility, let reporter, let requester, let submitted, let updated, let notes,
            let attachments, let relationships, let tags, let customFields, let timeline, let gaps
        else { return nil }
        return Ticket(
            id: id,
            scope: scope,
            policy: policy,
            standing: standing,
            project: project,
            category: category,
            summary: summary,
            description: description,
            stepsToReproduce: stepsToReproduce,
            additionalInformation: additionalInformation,
            kind: kind,
            level: level,
            status: status,
            visibility: visibility,
            reporter: reporter,
            handler: handler,
            requester: requester,
            submitted: submitted,
            updated: updated,
            due: due,
            productVersion: productVersion,
            targetVersion: targetVersion,
            fixedInVersion: fixedInVersion,
            notes: notes,
            attachments: attachments,
            relationships: relationships,
            tags: tags,
            customFields: customFields,
            timeline: timeline,
            gaps: gaps
        )
    }
}
