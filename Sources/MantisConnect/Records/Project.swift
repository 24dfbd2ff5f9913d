package import SOAP

/// `ProjectData`.
package struct Project: Hashable, Sendable {
    package var id: ProjectID
    package var name: String
    package var status: Reference?
    package var enabled: Bool
    package var viewState: Reference?
    package var accessMinimum: Reference?
    package var filePath: String?
    package var description: String?
    package var subprojects: [Project]

    package init(
        id: ProjectID,
        name: String,
        status: Reference? = nil,
        enabled: Bool = true,
        viewState: Reference? = nil,
        accessMinimum: Reference? = nil,
        filePath: String? = nil,
        description: String? = nil,
        subprojects: [Project] = []
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.enabled = enabled
        self.viewState = viewState
        self.accessMinimum = accessMinimum
        self.filePath = filePath
        self.description = description
        self.subprojects = subprojects
    }

    /// The project itself and all below it, each before what is below it.
    package var withSubprojects: [Project] { [self] + subprojects.flatMap(\.withSubprojects) }
}

/// `ProjectVersionData`.
package struct ProjectVersion: Hashable, Sendable {
    package var id: Int
    package var name: String
    package var project: ProjectID
    package var dateOrder: DateTime?
    package var description: String?
    package var released: Bool
    package var obsolete: Bool

    package init(
        id: Int,
        name: String,
        project: ProjectID,
        dateOrder: DateTime? = nil,
        description: String? = nil,
        released: Bool,
        obsolete: Bool
    ) {
        self.id = id
        self.name = name
        self.project = project
        self.dateOrder = dateOrder
        self.description = description
        self.released = released
        self.obsolete = obsolete
    }
}

/// `CustomFieldDefinitionData`.
package struct CustomFieldDefinition: Hashable, Sendable {
    package var field: Reference
    /// 0 string, 1 numeric, 2 float, 3 enum, 4 e-mail, 5 checkbox, 6 list, 7 multi-list, 8 date, 9 radio, 10 text area.
    package var type: Int
    /// `a|b|c`, or `=versions` and the like.
    package var possibleValues: String?
    package var defaultValue: String?
    package var validRegularExpression: String?
    package var accessLevelRead: Int?
    package var accessLevelWrite: Int?
    package var lengthMinimum: Int?
    package var lengthMaximum: Int?
    package var displayReport: Bool?
    package var displayUpdate: Bool?
    package var displayResolved: Bool?
    package var displayClosed: Bool?
    package var requireReport: Bool?
    package var requireUpdate: Bool?
    package var requireResolved: Bool?
    package var requireClosed: Bool?

    package init(field: Reference, type: Int) {
        self.field = field
        self.type = type
    }
}

/// `UserData`: who the given credentials belong to, from `mc_login`.
package struct LoginSession: Hashable, Sendable {
    package var account: Account
    /// The global access level: VIEWER 10, REPORTER 25, UPDATER 40, DEVELOPER 55, MANAGER 70, ADMINISTRATOR 90.
    package var accessLevel: Int
    /// The account's own preference; says nothing about the zone of the server's dates.
    package var timeZone: String?

    package init(account: Account, accessLevel: Int, timeZone: String? = nil) {
        self.account = account
        self.accessLevel = accessLevel
        self.timeZone = timeZone
    }
}
