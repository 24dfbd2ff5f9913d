import Ledger
import MantisConnect
import Mappings
import Tickets

/// The protocol that sets the status which comes with a note, once the note is on the server. Pure, like ``NoteDelivery``:
/// setting a status twice is harmless, so that after any doubt reading it again is enough. A status that a person changed
/// since the plan stays as it is.
struct StatusDelivery {
    enum Step {
        /// Read the issue.
        case reread
        /// Send the update, made of the issue as it was just read.
        case send(Issue)
        /// Read the issue once more.
        case readBack
        case end(Ending)
    }

    enum Ending {
        /// It is so; the remark tells when it is not the bridge's doing.
        case done(remark: String?)
        case refused(reason: String)
        /// The server said no until somebody gives the account a right.
        case denied(reason: String)
        /// Try again at another time.
        case postponed(reason: String)
        /// Perhaps no other call to this server would fare better.
        case unanswered(MantisError)
    }

    /// The numbers in Mantis.
    let status: Int
    let resolution: Int?
    /// What the ticket's status was when this was planned.
    private let base: TicketStatus?
    private let statuses: [Int: TicketStatus]
    /// Why it is not known whether the update arrived.
    private var doubt: String?

    /// Nil when the mapping has no number for the status or the resolution.
    init?(_ status: TicketStatus, resolution: String?, base: TicketStatus?, vocabulary: MantisVocabulary) {
        let numbers = vocabulary.statuses.filter { $0.value == status }.keys
        guard let number = numbers.min(), resolution == nil || vocabulary.resolutions[resolution ?? ""] != nil else {
            return nil
        }
        self.status = number
        self.resolution = resolution.flatMap { vocabulary.resolutions[$0] }
        self.base = base
        statuses = vocabulary.statuses
    }

    func start() -> Step { .reread }

    func reread(_ result: Result<Issue, MantisError>) -> Step {
        switch result {
        case .failure(let error):
            return .end(error.meetsEveryCall ? .unanswered(error) : .postponed(reason: error.message))
        case .success(let issue):
            if isSo(issue) { return .end(.done(remark: nil)) }
            guard statuses[issue.status.id] == base else {
                return .end(.done(remark: "its status was changed to \(wording(issue)) meanwhile and stays"))
            }
            return .send(issue)
        }
    }

    mutating func sent(_ result: Result<Void, MantisError>) -> Step {
        switch result {
        case .success: return .readBack
        case .failure(let error) where error.outcomeIsUnknown || error.isServerTrouble:
            doubt = error.message
            return .readBack
        case .failure(let error):
            switch error.faultClass {
            case .noRights, .readOnly: return .end(.denied(reason: error.message))
            case .badInput, .unknownOperation: return .end(.refused(reason: error.message))
            default: return .end(error.meetsEveryCall ? .unanswered(error) : .postponed(reason: error.message))
            }
        }
    }

    func readBack(_ result: Result<Issue, MantisError>) -> Step {
        switch result {
        case .failure(let error): return .end(.postponed(reason: error.message))
        case .success(let issue) where isSo(issue): return .end(.done(remark: nil))
        case .success(let issue):
            if let doubt { return .end(.postponed(reason: doubt)) }
            return .end(
                .denied(
                    reason: "Mantis left the status at \(wording(issue)); see update_bug_status_threshold, "
                        + "set_status_threshold and status_enum_workflow of the project"
                )
            )
        }
    }

    private func isSo(_ issue: Issue) -> Bool { issue.status.id == status }

    private func wording(_ issue: Issue) -> String {
        "\(issue.status.id)" + (issue.status.name.map { " “\($0)”" } ?? "")
    }
}
