import MantisConnect
import SOAP

/// A record taken apart into lines such as `.status.id = 50`, in the wire's names: the form of `Fixtures/values`, which
/// another XML library read out of the same recordings.
struct Members {
    private(set) var lines: [String] = []

    mutating func text(_ path: String, _ value: String?) {
        guard let value else { return }
        let escaped = value.map { character in
            switch character {
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\r\n": "\\r\\n"
            default: String(character)
            }
        }
        lines.append("\(path) = \(escaped.joined())")
    }

    mutating func number(_ path: String, _ value: Int?) {
        text(path, value.map(String.init))
    }

    mutating func flag(_ path: String, _ value: Bool?) {
        text(path, value.map(String.init))
    }

    mutating func date(_ path: String, _ value: DateTime?) {
        guard let value else { return }
        let sign = value.offsetSeconds < 0 ? "" : "+"
        text(path, "\(value.epochSeconds)\(sign)\(value.offsetSeconds)")
    }

    mutating func reference(_ path: String, _ value: Reference?) {
        number(path + ".id", value?.id)
        text(path + ".name", value?.name)
    }

    mutating func account(_ path: String, _ value: Account?) {
        number(path + ".id", value?.id.rawValue)
        text(path + ".name", value?.name)
        text(path + ".real_name", value?.realName)
        text(path + ".email", value?.email)
    }

    mutating func list<Item>(_ path: String, _ items: [Item], _ add: (inout Members, String, Item) -> Void) {
        for (index, item) in items.enumerated() { add(&self, "\(path)[\(index)]", item) }
    }
}

extension Members {
    mutating func issue(_ path: String, _ issue: Issue) {
        number(path + ".id", issue.id.rawValue)
        reference(path + ".view_state", issue.viewState)
        date(path + ".last_updated", issue.lastUpdated)
        reference(path + ".project", issue.project)
        text(path + ".category", issue.category)
        reference(path + ".priority", issue.priority)
        reference(path + ".severity", issue.severity)
        reference(path + ".status", issue.status)
        account(path + ".reporter", issue.reporter)
        text(path + ".summary", issue.summary)
        text(path + ".version", issue.version)
        text(path + ".build", issue.build)
        text(path + ".platform", issue.platform)
        text(path + ".os", issue.os)
        text(path + ".os_build", issue.osBuild)
        reference(path + ".reproducibility", issue.reproducibility)
        date(path + ".date_submitted", issue.dateSubmitted)
        number(path + ".sponsorship_total", issue.sponsorshipTotal)
        account(path + ".handler", issue.handler)
        reference(path + ".projection", issue.projection)
        reference(path + ".eta", issue.eta)
        reference(path + ".resolution", issue.resolution)
        text(path + ".fixed_in_version", issue.fixedInVersion)
        text(path + ".target_version", issue.targetVersion)
        text(path + ".description", issue.description)
        text(path + ".steps_to_reproduce", issue.stepsToReproduce)
        text(path + ".additional_information", issue.additionalInformation)
        switch issue.dueDate {
        case .absent: break
        case .null: text(path + ".due_date", "nil")
        case .value(let value): date(path + ".due_date", value)
        }
        flag(path + ".sticky", issue.sticky)
        issueLists(path, issue)
    }

