import GRDB
import Tickets

/// What `ticket` has of issues, without the tickets themselves.
struct IssueStateTable {
    private let find: Statement

    struct Known {
        let row: Int64
        let state: IssueState
    }

    init(_ database: Database) throws {
        // One statement for many issues: to begin and end one takes longer than to find a row.
        find = try database.cachedStatement(
            sql: """
                SELECT id, scope, standing, scope_digest, last_updated, first_seen_at, fingerprint, notes_count,
                    attachments_count, proven, absences, issue
                FROM ticket WHERE instance = ? AND issue IN (SELECT value FROM json_each(?))
                """
        )
    }

    /// Those of `tickets` that there are.
    func known(_ tickets: [TicketID]) throws -> [TicketID: Known] {
        var known: [TicketID: Known] = [:]
        for (instance, tickets) in Dictionary(grouping: tickets, by: \.instance) {
            let numbers = tickets.map { String($0.issue) }.joined(separator: ",")
            find.setUncheckedArguments([instance.rawValue, "[\(numbers)]"])
            let rows = try Row.fetchCursor(find)
            while let row = try rows.next() {
                let ticket = TicketID(instance: instance, issue: try row.value(11))
                known[ticket] = Known(row: try row.value(0), state: try state(of: ticket, row))
            }
        }
        return known
    }

    private func state(of ticket: TicketID, _ row: Row) throws -> IssueState {
        IssueState(
            ticket: ticket,
            scope: try row.value(1),
            scopeDigest: try row.value(3),
            lastUpdated: try row.instant(4),
            firstSeenAt: try row.instant(5),
            fingerprint: try row.value(6),
            notesCount: try row.value(7),
            attachmentsCount: try row.value(8),
            settled: try row.value(9),
            standing: try row.word(2),
            absences: try row.value(10)
        )
    }
}
