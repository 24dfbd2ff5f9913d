import SOAP

/// What the account may do to issues of the project beyond updating them. It decides what an update can send back.
package struct UpdateRights: Hashable, Sendable {
    /// It has view_handler_threshold: an issue without handler is unassigned, not hidden.
    package var seesHandlers: Bool
    /// It has due_date_update_threshold.
    package var writesDueDates: Bool

    package init(seesHandlers: Bool, writesDueDates: Bool) {
        self.seesHandlers = seesHandlers
        self.writesDueDates = writesDueDates
    }
}

/// A change of an issue, for `mc_issue_update`, which replaces more than it is told to (reference §2.6): made of the issue
/// as it was just read, it sends back what the server would otherwise change.
///
///     var update = IssueUpdate(echoing: try await client.issue(id), for: profile, rights: rights)
///     update.fields.status = EnumerationID(rawValue: 80)
///     update.fields.resolution = EnumerationID(rawValue: 20)
///     try await client.update(update)
///
/// Read the issue right before: whatever changed in between is overwritten. A version text that is no longer one of the
/// project's versions is not sent by servers since 2.5, so updates since 2.26.3 erase it.
package struct IssueUpdate: Hashable, Sendable {
    package let issue: IssueID
    /// What is sent; set what shall change.
    package var fields: IssueFields
    /// What the issue does not have, so that leaving it out takes nothing away.
    private let blank: Set<IssueField>
    /// What the account would change even by sending it back.
    private let unwritable: Set<IssueField>

    /// Echoes `issue` as far as the server that `profile` describes needs it (reference §5).
    package init(echoing issue: Issue, for profile: ServerProfile, rights: UpdateRights) {
        self.issue = issue.id
        var fields = IssueFields()
        for field in profile.echoedFields { fields.copy(field, from: issue) }
        self.fields = fields
        blank = Set(IssueField.allCases.filter { issue.isBlank($0, rights) })
        let losesDueDate = ServerDefect.dueDateErased.releases.contains(profile.version) && !rights.writesDueDates
        unwritable = losesDueDate && issue.dueDate.value != nil ? [.dueDate] : []
    }

    /// The fields that `profile`'s server would change although the update does not say so. Empty unless the account
    /// cannot see or write something that the server would blank.
    package func endangered(by profile: ServerProfile) -> [IssueField] {
        IssueField.allCases.filter { field in
            if unwritable.contains(field) { return true }
            return profile.effect(ofOmitting: field) != .kept && !fields.names(field) && !blank.contains(field)
        }
    }
}

extension ServerProfile {
    /// The fields that every update sends back (reference §5): all that an update changes by leaving them out, and in the
    /// older regimes those beside them.
    ///
    /// The version is an exception to reference §5: before 2.5 an omitted one is kept, and one sent back makes the
    /// update fail if the project does not have it (any more).
    package var echoedFields: [IssueField] {
        let fields: [IssueField] =
            switch updateRegime {
            case .r1:
                [
                    .project, .category, .summary, .description, .reporter, .handler, .fixedInVersion, .targetVersion,
                    .dueDate,
                ]
            case .r2, .r3:
                [
                    .project, .category, .summary, .description, .reporter, .handler, .version, .fixedInVersion,
                    .targetVersion, .dueDate,
                ]
            case .r4: [.category, .version, .fixedInVersion, .targetVersion]
            }
        return IssueField.allCases.filter { fields.contains($0) || effect(ofOmitting: $0) != .kept }
    }
}