    private mutating func issueLists(_ path: String, _ issue: Issue) {
        list(path + ".attachments", issue.attachments) { members, path, file in
            members.number(path + ".id", file.id)
            members.text(path + ".filename", file.filename)
            members.number(path + ".size", file.size)
            members.text(path + ".content_type", file.contentType)
            members.date(path + ".date_submitted", file.dateSubmitted)
            members.text(path + ".download_url", file.downloadURL)
            members.number(path + ".user_id", file.userID?.rawValue)
        }
        list(path + ".relationships", issue.relationships) { members, path, relationship in
            members.number(path + ".id", relationship.id)
            members.reference(path + ".type", relationship.type)
            members.number(path + ".target_id", relationship.target.rawValue)
        }
        list(path + ".notes", issue.notes) { members, path, note in
            members.number(path + ".id", note.id.rawValue)
            members.account(path + ".reporter", note.reporter)
            members.text(path + ".text", note.text)
            members.reference(path + ".view_state", note.viewState)
            members.date(path + ".date_submitted", note.dateSubmitted)
            members.date(path + ".last_modified", note.lastModified)
            members.number(path + ".time_tracking", note.timeTracking)
            members.number(path + ".note_type", note.type)
            members.text(path + ".note_attr", note.attribute)
        }
        list(path + ".custom_fields", issue.customFields) { members, path, value in
            members.reference(path + ".field", value.field)
            members.text(path + ".value", value.value)
        }
        list(path + ".monitors", issue.monitors) { members, path, account in members.account(path, account) }
        list(path + ".tags", issue.tags) { members, path, tag in members.reference(path, tag) }
    }

    mutating func header(_ path: String, _ header: IssueHeader) {
        number(path + ".id", header.id.rawValue)
        number(path + ".view_state", header.viewState)
        date(path + ".last_updated", header.lastUpdated)
        number(path + ".project", header.project.rawValue)
        text(path + ".category", header.category)
        number(path + ".priority", header.priority)
        number(path + ".severity", header.severity)
        number(path + ".status", header.status)
        number(path + ".reporter", header.reporter.rawValue)
        text(path + ".summary", header.summary)
        number(path + ".handler", header.handler?.rawValue)
        number(path + ".resolution", header.resolution)
        number(path + ".attachments_count", header.attachmentsCount)
        number(path + ".notes_count", header.notesCount)
    }

    mutating func history(_ path: String, _ entry: HistoryEntry) {
        number(path + ".date", Int(entry.date))
        number(path + ".userid", entry.user.rawValue)
        text(path + ".username", entry.userName)
        text(path + ".field", entry.field)
        number(path + ".type", entry.kind.rawValue)
        text(path + ".old_value", entry.oldValue)
        text(path + ".new_value", entry.newValue)
    }

    mutating func project(_ path: String, _ project: Project) {
        number(path + ".id", project.id.rawValue)
        text(path + ".name", project.name)
        reference(path + ".status", project.status)
        flag(path + ".enabled", project.enabled)
        reference(path + ".view_state", project.viewState)
        reference(path + ".access_min", project.accessMinimum)
        text(path + ".file_path", project.filePath)
        text(path + ".description", project.description)
        list(path + ".subprojects", project.subprojects) { members, path, child in members.project(path, child) }
    }

    mutating func version(_ path: String, _ version: ProjectVersion) {
        number(path + ".id", version.id)
        text(path + ".name", version.name)
        number(path + ".project_id", version.project.rawValue)
        date(path + ".date_order", version.dateOrder)
        text(path + ".description", version.description)
        flag(path + ".released", version.released)
        flag(path + ".obsolete", version.obsolete)
    }

    mutating func customField(_ path: String, _ field: CustomFieldDefinition) {
        reference(path + ".field", field.field)
        number(path + ".type", field.type)
        text(path + ".possible_values", field.possibleValues)
        text(path + ".default_value", field.defaultValue)
        text(path + ".valid_regexp", field.validRegularExpression)
        number(path + ".access_level_r", field.accessLevelRead)
        number(path + ".access_level_rw", field.accessLevelWrite)
        number(path + ".length_min", field.lengthMinimum)
        number(path + ".length_max", field.lengthMaximum)
        flag(path + ".display_report", field.displayReport)
        flag(path + ".display_update", field.displayUpdate)
        flag(path + ".display_resolved", field.displayResolved)
        flag(path + ".display_closed", field.displayClosed)
        flag(path + ".require_report", field.requireReport)
        flag(path + ".require_update", field.requireUpdate)
        flag(path + ".require_resolved", field.requireResolved)
        flag(path + ".require_closed", field.requireClosed)
    }
}
