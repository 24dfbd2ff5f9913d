package import SOAP

/// `IssueData`: one issue with everything the account may read (reference §2.3). An optional field is nil when the
/// server left it out or sent nil, which for these fields mean the same.
package struct Issue: Hashable, Sendable {
    package var id: IssueID
    package var viewState: Reference?
    package var lastUpdated: DateTime
    package var project: Reference
    /// By name; blank when the issue has none.
    package var category: String?
    package var priority: Reference?
    package var severity: Reference?
    package var status: Reference
    /// Absent when the server did not send one.
    package var reporter: Account?
    package var summary: String
    package var version: String?
    package var build: String?
    package var platform: String?
    package var os: String?
    package var osBuild: String?
    package var reproducibility: Reference?
    package var dateSubmitted: DateTime
    package var sponsorshipTotal: Int?
    /// Nil when unassigned, or when the account may not see who it is.
    package var handler: Account?
    package var projection: Reference?
    package var eta: Reference?
    package var resolution: Reference?
    package var fixedInVersion: String?
    package var targetVersion: String?
    package var description: String
    package var stepsToReproduce: String?
    package var additionalInformation: String?
    package var attachments: [IssueAttachment]
    package var relationships: [IssueRelationship]
    /// Oldest first.
    package var notes: [IssueNote]
    package var customFields: [CustomFieldValue]
    /// Absent when the account may not see due dates.
    package var dueDate: Field<DateTime>
    package var monitors: [Account]
    package var sticky: Bool?
    package var tags: [Reference]

    package init(
        id: IssueID,
        viewState: Reference? = nil,
        lastUpdated: DateTime,
        project: Reference,
        category: String? = nil,
        priority: Reference? = nil,
        severity: Reference? = nil,
        status: Reference,
        reporter: Account? = nil,
        summary: String,
        version: String? = nil,
        build: String? = nil,
        platform: String? = nil,
        os: String? = nil,
        osBuild: String? = nil,
        reproducibility: Reference? = nil,
        dateSubmitted: DateTime,
        sponsorshipTotal: Int? = nil,
        handler: Account? = nil,
        projection: Reference? = nil,
        eta: Reference? = nil,
        resolution: Reference? = nil,
        fixedInVersion: String? = nil,
        targetVersion: String? = nil,
        description: String,
        stepsToReproduce: String? = nil,
        additionalInformation: String? = nil,
        attachments: [IssueAttachment] = [],
        relationships: [IssueRelationship] = [],
        notes: [IssueNote] = [],
        customFields: [CustomFieldValue] = [],
        dueDate: Field<DateTime> = .absent,
        monitors: [Account] = [],
        sticky: Bool? = nil,
        tags: [Reference] = []
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
        self.version = version
        self.build = build
        self.platform = platform
        self.os = os
        self.osBuild = osBuild
        self.reproducibility = reproducibility
        self.dateSubmitted = dateSubmitted
        self.sponsorshipTotal = sponsorshipTotal
        self.handler = handler
        self.projection = projection
        self.eta = eta
        self.resolution = resolution
        self.fixedInVersion = fixedInVersion
        self.targetVersion = targetVersion
        self.description = description
        self.stepsToReproduce = stepsToReproduce
        self.additionalInformation = additionalInformation
        self.attachments = attachments
        self.relationships = relationships
        self.notes = notes
        self.customFields = customFields
        self.dueDate = dueDate
        self.monitors = monitors
        self.sticky = sticky
        self.tags = tags
    }
}
