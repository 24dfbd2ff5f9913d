import SOAP

/// The members of the WSDL's types that the records read. A case's name is the wire's in camel case: `viewState` is
/// `view_state`.
enum Member: UInt8, CaseIterable {
    // Everywhere
    case id, name
    // IssueData and IssueHeaderData
    case viewState, lastUpdated, project, category, priority, severity, status, reporter, summary
    case version, build, platform, os, osBuild, reproducibility, dateSubmitted, sponsorshipTotal, handler
    case projection, eta, resolution, fixedInVersion, targetVersion
    case description, stepsToReproduce, additionalInformation
    case attachments, relationships, notes, customFields, dueDate, monitors, sticky, tags
    case attachmentsCount, notesCount
    // AccountData and UserData
    case realName, email, accountData, accessLevel, timezone
    // IssueNoteData
    case text, lastModified, timeTracking, noteType, noteAttr
    // AttachmentData
    case filename, size, contentType, downloadUrl, userId
    // RelationshipData and HistoryData
    case type, targetId, date, userid, username, field, oldValue, newValue
    // ProjectData and ProjectVersionData
    case enabled, accessMin, filePath, subprojects, projectId, dateOrder, released, obsolete
    // CustomFieldDefinitionData and CustomFieldValueForIssueData
    case value, possibleValues, defaultValue, validRegexp, accessLevelR, accessLevelRw, lengthMin, lengthMax
    case displayReport, displayUpdate, displayResolved, displayClosed
    case requireReport, requireUpdate, requireResolved, requireClosed
    // FilterData, TagData and TagDataSearchResult
    case owner, isPublic, filterString, url, dateCreated, dateUpdated, results, totalResults

    /// The name on the wire.
    var wireName: String {
        String(describing: self).reduce(into: "") { name, letter in
            name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }

    /// Every member, at the place its raw value says.
    static let vocabulary = Vocabulary(allCases.map(\.wireName))
}
