extension AnswerWriter {
    /// `IssueData`, its members in the order of the WSDL, as `reader` may see them (reference §1.3, §2.3).
    mutating func issue(_ name: String, _ issue: IssueRow, in instance: Instance, for reader: UserRow) {
        structure(name, type: "IssueData") { out in
            out.identity(of: issue, in: instance, for: reader)
            out.text(of: issue, in: instance, for: reader)
            out.attached(to: issue, in: instance, for: reader)
            out.customFields(of: issue, in: instance, for: reader)
            out.circumstances(of: issue, in: instance, for: reader)
        }
    }

    private mutating func identity(of issue: IssueRow, in instance: Instance, for reader: UserRow) {
        integer("id", issue.id)
        label("view_state", .viewState, issue.viewState, instance, reader)
        dateTime("last_updated", issue.lastUpdated)
        reference("project", issue.project, instance.projects[issue.project]?.name ?? "")
        string("category", instance.categoryName(issue.category))
        label("priority", .priority, issue.priority, instance, reader)
        label("severity", .severity, issue.severity, instance, reader)
        label("status", .status, issue.status, instance, reader)
        account("reporter", instance.accountAnswer(issue.reporter, for: reader))
        cleanString("summary", issue.summary)
        knownVersion("version", issue.version, issue, instance)
        let showsUnused = !instance.behaviour.reading.hidesUnused
        if showsUnused || instance.settings.isOn("enable_product_build") { optionalString("build", issue.build) }
        optionalString("platform", issue.platform)
        optionalString("os", issue.os)
        optionalString("os_build", issue.osBuild)
        label("reproducibility", .reproducibility, issue.reproducibility, instance, reader)
        dateTime("date_submitted", issue.submitted)
        integer("sponsorship_total", 0)
        if issue.handler != 0, instance.showsHandler(of: issue, to: reader) {
            account("handler", instance.accountAnswer(issue.handler, for: reader))
        } else if style == .nusoap {
            null("handler")
        }
    }

    private mutating func text(of issue: IssueRow, in instance: Instance, for reader: UserRow) {
        let showsUnused = !instance.behaviour.reading.hidesUnused
        if showsUnused || instance.settings.isOn("enable_projection") {
            label("projection", .projection, issue.projection, instance, reader)
        }
        if showsUnused || instance.settings.isOn("enable_eta") { label("eta", .eta, issue.eta, instance, reader) }
        label("resolution", .resolution, issue.resolution, instance, reader)
        knownVersion("fixed_in_version", issue.fixedInVersion, issue, instance)
        knownVersion("target_version", issue.targetVersion, issue, instance)
        cleanString("description", issue.description)
        optionalCleanString("steps_to_reproduce", issue.stepsToReproduce)
        optionalCleanString("additional_information", issue.additionalInformation)
    }

    private mutating func attached(to issue: IssueRow, in instance: Instance, for reader: UserRow) {
        let hidesNoteFiles = instance.behaviour.reading.hidesNoteFiles
        let files = instance.visibleAttachments(of: issue, for: reader).filter { $0.note == nil || !hidesNoteFiles }
        array("attachments", of: "AttachmentData", count: files.count) { out in
            for file in files { out.attachment(file, base: instance.settings["path"]) }
        }
        let relationships = issue.relationships.compactMap { instance.relationships[$0] }
            .map { (row: $0, seen: $0.seen(from: issue.id)) }
            .filter { instance.issues[$0.seen.other].map { instance.maySee($0, reader) } ?? false }
        if !relationships.isEmpty {
            array("relationships", of: "RelationshipData", count: relationships.count) { out in
                for (row, seen) in relationships {
                    out.structure("item", type: "RelationshipData") { out in
                        out.integer("id", row.id)
                        out.reference("type", seen.type, RelationshipRow.label(of: seen.type))
                        out.integer("target_id", seen.other)
                    }
                }
            }
        }
        let notes = instance.visibleNotes(of: issue, for: reader)
        let hasTypes = instance.behaviour.reading.hasNoteTypes
        if !notes.isEmpty {
            array("notes", of: "IssueNoteData", count: notes.count) { out in
                for note in notes {
                    out.note(
                        note,
                        reporter: instance.accountAnswer(note.reporter, for: reader),
                        viewState: instance.label(.viewState, note.viewState, for: reader),
                        hasType: hasTypes
                    )
                }
            }
        }
    }

