/// The members of `IssueData` that `mc_issue_update` looks at, by their names on the wire. Notes are left out because
/// they have operations of their own, and because an update spoils them (reference §2.6).
package enum IssueField: String, Hashable, Sendable, CaseIterable {
    case project, category, summary, description, reporter, handler
    case version
    case fixedInVersion = "fixed_in_version"
    case targetVersion = "target_version"
    case dueDate = "due_date"
    case stepsToReproduce = "steps_to_reproduce"
    case additionalInformation = "additional_information"
    case build, platform, os
    case osBuild = "os_build"
    case priority, severity, reproducibility, projection, eta, resolution, status
    case viewState = "view_state"
    case sticky
    case customFields = "custom_fields"
    case monitors, tags
}

/// What a server does to a field that an update does not fill.
package enum OmissionEffect: Hashable, Sendable, CaseIterable {
    case kept
    /// Blanked.
    case cleared
    /// Blanked if the account has roadmap_update_threshold in the project, and kept below it.
    case clearedWithRoadmapRights
    /// Set to the configured default for new issues.
    case defaulted
    /// The calling account is put in.
    case becomesCaller
    /// Nobody handles the issue any more.
    case unassigned
    /// Nothing is updated.
    case faults
    /// Nothing is updated; where allow_no_category is on, the issue loses its category.
    case faultsOrCleared
}

extension ServerProfile {
    /// What an update that leaves `field` out, or sends it as nil, does to it.
    package func effect(ofOmitting field: IssueField) -> OmissionEffect {
        if version < .firstThatMerges, let effect = effectBeforeMerging(field) { return effect }
        return switch field {
        case .project: version < ServerVersion(2, 25, 0) ? .faults : .kept
        case .category: .faultsOrCleared
        case .summary, .description: updateRegime < .r4 ? .faults : .kept
        case .reporter: updateRegime < .r4 ? .becomesCaller : .kept
        case .handler: updateRegime < .r4 ? .unassigned : .kept
        case .version, .fixedInVersion: updateRegime < .r3 ? .kept : .cleared
        case .targetVersion: updateRegime == .r2 ? .kept : .clearedWithRoadmapRights
        case .dueDate: ServerDefect.dueDateErased.releases.contains(version) ? .cleared : .kept
        case .stepsToReproduce, .additionalInformation, .build, .platform, .os, .osBuild, .priority, .severity,
            .reproducibility, .projection, .eta, .resolution, .status, .viewState, .sticky, .customFields, .monitors,
            .tags:
            .kept
        }
    }

    /// What an update with a blank `field` does to it: `""`, or a reference or an array without anything in it. Nil where
    /// nothing blank can be sent.
    package func effect(ofBlanking field: IssueField) -> OmissionEffect? {
        switch field {
        case .summary, .description: .faults
        case .category: version < ServerVersion(2, 26, 4) ? .faultsOrCleared : .faults
        case .handler: .unassigned
        case .version, .fixedInVersion: updateRegime == .r2 ? .kept : .cleared
        case .targetVersion: updateRegime == .r2 ? .kept : .clearedWithRoadmapRights
        case .dueDate, .stepsToReproduce, .additionalInformation, .build, .platform, .os, .osBuild, .monitors, .tags:
            .cleared
        case .priority, .severity, .reproducibility, .projection, .eta, .resolution, .status: .defaulted
        case .project, .reporter, .viewState, .sticky, .customFields: nil
        }
    }

    /// Before 1.2.6 an update writes a new row over the old one.
    private func effectBeforeMerging(_ field: IssueField) -> OmissionEffect? {
        switch field {
        case .priority, .severity, .reproducibility, .projection, .eta, .resolution, .status, .viewState: .defaulted
        case .version, .fixedInVersion, .stepsToReproduce, .additionalInformation, .build, .platform, .os, .osBuild,
            .sticky:
            .cleared
        case .project, .category, .summary, .description, .reporter, .handler, .targetVersion, .dueDate, .customFields,
            .monitors, .tags:
            nil
        }
    }
}

extension ServerVersion {
    /// Updates start from the stored issue.
    fileprivate static let firstThatMerges = ServerVersion(1, 2, 6)
}
