import MantisConnect
import Mappings

// The server's version, and what is known to be wrong with it.

extension InstanceDiagnosis {
    /// The last release whose behaviour was studied.
    private static let newestStudied = ServerVersion(2, 28, 4)

    var version: Finding? {
        guard let profile else { return nil }
        let version = profile.version
        if profile.isReadOnly {
            return finding(
                .version,
                .warning,
                "MantisBT \(version) is only read, never written to: before 1.2.9 a lost write could not be found again",
                setting: "version of Mantis",
                remedy: "Upgrade Mantis; \(Self.newestStudied) is the version the bridge knows best.",
                clauses: clauses[.notes, .statusChanges, .dueDate, .targetVersion]
            )
        }
        if !profile.has(.search) {
            return finding(
                .version,
                .warning,
                """
                MantisBT \(version) has no searches: its lists leave out closed issues, and show only what the account's \
                last filter in the web pages shows
                """,
                setting: "version of Mantis",
                remedy: """
                    Never use the web pages as “\(seen.configuration.username)”; better, upgrade Mantis to 1.3.0 or later.
                    """,
                clauses: clauses[.history]
            )
        }
        if version > Self.newestStudied {
            return finding(
                .version,
                .note,
                "MantisBT \(version) is newer than \(Self.newestStudied), the last version the bridge was checked with",
                remedy: "Compare a first `mantis-bridge sync --pull-only` with what the web pages show."
            )
        }
        return finding(.version, .ok, "MantisBT \(version)")
    }

    /// Those an operator can do something about each for itself, the others together.
    var defects: [Finding] {
        guard let profile else { return [] }
        let known = profile.knownDefects
        let told = known.filter { !$0.isHandled }.map(finding)
        let handled = known.filter(\.isHandled)
        guard !handled.isEmpty else { return told }
        return told + [
            finding(
                .defects,
                .note,
                "known of this version, and handled by the bridge: "
                    + handled.map(\.clause).joined(separator: "; ")
            )
        ]
    }

    /// The account may set due dates wherever it works, so that its updates send back the ones that are there.
    private var keepsDueDates: Bool {
        guard let needed = seen.options[.dueDateThreshold]?.level else { return false }
        return (seen.projects.value ?? []).compactMap(\.found).allSatisfy { ($0.level.value ?? .viewer) >= needed }
    }

    private func finding(_ defect: ServerDefect) -> Finding {
        let endangered =
            switch defect {
            case .dueDateErased: clauses[.dueDate]
            case .privateNoteTurnsPublic: clauses[.privateNotes]
            case .listsAsTargetUser, .headersFaultWithoutNotes, .dynamicPropertyFaults: clauses[.regularRuns]
            default: clauses[]
            }
        let severity: Finding.Severity =
            switch defect {
            case .foreignCookieLogin: .warning
            case .dueDateErased: keepsDueDates ? .note : .warning(when: endangered)
            default: .note
            }
        return finding(
            .defects,
            severity,
            defect.clause,
            setting: defect == .dueDateErased ? "due_date_update_threshold" : "version of Mantis",
            remedy: defect.advice,
            clauses: endangered
        )
    }
}

extension ServerDefect {
    /// Its explanation as a part of a sentence.
    fileprivate var clause: String { explanation.prefix(1).lowercased() + explanation.dropFirst().dropLast() }

    /// The bridge knows its way around it, and an operator has nothing to do, or is told by another check.
    fileprivate var isHandled: Bool {
        switch self {
        case .foreignCookieLogin, .offlineFileIgnored, .statusWithoutRights, .privateNoteTurnsPublic,
            .dueDateErased, .listsAsTargetUser, .headersFaultWithoutNotes, .dynamicPropertyFaults:
            false
        case .bogusZ, .noteEditWithoutRights, .noteEditFlipsPrivacy, .reporterAndHandlerOverwritten, .versionsErased,
            .datesStoredAsText, .searchRepeatsLastPage, .listRepeatsLastPage, .projectNameFaults, .noteViewStateFaults,
            .noteDeletionUnseen, .noteFilesUnlisted, .foreignCategoryAccepted, .disabledCategoriesListed,
            .filterMembersIgnored, .interfaceCached:
            true
        }
    }
}
