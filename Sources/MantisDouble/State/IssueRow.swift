import MantisConnect

/// An issue with everything that hangs on it. Enumerated fields hold whatever number a client sent, as Mantis does.
struct IssueRow: Sendable {
    var id = 0
    var project = 0
    var reporter = 0
    /// 0 is nobody.
    var handler = 0
    var priority = 30
    var severity = 50
    var reproducibility = 70
    var status = 10
    var resolution = 10
    var projection = 10
    /// 0 is none.
    var category = 0
    var eta = 10
    var os = ""
    var osBuild = ""
    var platform = ""
    var version = ""
    var build = ""
    var fixedInVersion = ""
    var targetVersion = ""
    var viewState = ViewState.public
    var summary = ""
    var sticky = false
    /// Seconds since 1970; nil when there is none.
    var dueDate: Int64?
    var description = ""
    var stepsToReproduce = ""
    var additionalInformation = ""
    var submitted: Int64 = 0
    var lastUpdated: Int64 = 0

    /// By custom field; a field without an entry is blank.
    var customValues: [Int: String] = [:]
    /// Oldest first.
    var notes: [NoteRow] = []
    var attachments: [AttachmentRow] = []
    var relationships: [Int] = []
    var monitors: [Int] = []
    var tags: [Int] = []
    var history: [HistoryRow] = []
    /// The long texts whose first version has been kept as a revision.
    var revisedTexts: Set<HistoryEntry.Kind> = []
}

struct NoteRow: Sendable {
    var id: Int
    var reporter: Int
    var text: String
    var viewState: Int
    var submitted: Int64
    var lastModified: Int64
    /// Minutes.
    var timeTracking = 0
    /// 0 note, 1 reminder, 2 time.
    var type = 0
    var attribute = ""
    /// True once its first text has been kept as a revision.
    var isRevised = false
}

struct AttachmentRow: Sendable {
    var id: Int
    var name: String
    var type: String
    var content: [UInt8]
    var user: Int
    var submitted: Int64
    /// The note it hangs on; SOAP lists only files of the issue itself, and counts both (reference §2.3).
    var note: Int?
}

/// A relationship as it was made: `type` is how ``source`` sees ``target``.
struct RelationshipRow: Sendable {
    var id: Int
    var source: Int
    var target: Int
    var type: Int

    /// How an issue sees it, and the issue at the other end.
    func seen(from issue: Int) -> (type: Int, other: Int) {
        issue == source ? (type, target) : (Self.complement(of: type), source)
    }

    /// 0 duplicate of ⇄ 4 has duplicate, 2 parent of ⇄ 3 child of; 1 related to is its own.
    static func complement(of type: Int) -> Int {
        switch type {
        case 0: 4
        case 4: 0
        case 2: 3
        case 3: 2
        default: type
        }
    }
}

struct HistoryRow: Sendable {
    var date: Int64
    var user: Int
    var field: String
    var kind: HistoryEntry.Kind
    var old: String
    var new: String
}
