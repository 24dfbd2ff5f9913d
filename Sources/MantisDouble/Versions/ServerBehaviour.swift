import MantisConnect

/// What one version of the server does differently from others: the table that every operation asks, and with its parts
/// the only place where versions are compared. It was read from the server's own releases, apart from what the client
/// believes of them, so that an error on one side shows on the other.
struct ServerBehaviour: Sendable {
    let version: ServerVersion
    let engine: Engine
    let accounts: AccountBehaviour
    let reading: ReadingBehaviour
    let lists: ListBehaviour
    let notes: NoteBehaviour
    let update: UpdateRegime

    /// What encodes the answers (reference §1.3, §1.4).
    enum Engine: String, Sendable, CaseIterable {
        case nusoap
        case phpSoap = "php-soap"
    }

    /// - Parameter engine: what a 1.2.13–1.2.20 runs on, where it depends on the machine; other versions have no choice.
    init(_ version: ServerVersion, engine: Engine? = nil) {
        self.version = version
        self.engine =
            version.isFrom(1, 3, 0)
            ? .phpSoap : version.isFrom(1, 2, 13) ? engine ?? .phpSoap : .nusoap
        accounts = AccountBehaviour(version)
        reading = ReadingBehaviour(version)
        lists = ListBehaviour(version)
        notes = NoteBehaviour(version)
        update = UpdateRegime(version)
    }

    /// The version whose answers were recorded.
    static let recorded = ServerVersion(2, 28, 4)
    /// Older servers have another MantisConnect.
    static let oldest = ServerVersion(1, 2, 0)

    /// Exceptions are answered by Mantis itself with status 200 (reference §1.6).
    var hasExceptions: Bool { version.isFrom(2, 11, 0) }
    /// Issues are added by the command that throws its faults.
    var addsByCommand: Bool { version.isFrom(2, 13, 0) }
    /// Projects and versions are set up by commands that throw their faults; a saved filter that is not there as well.
    var managesByCommand: Bool { version.isFrom(2, 26, 0) }
    /// Characters beyond U+FFFF become U+FFFD; before, the database cut the text off there (reference §1.7).
    var replacesAstral: Bool { version.isFrom(1, 3, 0) }
    /// The note limit of accounts that are no more than reporters (reference §6).
    var limitsActivity: Bool { version.isFrom(1, 3, 0) }
    /// Dates that a client sends along with a new issue are taken (reference §2.6).
    var honoursSentDates: Bool { version.isFrom(1, 3, 1) && !version.isFrom(2, 13, 0) }
    /// Unknown tags of a new issue are created (reference §2.6).
    var createsTags: Bool { version.isFrom(2, 18, 0) }
    /// A related pair takes a new type; before, it faulted (reference §2.8).
    var replacesRelationships: Bool { version.isFrom(2, 2, 0) }
    /// Both ends of a relationship are bumped; before, only the one that was named.
    var bumpsBothEnds: Bool { version.isFrom(1, 2, 6) }
    /// Settings are told from a list of public ones; before, all but a list of secret ones (reference §2.1).
    var tellsListedSettingsOnly: Bool { version.isFrom(1, 3, 0) }
    /// Setting a new unreleased version asks for a right of its own (reference §2.6).
    var guardsUnreleasedVersions: Bool { version.isFrom(2, 28, 4) }
}

extension ServerVersion {
    /// This release or a later one.
    func isFrom(_ major: Int, _ minor: Int, _ patch: Int) -> Bool { self >= ServerVersion(major, minor, patch) }
}

/// Logging in (reference §1.8, §2.1, §4).
struct AccountBehaviour: Sendable {
    /// `mantis_offline.php` closes the API; before, it was looked for in the wrong folder.
    let isClosedOffline: Bool
    let takesTokens: Bool
    let takesCookies: Bool
    /// A cookie opens only the account it belongs to.
    let bindsCookies: Bool
    /// `Access denied.` with a full stop.
    let deniesWithFullStop: Bool

    init(_ version: ServerVersion) {
        isClosedOffline = version.isFrom(2, 26, 0)
        takesTokens = version.isFrom(1, 3, 0)
        takesCookies = version.isFrom(2, 3, 0)
        bindsCookies = version.isFrom(2, 28, 4)
        deniesWithFullStop = !version.isFrom(1, 2, 13)
    }
}

/// What answers hold (reference §1.5, §2.3).
struct ReadingBehaviour: Sendable {
    /// Local time is printed with a `Z` that is not true.
    let writesBogusZ: Bool
    /// What `mc_issue_get` calls an issue that is not there.
    let missingIssue: MissingIssue
    let cleansControls: Bool
    let hasMonitors: Bool
    /// Sticky and tags.
    let hasTags: Bool
    /// The type and attribute of a note.
    let hasNoteTypes: Bool
    /// Members of features that are off, and versions that are no longer defined, are left out.
    let hidesUnused: Bool
    /// Files of notes are no attachments of the issue.
    let hidesNoteFiles: Bool
    /// A handler is shown to those who reach `view_handler_threshold`; before, to everybody.
    let guardsHandler: Bool
    let hidesDisabledCategories: Bool

