import SOAP

extension Project {
    /// Reads `ProjectData` and the sub-projects in it.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            id: ProjectID(rawValue: try element.required(.id, element.integer(.id))),
            name: element.string(.name) ?? "",
            status: try element.record(.status, Reference.init),
            enabled: try element.boolean(.enabled) ?? true,
            viewState: try element.record(.viewState, Reference.init),
            accessMinimum: try element.record(.accessMin, Reference.init),
            filePath: element.string(.filePath),
            description: element.string(.description),
            subprojects: try element.records(.subprojects, Project.init)
        )
    }
}

extension ProjectVersion {
    /// Reads `ProjectVersionData`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            id: try element.required(.id, element.integer(.id)),
            name: element.string(.name) ?? "",
            project: ProjectID(rawValue: try element.required(.projectId, element.integer(.projectId))),
            dateOrder: try dates.dateTime(element, .dateOrder),
            description: element.string(.description),
            released: try element.boolean(.released) ?? false,
            obsolete: try element.boolean(.obsolete) ?? false
        )
    }
}

extension CustomFieldDefinition {
    /// Reads `CustomFieldDefinitionData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            field: try element.required(.field, element.record(.field, Reference.init)),
            type: try element.required(.type, element.integer(.type))
        )
        possibleValues = element.string(.possibleValues)
        defaultValue = element.string(.defaultValue)
        validRegularExpression = element.string(.validRegexp)
        accessLevelRead = try element.integer(.accessLevelR)
        accessLevelWrite = try element.integer(.accessLevelRw)
        lengthMinimum = try element.integer(.lengthMin)
        lengthMaximum = try element.integer(.lengthMax)
        displayReport = try element.boolean(.displayReport)
        displayUpdate = try element.boolean(.displayUpdate)
        displayResolved = try element.boolean(.displayResolved)
        displayClosed = try element.boolean(.displayClosed)
        requireReport = try element.boolean(.requireReport)
        requireUpdate = try element.boolean(.requireUpdate)
        requireResolved = try element.boolean(.requireResolved)
        requireClosed = try element.boolean(.requireClosed)
    }
}

extension LoginSession {
    /// Reads `UserData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            account: try element.required(.accountData, element.record(.accountData, Account.init)),
            accessLevel: try element.required(.accessLevel, element.integer(.accessLevel)),
            timeZone: element.string(.timezone)
        )
    }
}
