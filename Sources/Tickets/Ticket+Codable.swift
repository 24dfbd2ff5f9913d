extension Ticket: Codable {
    /// The version of the exchange form; a reader refuses any other.
    package static let format = "mantis-bridge/ticket@1"

    private enum Key: String, CodingKey {
        case format, id, scope, policy, standing, project, category, summary, description, kind, level, status,
            visibility
        case reporter, handler, requester, submitted, updated, due, notes, attachments, relationships, tags, timeline,
            gaps
        case stepsToReproduce = "steps_to_reproduce"
        case additionalInformation = "additional_information"
        case productVersion = "product_version"
        case targetVersion = "target_version"
        case fixedInVersion = "fixed_in_version"
        case customFields = "custom_fields"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let format = try container.decode(String.self, forKey: .format)
        guard format == Self.format else {
            throw DecodingError.dataCorruptedError(
                forKey: .format,
                in: container,
                debugDescription: "this is “\(format)”; only “\(Self.format)” can be read"
            )
        }
        self.init(
            id: try container.decode(TicketID.self, forKey: .id),
            scope: try container.decode(String.self, forKey: .scope),
            policy: try container.decode(PolicyName.self, forKey: .policy),
            standing: try container.decode(Standing.self, forKey: .standing),
            project: try container.decode(String.self, forKey: .project),
            category: try container.decodeIfPresent(String.self, forKey: .category),
            summary: try container.decode(String.self, forKey: .summary),
            description: try container.decode(String.self, forKey: .description),
            stepsToReproduce: try container.decodeIfPresent(String.self, forKey: .stepsToReproduce),
            additionalInformation: try container.decodeIfPresent(String.self, forKey: .additionalInformation),
            kind: try container.decodeIfPresent(TicketKind.self, forKey: .kind),
            level: try container.decodeIfPresent(LevelName.self, forKey: .level),
            status: try container.decodeIfPresent(TicketStatus.self, forKey: .status),
            visibility: try container.decode(Visibility.self, forKey: .visibility),
            reporter: try container.decode(Person.self, forKey: .reporter),
            handler: try container.decodeIfPresent(Person.self, forKey: .handler),
            requester: try container.decode(Requester.self, forKey: .requester),
            submitted: try container.decode(Instant.self, forKey: .submitted),
            updated: try container.decode(Instant.self, forKey: .updated),
            due: try container.decodeIfPresent(Instant.self, forKey: .due),
            productVersion: try container.decodeIfPresent(String.self, forKey: .productVersion),
            targetVersion: try container.decodeIfPresent(String.self, forKey: .targetVersion),
            fixedInVersion: try container.decodeIfPresent(String.self, forKey: .fixedInVersion),
            notes: try container.decode([Note].self, forKey: .notes),
            attachments: try container.decode([Attachment].self, forKey: .attachments),
            relationships: try container.decode([Relationship].self, forKey: .relationships),
            tags: try container.decode([String].self, forKey: .tags),
            customFields: try container.decode([CustomField].self, forKey: .customFields),
            timeline: try container.decode([Event].self, forKey: .timeline),
            gaps: try container.decode([Gap].self, forKey: .gaps)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.format, forKey: .format)
        try container.encode(id, forKey: .id)
        try container.encode(scope, forKey: .scope)
        try container.encode(policy, forKey: .policy)
        try container.encode(standing, forKey: .standing)
        try container.encode(project, forKey: .project)
        try container.encodeIfPresent(category, forKey: .category)
        try container.encode(summary, forKey: .summary)
        try container.encode(description, forKey: .description)
        try container.encodeIfPresent(stepsToReproduce, forKey: .stepsToReproduce)
        try container.encodeIfPresent(additionalInformation, forKey: .additionalInformation)
        try container.encodeIfPresent(kind, forKey: .kind)
        try container.encodeIfPresent(level, forKey: .level)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encode(visibility, forKey: .visibility)
        try container.encode(reporter, forKey: .reporter)
        try container.encodeIfPresent(handler, forKey: .handler)
        try container.encode(requester, forKey: .requester)
        try container.encode(submitted, forKey: .submitted)
        try container.encode(updated, forKey: .updated)
        try container.encodeIfPresent(due, forKey: .due)
        try container.encodeIfPresent(productVersion, forKey: .productVersion)
        try container.encodeIfPresent(targetVersion, forKey: .targetVersion)
        try container.encodeIfPresent(fixedInVersion, forKey: .fixedInVersion)
        try container.encode(notes, forKey: .notes)
        try container.encode(attachments, forKey: .attachments)
        try container.encode(relationships, forKey: .relationships)
        try container.encode(tags, forKey: .tags)
        try container.encode(customFields, forKey: .customFields)
        try container.encode(timeline, forKey: .timeline)
        try container.encode(gaps, forKey: .gaps)
    }
}
