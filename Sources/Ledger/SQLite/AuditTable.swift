import GRDB
import Tickets

/// The statements on `audit`.
struct AuditTable {
    private static let columns = """
        sequence, at, instance, issue, intent_key, action, outcome, remote_id, actor, previous_hash, hash
        """

    private let database: Database

    init(_ database: Database) { self.database = database }

    func head() throws -> AuditEntry.Head {
        let row = try Row.fetchOne(database, sql: "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
        return try row.map { AuditEntry.Head(sequence: try $0.value(0), hash: try $0.value(1)) } ?? .genesis
    }

    func append(_ entry: AuditEntry) throws {
        try database.execute(
            sql: "INSERT INTO audit (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.sequence, entry.at.epochSeconds, entry.ticket.instance.rawValue, entry.ticket.issue,
                entry.intentKey, entry.action, entry.outcome.rawValue, entry.remoteID, entry.actor,
                entry.previousHash, entry.hash,
            ]
        )
    }

    func entries(of ticket: TicketID?, after: Int, limit: Int) throws -> [AuditEntry] {
        let origin = ticket == nil ? "" : "AND instance = ? AND issue = ?"
        let identity: [any DatabaseValueConvertible] = ticket.map { [$0.instance.rawValue, $0.issue] } ?? []
        return try Row.fetchAll(
            database,
            sql: "SELECT \(Self.columns) FROM audit WHERE sequence > ? \(origin) ORDER BY sequence LIMIT ?",
            arguments: StatementArguments([after] + identity + [limit])
        ).map(Self.entry)
    }

    func verify() throws -> AuditVerdict {
        var verifier = AuditVerifier()
        let rows = try Row.fetchCursor(database, sql: "SELECT \(Self.columns) FROM audit ORDER BY sequence")
        while let row = try rows.next() {
            guard let entry = try? Self.entry(row) else {
                verifier.reject(sequence: try row.value(0), .unreadable)
                break
            }
            guard verifier.accept(entry) else { break }
        }
        return verifier.verdict
    }

    private static func entry(_ row: Row) throws -> AuditEntry {
        AuditEntry(
            sequence: try row.value(0),
            at: try row.instant(1),
            ticket: TicketID(instance: try row.word(2), issue: try row.value(3)),
            intentKey: try row.value(4),
            action: try row.value(5),
            outcome: try row.word(6),
            remoteID: try row.value(7),
            actor: try row.value(8),
            previousHash: try row.value(9),
            hash: try row.value(10)
        )
    }
}
