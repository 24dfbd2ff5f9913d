import GRDB
import ServiceLevels
import Tickets

/// The statements on `contingency`.
struct ContingencyTable {
    private static let columns = """
        id, policy, began_at, ended_at, reason, declared_at, declared_by, end_declared_at, end_declared_by
        """

    private let database: Database

    init(_ database: Database) { self.database = database }

    func insert(_ contingency: Contingency, of policy: PolicyName, by person: String) throws -> ContingencyRecord {
        let endDeclarer = contingency.endDeclared == nil ? nil : person
        try database.execute(
            sql: "INSERT INTO contingency (\(Self.columns)) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                policy.rawValue, contingency.from.epochSeconds, contingency.to?.epochSeconds, contingency.reason,
                contingency.declared.epochSeconds, person, contingency.endDeclared?.epochSeconds, endDeclarer,
            ]
        )
        return ContingencyRecord(
            id: ContingencyID(rawValue: database.lastInsertedRowID),
            policy: policy,
            contingency: contingency,
            declaredBy: person,
            endDeclaredBy: endDeclarer
        )
    }

    /// Stores the end of a record.
    func update(_ record: ContingencyRecord) throws {
        try database.execute(
            sql: "UPDATE contingency SET ended_at = ?, end_declared_at = ?, end_declared_by = ? WHERE id = ?",
            arguments: [
                record.contingency.to?.epochSeconds, record.contingency.endDeclared?.epochSeconds,
                record.endDeclaredBy, record.id.rawValue,
            ]
        )
    }

    func record(_ id: ContingencyID) throws -> ContingencyRecord? {
        try Row.fetchOne(
            database,
            sql: "SELECT \(Self.columns) FROM contingency WHERE id = ?",
            arguments: [id.rawValue]
        ).map(Self.record)
    }

    func records(of policy: PolicyName?) throws -> [ContingencyRecord] {
        try Row.fetchAll(
            database,
            sql: "SELECT \(Self.columns) FROM contingency \(policy == nil ? "" : "WHERE policy = ?") ORDER BY id",
            arguments: policy.map { [$0.rawValue] } ?? []
        ).map(Self.record)
    }

    private static func record(_ row: Row) throws -> ContingencyRecord {
        let contingency = try? Contingency(
            from: row.instant(2),
            to: row.instantIfPresent(3),
            reason: row.value(4),
            declared: row.instant(5),
            endDeclared: row.instantIfPresent(7)
        )
        guard let contingency else { throw UnreadableRow() }
        return ContingencyRecord(
            id: ContingencyID(rawValue: try row.value(0)),
            policy: PolicyName(rawValue: try row.value(1)),
            contingency: contingency,
            declaredBy: try row.value(6),
            endDeclaredBy: try row.value(8)
        )
    }
}
