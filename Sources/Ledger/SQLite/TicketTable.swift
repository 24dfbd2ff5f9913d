import GRDB
import Tickets

/// The statements on `ticket` and `ticket_body`, prepared once for a batch.
struct TicketTable {
    private let find: Statement
    private let findBody: Statement
    private let insert: Statement
    private let insertBody: Statement
    private let update: Statement
    private let updateBody: Statement
    private let updateState: Statement
    private let updateStanding: Statement
    private let updateBodyStanding: Statement
    private let updatePlanned: Statement
    private let database: Database

    /// What the table has of an issue, without the ticket itself.
    struct Known {
        let row: Int64
        let state: IssueState
    }

    init(_ database: Database) throws {
        self.database = database
        find = try database.cachedStatement(
            sql: """
                SELECT id, scope, standing, scope_digest, last_updated, first_seen_at, fingerprint, notes_count,
                    attachments_count, proven, absences
                FROM ticket WHERE instance = ? AND issue = ?
                """
        )
        findBody = try database.cachedStatement(sql: "SELECT body FROM ticket_body WHERE ticket = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO ticket (
                    instance, issue, scope, standing, policy, kind, level, status, settled, handler, submitted, updated,
                    search, scope_digest, last_updated, first_seen_at, fingerprint, notes_count, attachments_count,
                    proven, absences
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        insertBody = try database.cachedStatement(sql: "INSERT INTO ticket_body (ticket, body) VALUES (?, ?)")
        update = try database.cachedStatement(
            sql: """
                UPDATE ticket SET scope = ?, standing = ?, policy = ?, kind = ?, level = ?, status = ?, settled = ?,
                    handler = ?, submitted = ?, updated = ?, search = ?, scope_digest = ?,
                    last_updated = ?, first_seen_at = ?, fingerprint = ?, notes_count = ?, attachments_count = ?,
                    proven = ?, absences = ?, planned = 0
                WHERE id = ?
                """
        )
        updateBody = try database.cachedStatement(sql: "UPDATE ticket_body SET body = ? WHERE ticket = ?")
        updateState = try database.cachedStatement(
            sql: """
                UPDATE ticket SET planned = (planned AND scope_digest = ?1), scope_digest = ?1, last_updated = ?2,
                    first_seen_at = ?3, fingerprint = ?4, notes_count = ?5, attachments_count = ?6, proven = ?7,
                    absences = ?8
                WHERE id = ?9
                """
        )
        updateStanding = try database.cachedStatement(
            sql: "UPDATE ticket SET planned = (planned AND standing = ?1), standing = ?1, absences = ?2 WHERE id = ?3"
        )
        updatePlanned = try database.cachedStatement(
            sql: "UPDATE ticket SET planned = 1 WHERE instance = ? AND issue = ?"
        )
        updateBodyStanding = try database.cachedStatement(
            sql: "UPDATE ticket_body SET body = json_set(body, '$.standing', ?) WHERE ticket = ?"
        )
    }

    func known(_ ticket: TicketID) throws -> Known? {
        find.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
        guard let row = try Row.fetchOne(find) else { return nil }
        return Known(
            row: try row.value(0),
            state: IssueState(
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
        )
    }

    /// Stores a reading and counts what that did. Only what differs from the stored is written. The text decides and not
    /// the fingerprint, because a changed mapping makes another ticket of the same issue.
    func store(_ reading: PullBatch.Reading, effect: inout PullBatch.Effect) throws {
        let body = JSONForm.text(of: reading.ticket)
        guard let known = try known(reading.ticket.id) else {
            try add(reading, body: body)
            effect.created += 1
            return
        }
        guard try self.body(of: known.row) == body else {
            try replace(known.row, by: reading, body: body)
            effect.updated += 1
            return
        }
        effect.unchanged += 1
        if known.state != reading.state {
            updateState.setUncheckedArguments(StatementArguments(stateColumns(reading.state) + [known.row]))
            try updateState.execute()
        }
    }

    func apply(_ change: PullBatch.StandingChange) throws {
        guard let known = try known(change.ticket) else { return }
        let isSame = known.state.standing == change.standing
        if isSame, known.state.absences == change.absences { return }
        updateStanding.setUncheckedArguments([change.standing.rawValue, change.absences, known.row])
        try updateStanding.execute()
        if isSame { return }
        updateBodyStanding.setUncheckedArguments([change.standing.rawValue, known.row])
        try updateBodyStanding.execute()
    }

    func markPlanned(_ ticket: TicketID) throws {
        updatePlanned.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
        try updatePlanned.execute()
    }

    // MARK: Parts

    private func body(of row: Int64) throws -> String? {
        findBody.setUncheckedArguments([row])
        return try String.fetchOne(findBody)
    }

    private func add(_ reading: PullBatch.Reading, body: String) throws {
        let id = reading.ticket.id
        insert.setUncheckedArguments(
            StatementArguments([id.instance.rawValue, id.issue] + ticketColumns(reading) + stateColumns(reading.state))
        )
        try insert.execute()
        insertBody.setUncheckedArguments([database.lastInsertedRowID, body])
        try insertBody.execute()
    }

    private func replace(_ row: Int64, by reading: PullBatch.Reading, body: String) throws {
        update.setUncheckedArguments(
            StatementArguments(ticketColumns(reading) + stateColumns(reading.state) + [row])
        )
        try update.execute()
        updateBody.setUncheckedArguments([body, row])
        try updateBody.execute()
    }

    private func ticketColumns(_ reading: PullBatch.Reading) -> [(any DatabaseValueConvertible)?] {
        let ticket = reading.ticket
        return [
            ticket.scope, ticket.standing.rawValue, ticket.policy.rawValue, ticket.kind?.rawValue,
            ticket.level?.rawValue, ticket.status?.rawValue, ticket.status?.isSettled ?? false, ticket.handler?.name,
            ticket.submitted.epochSeconds, ticket.updated.epochSeconds, SearchText.of(ticket),
        ]
    }

    private func stateColumns(_ state: IssueState) -> [(any DatabaseValueConvertible)?] {
        [
            state.scopeDigest, state.lastUpdated.epochSeconds, state.firstSeenAt.epochSeconds, state.fingerprint,
            state.notesCount, state.attachmentsCount, state.settled, state.absences,
        ]
    }
}
