import GRDB
import Tickets

/// The statements on `outbox`.
struct OutboxTable {
    private static let columns =
        "intent, state, attempts, planned_at, attempted_at, next_at, outcome, remote_note"

    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let database: Database

    init(_ database: Database) throws {
        self.database = database
        find = try database.cachedStatement(sql: "SELECT \(Self.columns) FROM outbox WHERE key = ?")
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO outbox (key, instance, issue, intent, state, attempts, planned_at)
                VALUES (?, ?, ?, ?, ?, 0, ?)
                ON CONFLICT (key) DO UPDATE
                    SET intent = excluded.intent, state = excluded.state, planned_at = excluded.planned_at,
                        next_at = NULL, outcome = NULL
                    WHERE state = 'superseded'
                """
        )
        update = try database.cachedStatement(
            sql: """
                UPDATE outbox SET state = ?, attempts = ?, attempted_at = ?, next_at = ?, outcome = ?, remote_note = ?
                WHERE key = ?
                """
        )
    }

    /// False when the key is known and not superseded; the entry is then left as it is.
    func insert(_ intent: Intent, at now: Instant) throws -> Bool {
        try insert.execute(arguments: [
            intent.key, intent.ticket.instance.rawValue, intent.ticket.issue, JSONForm.text(of: intent),
            OutboxEntry.State.pending.rawValue, now.epochSeconds,
        ])
        return database.changesCount == 1
    }

    func entry(_ key: String) throws -> OutboxEntry? {
        try Row.fetchOne(find, arguments: [key]).map(Self.entry)
    }

    func update(_ entry: OutboxEntry) throws {
        try update.execute(arguments: [
            entry.state.rawValue, entry.attempts, entry.attemptedAt?.epochSeconds, entry.nextAt?.epochSeconds,
            entry.outcome, entry.remoteNote?.rawValue, entry.intent.key,
        ])
    }

    static func entries(
        of instance: InstanceName?,
        states: Set<OutboxEntry.State>,
        in database: Database
    ) throws -> [OutboxEntry] {
        let words = states.map(\.rawValue).sorted()
        let places = Array(repeating: "?", count: words.count).joined(separator: ", ")
        let origin = instance == nil ? "" : "AND instance = ?"
        return try Row.fetchCursor(
            database,
            sql: "SELECT \(columns) FROM outbox WHERE state IN (\(places)) \(origin) ORDER BY sequence",
            arguments: StatementArguments(words + [instance?.rawValue].compactMap { $0 })
        ).reduce(into: []) { $0.append(try entry($1)) }
    }

    private static func entry(_ row: Row) throws -> OutboxEntry {
        let note: Int? = try row.value(7)
        return OutboxEntry(
            intent: try JSONForm.intent(from: row.value(0)),
            state: try row.word(1),
            attempts: try row.value(2),
            plannedAt: try row.instant(3),
            attemptedAt: try row.instantIfPresent(4),
            nextAt: try row.instantIfPresent(5),
            outcome: try row.value(6),
            remoteNote: note.map { NoteID(rawValue: $0) }
        )
    }
}
