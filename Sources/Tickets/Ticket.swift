/// One request for support, whichever of the policies it falls under: the unified model and, as JSON, the exchange form
/// described by `mappings/ticket.schema.json`.
package struct Ticket: Hashable, Sendable {
    package var id: TicketID
    /// The configured scope it was found through, for example `ws`.
    package var scope: String
    package var policy: PolicyName
    package var standing: Standing

    package var project: String
    package var category: String?
    package var summary: String
    package var description: String
    package var stepsToReproduce: String?
    package var additionalInformation: String?

    /// Nil when the mapping has no kind for what Mantis says; then ``gaps`` names the value.
    package var kind: TicketKind?
    /// Nil when the mapping has no level for what Mantis says; then ``gaps`` names the value.
    package var level: LevelName?
    /// Nil when the mapping has no word for the Mantis status; then ``gaps`` names it.
    package var status: TicketStatus?
    package var visibility: Visibility

    /// The account that filed it.
    package var reporter: Person
    /// The account it is assigned to; nil when nobody has it.
    package var handler: Person?
    package var requester: Requester

    package var submitted: Instant
    /// When Mantis last changed it, by the server's clock.
    package var updated: Instant
    package var due: Instant?

    package var productVersion: String?
    package var targetVersion: String?
    package var fixedInVersion: String?

    package var notes: [Note]
    package var attachments: [Attachment]
    package var relationships: [Relationship]
    package var tags: [String]
    /// Every custom field the account may read, unfiltered, in the server's order.
    package var customFields: [CustomField]
    /// What happened, oldest first.
    package var timeline: [Event]
    /// What could not be mapped. A gap stops only the field it names.
    package var gaps: [Gap]

    /// A value of Mantis for which the mapping has no word.
    package struct Gap: Hashable, Codable, Sendable {
        /// The ticket's field that was left out, for example `level`.
        package var field: String
        /// What Mantis said, for example `category “Otros”`.
        package var value: String

        package init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }

    package init(
        id: TicketID,
        scope: String,
        policy: PolicyName,
        standing: Standing = .inScope,
        project: String,
        category: String? = nil,
        summary: String,
        description: String,
        stepsToReproduce: String? = nil,
        additionalInformation: String? = nil,
        kind: TicketKind? = nil,
        level: LevelName? = nil,
        status: TicketStatus? = nil,
        visibility: Visibility = .public,
        reporter: Person,
        handler: Person? = nil,
        requester: Requester = Requester(),
        submitted: Instant,
        updated: Instant,
        due: Instant? = nil,
        productVersion: String? = nil,
        targetVersion: String? = nil,
        fixedInVersion: String? = nil,
        notes: [Note] = [],
        attachments: [Attachment] = [],
        relationships: [Relationship] = [],
        tags: [String] = [],
        customFields: [CustomField] = [],
        timeline: [Event] = [],
        gaps: [Gap] = []
    ) {
        self.id = id
        self.scope = scope
        self.policy = policy
        self.standing = standing
        self.project = project
        self.category = category
        self.summary = summary
        self.description = description
        self.stepsToReproduce = stepsToReproduce
        self.additionalInformation = additionalInformation
        self.kind = kind
        self.level = level
        self.status = status
        self.visibility = visibility
        self.reporter = reporter
        self.handler = handler
        self.requester = requester
        self.submitted = submitted
        self.updated = updated
        self.due = due
        self.productVersion = productVersion
        self.targetVersion = targetVersion
        self.fixedInVersion = fixedInVersion
        self.notes = notes
        self.attachments = attachments
        self.relationships = relationships
        self.tags = tags
        self.customFields = customFields
        self.timeline = timeline
        self.gaps = gaps
    }
}