    enum MissingIssue: Sendable {
        /// `Issue does not exist`
        case bare
        /// `Issue 'N' does not exist`
        case quoted
        /// `Issue #N not found`, as an exception.
        case thrown
    }

    init(_ version: ServerVersion) {
        writesBogusZ = !version.isFrom(1, 2, 9)
        missingIssue = version.isFrom(2, 11, 0) ? .thrown : version.isFrom(2, 3, 0) ? .quoted : .bare
        cleansControls = version.isFrom(1, 2, 12)
        hasMonitors = version.isFrom(1, 2, 5)
        hasTags = version.isFrom(1, 2, 9)
        hasNoteTypes = version.isFrom(1, 2, 6)
        hidesUnused = version.isFrom(2, 5, 0)
        hidesNoteFiles = version.isFrom(2, 24, 1)
        guardsHandler = version.isFrom(1, 3, 0)
        hidesDisabledCategories = version.isFrom(2, 27, 0)
    }
}

/// Lists and pages (reference §2.4, §3.2).
struct ListBehaviour: Sendable {
    /// Lists of a project or of a saved filter repeat their last page; the search operations always do.
    let repeatsLastPage: Bool
    /// How many columns of an order are taken; nil is all.
    let sortColumns: Int?
    let knowsDays: Bool
    let knowsHideStatus: Bool
    /// A user's list shows what that user may see instead of what the caller may.
    let looksAsTarget: Bool
    /// A list of another user's issues asks for `view_handler_threshold`.
    let guardsOthersQueues: Bool
    /// Selecting by handler finds only what the viewer handles, and what lies in projects where the viewer reaches
    /// `view_handler_threshold`.
    let selectsVisibleHandlers: Bool
    /// `Unknown filter 'N'`; before, `Invalid Filter`.
    let namesUnknownFilter: Bool

    init(_ version: ServerVersion) {
        repeatsLastPage = !version.isFrom(1, 2, 6)
        sortColumns = version.isFrom(1, 2, 18) && !version.isFrom(2, 1, 0) ? 2 : nil
        knowsDays = version.isFrom(2, 17, 0)
        knowsHideStatus = version.isFrom(2, 1, 0)
        // The repair came to the old line and to the new one, not to the first releases of the new one.
        let isRepaired = version.isFrom(2, 8, 1) || version.isFrom(1, 3, 13) && !version.isFrom(2, 0, 0)
        looksAsTarget = !isRepaired
        guardsOthersQueues = isRepaired
        selectsVisibleHandlers = version.isFrom(2, 13, 0)
        namesUnknownFilter = version.isFrom(2, 10, 0)
    }
}

/// Notes (reference §2.7, §3.3).
struct NoteBehaviour: Sendable {
    /// Notes go through the command that trims texts and throws its faults.
    let isCommand: Bool
    let takesReporter: Bool
    let attribute: Attribute
    /// The level for private notes; without it they are refused by the command and made public before.
    let privateThreshold: String
    /// Where a note without a view state gets its own.
    let defaultViewState: String
    let tooLong: TooLong
    /// The answer of a waiting reporter hands the issue back.
    let handsBack: Bool
    let editBumps: Bool
    let deleteBumps: Bool
    /// `mc_issue_note_update` answers true; later, nil.
    let updateAnswersTrue: Bool
    /// Any view state that comes with the edit of a note makes it private, public too.
    let takesAnyStateAsPrivate: Bool

    enum Attribute: Sendable {
        case ignored
        /// Kept when the note names a type.
        case ofAnyType
        case ofReminders
    }

    enum TooLong: Sendable {
        /// A database of the time cuts it off.
        case cut
        /// The database refuses it, with its statement in the fault.
        case refusedByDatabase
        case refused
    }

    init(_ version: ServerVersion) {
        isCommand = version.isFrom(2, 11, 0)
        takesReporter = version.isFrom(1, 3, 0)
        attribute = version.isFrom(2, 11, 0) ? .ofReminders : version.isFrom(1, 2, 6) ? .ofAnyType : .ignored
        privateThreshold = version.isFrom(1, 3, 0) ? "set_view_status_threshold" : "private_bugnote_threshold"
        defaultViewState = version.isFrom(2, 11, 0) ? "default_bugnote_view_status" : "default_bug_view_status"
        tooLong = version.isFrom(2, 27, 2) ? .refused : version.isFrom(1, 3, 0) ? .refusedByDatabase : .cut
        handsBack =
            version.isFrom(2, 11, 0) || version.isFrom(1, 2, 1) && !version.isFrom(1, 3, 0)
        editBumps = version.isFrom(1, 2, 11)
        deleteBumps = version.isFrom(2, 27, 1)
        updateAnswersTrue = !version.isFrom(1, 3, 0)
        takesAnyStateAsPrivate = !version.isFrom(1, 2, 12)
    }
}
