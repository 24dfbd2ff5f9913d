import MantisConnect
import SOAP
import Tickets

/// Rebuilds what happened to an issue from the history that Mantis keeps (reference §2.3), with the notes and files of
/// the issue itself, so that it is the same whenever the bridge looks.
struct Timeline {
    let issue: Issue
    /// The account whose issues form the queue; nil for a scope without one.
    let queue: AccountID?
    /// The bridge's own account, which is never a requester, whoever filed the issue.
    let bridge: AccountID
    let statuses: [Int: TicketStatus]
    let visibilities: [Int: Visibility]
    let people: People

    private let notes: [Int: IssueNote]
    private var events: [Event] = []

    init(
        issue: Issue,
        queue: AccountID?,
        bridge: AccountID,
        vocabulary: MantisVocabulary,
        people: People
    ) {
        self.issue = issue
        self.queue = queue
        self.bridge = bridge
        self.statuses = vocabulary.statuses
        self.visibilities = vocabulary.visibilities
        self.people = people
        notes = Dictionary(issue.notes.map { ($0.id.rawValue, $0) }) { first, _ in first }
    }

    /// The events in order of time; those of the same second in the server's order. `history` is nil when the server has
    /// none to give; then only what the issue itself tells is known.
    mutating func events(from history: [HistoryEntry]?, _ past: PastClasses) -> [Event] {
        let rows = Self.oldestFirst(history ?? [])
        events = []
        begin(with: rows)
        let changes = past.changes(in: rows)
        for (position, row) in rows.enumerated() {
            add(row, in: rows)
            guard let change = changes[position] else { continue }
            append(
                .reclassified(from: change.from, to: change.to),
                at: Instant(epochSeconds: row.date),
                by: people.person(row.user, named: row.userName)
            )
        }
        addNotes(missingFrom: rows)
        if history == nil { addFiles() }
        // Rows come by date already; a stable sort only places what the issue told.
        return events.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// The server lists rows either way round, as it is configured (`history_order`).
    private static func oldestFirst(_ rows: [HistoryEntry]) -> [HistoryEntry] {
        guard let first = rows.first, let last = rows.last else { return rows }
        let isNewestFirst =
            first.date != last.date
            ? first.date > last.date : last.kind == .issueCreated && first.kind != .issueCreated
        return isNewestFirst ? rows.reversed() : rows
    }

    /// The state the issue was filed in, which Mantis records only where it changed later.
    private mutating func begin(with rows: [HistoryEntry]) {
        let submitted = Instant(epochSeconds: issue.dateSubmitted.epochSeconds)
        let reporter = issue.reporter.map(people.person)
        let creation = rows.first { $0.kind == .issueCreated }
        let at = creation.map { Instant(epochSeconds: $0.date) } ?? submitted
        let by = creation.map { people.person($0.user, named: $0.userName) } ?? reporter
        append(.created, at: at, by: by)

        let firstHandler = rows.first { $0.kind == .fieldChange && $0.field == "handler_id" }
        let handler = firstHandler.map { Int($0.oldValue) ?? 0 } ?? issue.handler?.id.rawValue
        if let queue, handler == queue.rawValue { append(.enteredQueue, at: at, by: by) }

        // Without any row nothing says since when it is what it is.
        guard !rows.isEmpty else { return }
        let firstStatus = rows.first { $0.kind == .fieldChange && $0.field == "status" }
        let status = firstStatus.map { Int($0.oldValue) ?? 0 } ?? issue.status.id
        if statuses[status] == .waitingForRequester { append(.waitingBegan, at: at, by: by) }
    }

    private mutating func append(_ fact: Event.Fact, at: Instant, by: Person?) {
        events.append(Event(at: at, by: by, fact: fact))
    }

    private mutating func add(_ row: HistoryEntry, in rows: [HistoryEntry]) {
        let at = Instant(epochSeconds: row.date)
        let by = people.person(row.user, named: row.userName)
        for fact in facts(of: row, in: rows) { append(fact, at: at, by: by) }
    }

    private func facts(of row: HistoryEntry, in rows: [HistoryEntry]) -> [Event.Fact] {
        switch row.kind {
        case .issueCreated: []
        case .fieldChange: factsOfFieldChange(row)
        case .noteAdded: Int(row.oldValue).map { [factOfNote($0, by: row.user, in: rows)] } ?? []
        case .noteEdited: Int(row.oldValue).map { [.noteEdited(NoteID(rawValue: $0))] } ?? []
        case .noteDeleted: Int(row.oldValue).map { [.noteDeleted(NoteID(rawValue: $0))] } ?? []
        case .noteViewState: Int(row.newValue).map { [.noteEdited(NoteID(rawValue: $0))] } ?? []
        case .descriptionChanged: [.fieldChanged(name: "description", from: "", to: "")]
        case .additionalInformationChanged: [.fieldChanged(name: "additional_information", from: "", to: "")]
        case .stepsToReproduceChanged: [.fieldChanged(name: "steps_to_reproduce", from: "", to: "")]
        case .fileAdded: [.fileAdded(name: row.oldValue)]
        case .fileDeleted: [.fileDeleted(name: row.oldValue)]
        // Who is watching is not the ticket's content.
        case .monitorAdded, .monitorRemoved: []
        case .relationshipAdded, .relationshipReplaced:
            [.fieldChanged(name: "relationship", from: "", to: Self.relationship(row))]
        case .relationshipDeleted: [.fieldChanged(name: "relationship", from: Self.relationship(row), to: "")]
        case .tagAttached: [.fieldChanged(name: "tag", from: "", to: row.oldValue)]
        case .tagDetached: [.fieldChanged(name: "tag", from: row.oldValue, to: "")]
        case .tagRenamed: [.fieldChanged(name: "tag", from: row.oldValue, to: row.newValue)]
        default:
            // Plugins and other versions have types of their own; the row is kept under its number.
            [.fieldChanged(name: "history_type_\(row.kind.rawValue)", from: row.oldValue, to: row.newValue)]
        }
    }

    private func factsOfFieldChange(_ row: HistoryEntry) -> [Event.Fact] {
        switch row.field {
        case "handler_id":
            let from = Int(row.oldValue).flatMap { $0 == 0 ? nil : $0 }
            let to = Int(row.newValue).flatMap { $0 == 0 ? nil : $0 }
            var facts: [Event.Fact] = [.handlerChanged(from: from, to: to)]
            if let queue, from != to {
                if to == queue.rawValue { facts.append(.enteredQueue) }
                if from == queue.rawValue { facts.append(.leftQueue) }
            }
            return facts
        case "status":
            let from = Int(row.oldValue).flatMap { statuses[$0] }
            let to = Int(row.newValue).flatMap { statuses[$0] }
            var facts: [Event.Fact] = [.statusChanged(from: from, to: to)]
            if from != to {
                if to == .waitingForRequester { facts.append(.waitingBegan) }
                if from == .waitingForRequester { facts.append(.waitingEnded) }
            }
            return facts
        default:
            return [.fieldChanged(name: row.field, from: row.oldValue, to: row.newValue)]
        }
    }

    /// A note's part in the conversation. Of a note that is gone, the rows that remain tell whether it was private.
    private func factOfNote(_ number: Int, by author: AccountID?, in rows: [HistoryEntry]) -> Event.Fact {
        let id = NoteID(rawValue: number)
        if isPrivate(number, in: rows) { return .internalNote(id) }
        let author = notes[number]?.reporter?.id ?? author
        let isRequester = author != nil && author == issue.reporter?.id && author != bridge
        return isRequester ? .requesterReplied(id) : .answered(id)
    }

    private func isPrivate(_ number: Int, in rows: [HistoryEntry]) -> Bool {
        if let note = notes[number] { return visibilities.visibility(of: note.viewState) == .private }
        if let change = rows.last(where: { $0.kind == .noteViewState && Int($0.newValue) == number }) {
            return Int(change.oldValue).flatMap { visibilities[$0] } != .public
        }
        // A note that exists and is not shown to this account is private; a deleted one was shown as any other.
        return !rows.contains { $0.kind == .noteDeleted && Int($0.oldValue) == number }
    }

    /// Notes of the issue without a row: written between the two readings, or all of them when there is no history.
    private mutating func addNotes(missingFrom rows: [HistoryEntry]) {
        let recorded = Set(rows.lazy.filter { $0.kind == .noteAdded }.compactMap { Int($0.oldValue) })
        for note in issue.notes where !recorded.contains(note.id.rawValue) {
            append(
                factOfNote(note.id.rawValue, by: note.reporter?.id, in: rows),
                at: Instant(epochSeconds: note.dateSubmitted.epochSeconds),
                by: note.reporter.map(people.person)
            )
        }
    }

    private mutating func addFiles() {
        for file in issue.attachments {
            guard let date = file.dateSubmitted else { continue }
            append(
                .fileAdded(name: file.filename),
                at: Instant(epochSeconds: date.epochSeconds),
                by: file.userID.flatMap { people.person($0, named: "") }
            )
        }
    }

    /// For example `related_to 1024`.
    private static func relationship(_ row: HistoryEntry) -> String {
        let kind = Int(row.oldValue).map(Relationship.Kind.init(mantisType:)) ?? .other
        return "\(kind.rawValue) \(row.newValue)"
    }
}
