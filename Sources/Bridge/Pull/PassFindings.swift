import Ledger
import MantisConnect
import Tickets

/// What one pass over a scope came upon so far. Tickets that leave are kept here until the pass has seen all of them:
/// whether any is believed depends on how many there are (reference §3.8).
struct PassFindings {
    /// How a ticket left that the ledger has in the scope.
    enum Departure: Sendable {
        /// It is in other hands, in another project or in another category now; not stored yet.
        case moved(PullBatch.Reading)
        /// It cannot be read.
        case absent(IssueReader.Absence)
        /// It was stored at once, because everything was to be believed.
        case stored

        var isAbsent: Bool { if case .absent = self { true } else { false } }
    }

    private(set) var departures: [IssueID: Departure] = [:]
    /// Issues that were read and are in the scope.
    private(set) var present: Set<IssueID> = []
    /// An issue's history was kept from the account.
    var lacksHistory = false

    mutating func add(_ issue: IssueID, _ departure: Departure) {
        present.remove(issue)
        departures[issue] = departure
    }

    mutating func addPresent(_ issue: IssueID) {
        // What a later reading shows counts.
        departures[issue] = nil
        present.insert(issue)
    }
}

/// How many tickets of a scope may leave at once before that is taken for lost rights, a disabled project, a renamed
/// category or a wrong account instead (reference §3.8).
enum ShrinkGuard {
    /// Of those that cannot be read: a tenth of the scope, but 5 in a small one and 25 in a large one.
    static func absentLimit(of count: Int) -> Int { max(5, min(25, count / 10)) }

    /// Of those that the server shows somewhere else, as when an engineer takes over what lay in a queue: half of the scope,
    /// and 25 in any.
    static func movedLimit(of count: Int) -> Int { max(25, count / 2) }

    /// - Throws: ``BridgeError/Code/shrunk`` when `departures` are too many of `count` tickets.
    static func check(
        _ departures: some Collection<PassFindings.Departure>,
        of count: Int,
        in scope: ScopeKey
    ) throws(BridgeError) {
        let absent = departures.count(where: \.isAbsent)
        let moved = departures.count - absent
        let reason: String
        if absent > absentLimit(of: count) {
            reason =
                "at least \(absent) of \(count) tickets cannot be read any more, and more than \(absentLimit(of: count))"
        } else if moved > movedLimit(of: count) {
            reason =
                "at least \(moved) of \(count) tickets are somewhere else now, and more than \(movedLimit(of: count))"
        } else {
            return
        }
        throw BridgeError(
            .shrunk,
            """
            \(scope): \(reason) at once are not believed; none was taken for gone. Check the account's rights \
            (view_handler_threshold, access to the projects) and the configured names; if it is right so, run \
            `mantis-bridge sync --full` once
            """
        )
    }
}