extension Issue {
    /// The issue is known to have nothing in `field`.
    fileprivate func isBlank(_ field: IssueField, _ rights: UpdateRights) -> Bool {
        switch field {
        case .category: (category ?? "").isEmpty
        case .handler: handler == nil && rights.seesHandlers
        case .version: (version ?? "").isEmpty
        case .fixedInVersion: (fixedInVersion ?? "").isEmpty
        case .targetVersion: (targetVersion ?? "").isEmpty
        // Not shown means that the feature is off or the account below due_date_view_threshold, which is the default.
        case .dueDate: dueDate.value == nil
        case .stepsToReproduce: (stepsToReproduce ?? "").isEmpty
        case .additionalInformation: (additionalInformation ?? "").isEmpty
        case .build: (build ?? "").isEmpty
        case .platform: (platform ?? "").isEmpty
        case .os: (os ?? "").isEmpty
        case .osBuild: (osBuild ?? "").isEmpty
        case .sticky: sticky == nil
        case .customFields: customFields.isEmpty
        case .monitors: monitors.isEmpty
        case .tags: tags.isEmpty
        case .project, .summary, .description, .reporter, .priority, .severity, .reproducibility, .projection, .eta,
            .resolution, .status, .viewState:
            false
        }
    }
}

extension IssueFields {
    /// Takes one field as the issue has it; leaves out what the issue does not have.
    fileprivate mutating func copy(_ field: IssueField, from issue: Issue) {
        func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
        switch field {
        case .project: project = ProjectID(rawValue: issue.project.id)
        case .category: category = filled(issue.category)
        case .summary: summary = issue.summary
        case .description: description = issue.description
        case .reporter: reporter = issue.reporter?.id
        case .handler: handler = issue.handler.map { .account($0.id) }
        case .version: version = filled(issue.version)
        case .fixedInVersion: fixedInVersion = filled(issue.fixedInVersion)
        case .targetVersion: targetVersion = filled(issue.targetVersion)
        case .dueDate: dueDate = issue.dueDate.value.map { .value($0) } ?? .absent
        case .stepsToReproduce: stepsToReproduce = filled(issue.stepsToReproduce)
        case .additionalInformation: additionalInformation = filled(issue.additionalInformation)
        case .build: build = filled(issue.build)
        case .platform: platform = filled(issue.platform)
        case .os: os = filled(issue.os)
        case .osBuild: osBuild = filled(issue.osBuild)
        case .priority: priority = issue.priority.flatMap(EnumerationID.init)
        case .severity: severity = issue.severity.flatMap(EnumerationID.init)
        case .reproducibility: reproducibility = issue.reproducibility.flatMap(EnumerationID.init)
        case .projection: projection = issue.projection.flatMap(EnumerationID.init)
        case .eta: eta = issue.eta.flatMap(EnumerationID.init)
        case .resolution: resolution = issue.resolution.flatMap(EnumerationID.init)
        case .status: status = EnumerationID(issue.status)
        case .viewState: viewState = issue.viewState.flatMap(EnumerationID.init)
        case .sticky: sticky = issue.sticky
        case .customFields: customFields = issue.customFields
        case .monitors: monitors = issue.monitors.map(\.id)
        case .tags: tags = issue.tags.map { TagID(rawValue: $0.id) }
        }
    }

    /// `field` is sent.
    fileprivate func names(_ field: IssueField) -> Bool {
        switch field {
        case .project: project != nil
        case .category: category != nil
        case .summary: summary != nil
        case .description: description != nil
        case .reporter: reporter != nil
        case .handler: handler != nil
        case .version: version != nil
        case .fixedInVersion: fixedInVersion != nil
        case .targetVersion: targetVersion != nil
        case .dueDate: dueDate != .absent
        case .stepsToReproduce: stepsToReproduce != nil
        case .additionalInformation: additionalInformation != nil
        case .build: build != nil
        case .platform: platform != nil
        case .os: os != nil
        case .osBuild: osBuild != nil
        case .priority: priority != nil
        case .severity: severity != nil
        case .reproducibility: reproducibility != nil
        case .projection: projection != nil
        case .eta: eta != nil
        case .resolution: resolution != nil
        case .status: status != nil
        case .viewState: viewState != nil
        case .sticky: sticky != nil
        case .customFields: customFields != nil
        case .monitors: monitors != nil
        case .tags: tags != nil
        }
    }
}
