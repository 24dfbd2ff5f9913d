package import MantisConnect

/// Something a person does in the web pages.
package enum Deed: Hashable, Sendable {
    /// Files an issue in a project.
    case file(project: String, category: String, summary: String, description: String, handler: String?)
    case edit(IssueID, IssueEdit)
    case note(IssueID, String, isPrivate: Bool = false)
    case editNote(IssueNoteID, String)
    case setNotePrivacy(IssueNoteID, Bool)
    case deleteNote(IssueNoteID)
    case attach(IssueID, name: String, type: String, content: [UInt8])
    case monitor(IssueID, Bool)
    case tag(IssueID, String)
    case delete(IssueID)
}

/// Fields of an issue to change; nil leaves a field as it is.
package struct IssueEdit: Hashable, Sendable {
    package var status: Int?
    package var resolution: Int?
    /// A user's name; blank unassigns.
    package var handler: String?
    package var reporter: String?
    package var priority: Int?
    package var severity: Int?
    /// A project's name: moves the issue. Without a category of the same name there, the issue loses its category.
    package var project: String?
    package var category: String?
    package var summary: String?
    package var description: String?
    package var version: String?
    package var targetVersion: String?
    package var isPrivate: Bool?
    package var isSticky: Bool?
    /// Seconds since 1970; `.some(nil)` clears it.
    package var dueDate: Int64??
    /// By field name.
    package var customFields: [String: String]

    package init(
        status: Int? = nil,
        resolution: Int? = nil,
        handler: String? = nil,
        reporter: String? = nil,
        priority: Int? = nil,
        severity: Int? = nil,
        project: String? = nil,
        category: String? = nil,
        summary: String? = nil,
        description: String? = nil,
        version: String? = nil,
        targetVersion: String? = nil,
        isPrivate: Bool? = nil,
        isSticky: Bool? = nil,
        dueDate: Int64?? = nil,
        customFields: [String: String] = [:]
    ) {
        self.status = status
        self.resolution = resolution
        self.handler = handler
        self.reporter = reporter
        self.priority = priority
        self.severity = severity
        self.project = project
        self.category = category
        self.summary = summary
        self.description = description
        self.version = version
        self.targetVersion = targetVersion
        self.isPrivate = isPrivate
        self.isSticky = isSticky
        self.dueDate = dueDate
        self.customFields = customFields
    }
}
