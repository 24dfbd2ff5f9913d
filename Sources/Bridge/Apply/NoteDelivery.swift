import Ledger
import MantisConnect
import SOAP
import Tickets

/// The protocol that puts one note on one issue exactly once, as a pure state machine: it takes what happened and says
/// what to do next. Mantis has no idempotency of its own (reference §5), so the order of the steps is the guarantee:
/// the attempt is on record before the request leaves, and after any doubt the issue is searched for the note's marker
/// before anything is sent again.
struct NoteDelivery {
    enum Step {
        /// Let this many seconds pass: a request of an earlier attempt may still be executing on the server.
        case wait(seconds: Int64)
        /// Read the issue with its history, and decide again whether the note is due.
        case reread
        /// Put the attempt on record.
        case recordAttempt
        /// Send the note.
        case send
        /// Read the issue once more, to see what the server made of the note.
        case readBack
        case end(Ending)
    }

    enum Ending {
        /// On the server, and read back. `found` when an earlier attempt had put it there.
        case done(NoteID, found: Bool, remark: String?)
        /// Not due any more; nothing was sent.
        case superseded(reason: String)
        /// The server said no, and saying it again will not help.
        case refused(reason: String)
        /// The server said no until somebody gives the account a right; try again in some hours.
        case denied(reason: String)
        /// Nothing was written; try again at another time.
        case postponed(reason: String)
        /// The server may have it; the attempt stays on record, and the next run searches first.
        case inDoubt(reason: String)
        /// Waits for a person.
        case parked(reason: String)
        /// Nothing was written by this call, and perhaps no other call to this server would fare better.
        case unanswered(MantisError)
    }

    /// What a re-read shows.
    struct Reread {
        var issue: Issue
        var history: [HistoryEntry]
        /// Why the note is not due any more; nil when it is.
        var reasonNotDue: String?
    }

    private let text: String
    private let visibility: Visibility
    private let marker: String
    private let account: AccountID
    /// Seconds since 1970, by our clock; nil when no attempt was ever made.
    private let attemptedAt: Int64?
    /// How often sending was begun before this run.
    private let attempts: Int
    private let serverTimeLimit: Int64
    private var sentNote: IssueNoteID?
    /// Set once a request of this run may have left.
    private var doubt: String?

    /// After so many attempts that the server answered unclearly, it may be keeping the note for a moderator.
    private static let attemptLimit = 3
    /// Seconds by which the server's clock may be behind ours (reference §5).
    private static let clockTolerance: Int64 = 120

    init(_ entry: OutboxEntry, account: AccountID, serverTimeLimit: Int64) {
        text = entry.intent.effect.note.text
        visibility = entry.intent.effect.note.visibility
        marker = entry.intent.marker
        attempts = entry.attempts
        self.account = account
        attemptedAt = entry.attempts > 0 ? (entry.attemptedAt ?? entry.plannedAt).epochSeconds : nil
        self.serverTimeLimit = serverTimeLimit
    }

    func start(at now: Instant) -> Step {
        guard let attemptedAt else { return .reread }
        let remaining = attemptedAt + serverTimeLimit - now.epochSeconds
        return remaining > 0 ? .wait(seconds: min(remaining, serverTimeLimit)) : .reread
    }

    func waited() -> Step { .reread }

    func reread(_ result: Result<Reread, MantisError>) -> Step {
        switch result {
        case .failure(let error):
            return .end(error.meetsEveryCall ? .unanswered(error) : .postponed(reason: error.message))
        case .success(let reread):
            if let note = reread.issue.notes.first(where: { $0.text.contains(marker) }) {
                return .end(.done(NoteID(note.id), found: true, remark: remark(on: note)))
            }
            if attemptedAt != nil, hadNoteThatIsGone(reread) {
                return .end(
                    .parked(
                        reason: "a note of \(marker) may have been written and deleted since; see the issue's history"
                    )
                )
            }
            if let reason = reread.reasonNotDue { return .end(.superseded(reason: reason)) }
            return .recordAttempt
        }
    }

    func attemptRecorded() -> Step { .send }

    mutating func sent(_ result: Result<IssueNoteID, MantisError>) -> Step {
        switch result {
        case .success(let note):
            sentNote = note
            return .readBack
        case .failure(let error) where error.outcomeIsUnknown || error.isServerTrouble:
            doubt = error.message
            return .readBack
        case .failure(let error):
            return .end(ending(ofRefusal: error))
        }
    }

    func readBack(_ result: Result<Issue, MantisError>) -> Step {
        switch result {
        case .success(let issue):
            if let note = issue.notes.first(where: { $0.id == sentNote || $0.text.contains(marker) }) {
                return .end(.done(NoteID(note.id), found: false, remark: remark(on: note)))
            }
            if let doubt {
                let isLast = attempts + 1 >= Self.attemptLimit
                return .end(isLast ? .parked(reason: doubt) : .inDoubt(reason: doubt))
            }
            return .end(
                .parked(reason: "the server answered with note \(sentNote?.description ?? "?") and does not show it")
            )
        case .failure(let error):
            if let sentNote {
                return .end(.done(NoteID(sentNote), found: false, remark: "not read back: \(error.message)"))
            }
            return .end(.inDoubt(reason: doubt ?? error.message))
        }
    }

    /// The server lists a note by our account from about the time of the attempt that is no longer there.
    private func hadNoteThatIsGone(_ reread: Reread) -> Bool {
        guard let attemptedAt else { return false }
        let present = Set(reread.issue.notes.map(\.id.rawValue))
        return reread.history.contains { entry in
            guard entry.kind == .noteAdded, entry.user == account, let note = Int(entry.oldValue) else { return false }
            return entry.date >= attemptedAt - Self.clockTolerance && !present.contains(note)
        }
    }

    /// What becomes of a note that was certainly not written.
    private func ending(ofRefusal error: MantisError) -> Ending {
        switch error.faultClass {
        case .noRights, .readOnly: .denied(reason: error.message)
        case .badInput, .unknownOperation: .refused(reason: error.message)
        default: error.meetsEveryCall ? .unanswered(error) : .postponed(reason: error.message)
        }
    }

    /// What the server made of the note that was not asked for; nil when nothing.
    private func remark(on note: IssueNote) -> String? {
        var remarks: [String] = []
        if ServerText.normalized(note.text) != ServerText.normalized(text) { remarks.append("its text was changed") }
        let isPrivate = note.viewState?.id == ViewState.private
        if isPrivate != (visibility == .private) {
            remarks.append(isPrivate ? "it became private" : "it became public")
        }
        return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}

extension NoteID {
    fileprivate init(_ note: IssueNoteID) { self.init(rawValue: note.rawValue) }
}