    private mutating func customFields(of issue: IssueRow, in instance: Instance, for reader: UserRow) {
        let level = instance.level(of: reader, in: issue.project)
        let fields = (instance.projects[issue.project]?.customFields ?? [])
            .compactMap { instance.customFields[$0] }.filter { $0.readLevel <= level }
        guard !fields.isEmpty else { return }
        array("custom_fields", of: "CustomFieldValueForIssueData", count: fields.count) { out in
            for field in fields {
                out.structure("item", type: "CustomFieldValueForIssueData") { out in
                    out.reference("field", field.id, field.name)
                    out.string("value", issue.customValues[field.id] ?? "")
                }
            }
        }
    }

    private mutating func circumstances(of issue: IssueRow, in instance: Instance, for reader: UserRow) {
        if instance.reaches("due_date_view_threshold", reader, in: issue.project) {
            if let date = issue.dueDate { dateTime("due_date", date) } else { nullDateTime("due_date") }
        }
        guard instance.behaviour.reading.hasMonitors else { return }
        let showsMonitors = instance.reaches("show_monitor_list_threshold", reader, in: issue.project)
        let monitors = (showsMonitors ? issue.monitors : []).filter { instance.users[$0] != nil }.sorted()
        array("monitors", of: "AccountData", count: monitors.count) { out in
            for monitor in monitors { out.account("item", instance.accountAnswer(monitor, for: reader)) }
        }
        guard instance.behaviour.reading.hasTags else { return }
        boolean("sticky", issue.sticky)
        let showsTags = instance.reaches("tag_view_threshold", reader, in: issue.project)
        let tags = (showsTags ? issue.tags : []).compactMap { instance.tags[$0] }.sorted { $0.name < $1.name }
        array("tags", of: "ObjectRef", count: tags.count) { out in
            for tag in tags { out.reference("item", tag.id, tag.name) }
        }
    }

    private mutating func label(
        _ name: String,
        _ enumeration: ServerEnumeration,
        _ id: Int,
        _ instance: Instance,
        _ reader: UserRow
    ) {
        reference(name, id, instance.label(enumeration, id, for: reader))
    }

    /// A version that the project no longer has is not told (reference §2.3).
    private mutating func knownVersion(_ name: String, _ version: String, _ issue: IssueRow, _ instance: Instance) {
        let isHidden =
            !version.isEmpty && instance.behaviour.reading.hidesUnused
            && instance.version(named: version, in: issue.project) == nil
        optionalString(name, isHidden ? "" : version)
    }
}

extension Instance {
    fileprivate func showsHandler(of issue: IssueRow, to reader: UserRow) -> Bool {
        !behaviour.reading.guardsHandler || reaches("view_handler_threshold", reader, in: issue.project)
    }
}

extension AnswerWriter {
    /// `IssueHeaderData`: all members always there.
    mutating func header(_ issue: IssueRow, in instance: Instance, for reader: UserRow) {
        structure("item", type: "IssueHeaderData") { out in
            out.integer("id", issue.id)
            out.integer("view_state", issue.viewState)
            out.dateTime("last_updated", issue.lastUpdated)
            out.integer("project", issue.project)
            out.string("category", instance.categoryName(issue.category))
            out.integer("priority", issue.priority)
            out.integer("severity", issue.severity)
            out.integer("status", issue.status)
            out.integer("reporter", issue.reporter)
            out.cleanString("summary", issue.summary)
            // Told to everybody, although the whole issue keeps it back.
            if issue.handler != 0 { out.integer("handler", issue.handler) } else { out.null("handler") }
            out.integer("resolution", issue.resolution)
            out.integer("attachments_count", instance.visibleAttachments(of: issue, for: reader).count)
            out.integer("notes_count", instance.visibleNotes(of: issue, for: reader).count)
        }
    }
}

extension RelationshipRow {
    static func isKnown(_ type: Int) -> Bool { (0...4).contains(type) }

    static func label(of type: Int) -> String {
        switch type {
        case 0: "duplicate of"
        case 1: "related to"
        case 2: "parent of"
        case 3: "child of"
        case 4: "has duplicate"
        default: "@\(type)@"
        }
    }
}
