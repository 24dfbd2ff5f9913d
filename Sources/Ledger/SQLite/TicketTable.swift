import GRDB
import Tickets

/// The statements on `ticket` and `ticket_body`, prepared once for a batch.
struct TicketTable {
    private let states: IssueStateTable
    private let findBody: Statement
    private let insert: Statement
    private let insertBody: Statement
    private let update: Statement
    private let updateBody: Statement
    private let updateState: Statement
    private let updateStanding: Statement
    private let updateBodyStanding: Statement
    private let database: Database

    init(_ database: Database) throws {
        self.database = database
        states = try IssueStateTable(database)
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
        updateBodyStanding = try database.cachedStatement(
            sql: "UPDATE ticket_body SET body = json_set(body, '$.standing', ?) WHERE ticket = ?"
        )
    }

    func contains(_ ticket: TicketID) throws -> Bool { try !states.known([ticket]).isEmpty }

    /// Stores readings and counts what that did. Only what differs from the stored is written. The text decides and not
    /// the fingerprint, because a changed mapping makes another ticket of the same issue.
    func store(_ readings: [PullBatch.Reading], effect: inout PullBatch.Effect) throws {
        var known = try states.known(readings.map(\.ticket.id))
        for reading in readings {
            let row = try store(reading, over: known[reading.ticket.id], effect: &effect)
            known[reading.ticket.id] = IssueStateTable.Known(row: row, state: reading.state)
        }
    }

    /// Returns the row.
    private func store(
        _ reading: PullBatch.Reading,
        over known: IssueStateTable.Known?,
        effect: inout PullBatch.Effect
    ) throws -> Int64 {
        let body = JSONForm.text(of: reading.ticket)
        guard let known else {
            effect.created += 1
            return try add(reading, body: body)
        }
        guard try self.body(of: known.row) == body else {
            try replace(known.row, by: reading, body: body)
            effect.updated += 1
            return known.row
        }
        effect.unchanged += 1
        if known.state != reading.state {
            updateState.setUncheckedArguments(stateColumns(reading.state) + [known.row])
            try updateState.execute()
        }
        return known.row
    }

    func apply(_ change: PullBatch.StandingChange) throws {
        guard let known = try states.known([change.ticket])[change.ticket] else { return }
        let isSame = known.state.standing == change.standing
        if isSame, known.state.absences == change.absences { return }
        updateStanding.setUncheckedArguments([change.standing.rawValue, change.absences, known.row])
        try updateStanding.execute()
        if isSame { return }
        updateBodyStanding.setUncheckedArguments([change.standing.rawValue, known.row])
        try updateBodyStanding.execute()
    }

    // MARK: Parts

    private func body(of row: Int64) throws -> String? {
        findBody.setUncheckedArguments([row])
        return try String.fetchOne(findBody)
    }

    private func add(_ reading: PullBatch.Reading, body: String) throws -> Int64 {
        let id = reading.ticket.id
        insert.setUncheckedArguments(
            [id.instance.rawValue, id.issue] + ticketColumns(reading) + stateColumns(reading.state)
        )
        try insert.execute()
        let row = database.lastInsertedRowID
        insertBody.setUncheckedArguments([row, body])
        try insertBody.execute()
        return row
    }

    private func replace(_ row: Int64, by reading: PullBatch.Reading, body: String) throws {
        update.setUncheckedArguments(ticketColumns(reading) + stateColumns(reading.state) + [row])
        try update.execute()
        updateBody.setUncheckedArguments([body, row])
        try updateBody.execute()
    }

    private func ticketColumns(_ reading: PullBatch.Reading) -> StatementArguments {
        let ticket = reading.ticket
        return [
            ticket.scope, ticket.standing.rawValue, ticket.policy.rawValue, ticket.kind?.rawValue,
            ticket.level?.rawValue, ticket.status?.rawValue, ticket.status?.isSettled ?? false, ticket.handler?.name,
            ticket.submitted.epochSeconds, ticket.updated.epochSeconds, SearchText.of(ticket),
        ]
    }

    private func stateColumns(_ state: IssueState) -> StatementArguments {
        [
            state.scopeDigest, state.lastUpdated.epochSeconds, state.firstSeenAt.epochSeconds, state.fingerprint,
            state.notesCount, state.attachmentsCount, state.settled, state.absences,
        ]
    }
}
