import Ledger
import MantisConnect
import Tickets

/// Tells whether issues of a queue that show no handler have none, or only keep it from the account: below
/// `view_handler_threshold` an issue, its history and, since 2.13, searches say nothing of handlers, while headers name them
/// all the same.
struct HandlerEvidence {
    let lane: InstanceLane
    let scope: ScopeResolution

    /// What is to be thought of issues without a handler; the others have none indeed.
    struct Verdict {
        /// They have one, and the account may not see it.
        var concealed: Set<IssueID> = []
        /// Nothing speaks for either.
        var undecided: Set<IssueID> = []

        func error(over ticket: TicketID, in scope: ScopeKey) -> BridgeError {
            BridgeError(
                .shrunk,
                """
                \(scope): handlers are kept from the account: \(ticket) has one, and reading it shows none; of \
                \(concealed.count) such issues nothing was stored, and none was taken for gone. Give the account \
                view_handler_threshold in the scope's projects, then run again
                """
            )
        }
    }

    func weigh(_ readings: [IssueFetch.Reading]) async throws -> Verdict {
        var verdict = Verdict()
        // Before 1.3 issues show their handlers to everybody, and there are no headers of chosen issues.
        guard scope.handler != nil, lane.profile.has(.issueBatches) else { return verdict }
        let doubtful = readings.compactMap { reading -> IssueID? in
            guard case .success(let content) = reading.result, content.reading.issue.handler == nil else { return nil }
            // Whoever sees that handlers changed sees handlers.
            let rows = content.reading.history ?? []
            return rows.contains { $0.kind == .fieldChange && $0.field == "handler_id" } ? nil : reading.candidate.issue
        }
        guard !doubtful.isEmpty else { return verdict }
        // Asked for now: what was listed may have changed hands since.
        let headers = try await HeaderBatch(lane: lane).headers(of: doubtful)
        for issue in doubtful {
            if let header = headers[issue] {
                if header.handler != nil { verdict.concealed.insert(issue) }
            } else {
                verdict.undecided.insert(issue)
            }
        }
        return verdict
    }
}
