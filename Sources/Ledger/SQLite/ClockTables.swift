import Foundation
import GRDB
import ServiceLevels
import Tickets

/// The statements on `clock_verdict`, prepared once for a batch. A verdict is kept as JSON; the columns beside it are what
/// people ask for.
struct VerdictTable {
    private let find: Statement
    private let insert: Statement
    private let clear: Statement

    init(_ database: Database) throws {
        find = try database.cachedStatement(
            sql: "SELECT verdict FROM clock_verdict WHERE instance = ? AND issue = ? ORDER BY position"
        )
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO clock_verdict (
                    instance, issue, position, kind, first_start, breached_at, ended_at, verdict
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        clear = try database.cachedStatement(sql: "DELETE FROM clock_verdict WHERE instance = ? AND issue = ?")
    }

    func verdicts(of ticket: TicketID) throws -> [ClockVerdict] {
        try texts(of: ticket).map { text in
            guard let verdict = try? JSONDecoder().decode(ClockVerdict.self, from: Data(text.utf8)) else {
                throw UnreadableRow()
            }
            return verdict
        }
    }

    /// Writes only what differs from what is kept.
    func replace(_ verdicts: [ClockVerdict], of ticket: TicketID) throws {
        let texts = try verdicts.map(Self.text)
        guard try self.texts(of: ticket) != texts else { return }
        let id: StatementArguments = [ticket.instance.rawValue, ticket.issue]
        clear.setUncheckedArguments(id)
        try clear.execute()
        for (position, (verdict, text)) in zip(verdicts, texts).enumerated() {
            insert.setUncheckedArguments(
                id + [
                    position, verdict.kind.rawValue, verdict.firstStart.epochSeconds, verdict.breachedAt?.epochSeconds,
                    verdict.endedAt?.epochSeconds, text,
                ]
            )
            try insert.execute()
        }
    }

    private func texts(of ticket: TicketID) throws -> [String] {
        find.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
        return try String.fetchAll(find)
    }

    private static func text(of verdict: ClockVerdict) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(verdict), as: UTF8.self)
    }
}

/// The statements on `contingency`.
struct ContingencyTable {
    private static let columns =
        "id, policy, begins, ends, reason, declared, declared_by, end_declared, end_declared_by"
    let database: Database

    func all(of policy: PolicyName?) throws -> [ContingencyRecord] {
        try Row.fetchAll(
            database,
            sql: "SELECT \(Self.columns) FROM contingency \(policy == nil ? "" : "WHERE policy = ?") ORDER BY id",
            arguments: policy.map { [$0.rawValue] } ?? []
        ).map(Self.record)
    }

    func record(_ id: ContingencyID) throws -> ContingencyRecord? {
        try Row.fetchOne(
            database,
            sql: "SELECT \(Self.columns) FROM contingency WHERE id = ?",
            arguments: [id.rawValue]
        ).map(Self.record)
    }

    func insert(_ contingency: Contingency, of policy: PolicyName, by: String) throws -> ContingencyRecord {
        try database.execute(
            sql: """
                INSERT INTO contingency (policy, begins, ends, reason, declared, declared_by)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                policy.rawValue, contingency.from.epochSeconds, contingency.to?.epochSeconds, contingency.reason,
                contingency.declared.epochSeconds, by,
            ]
        )
        return ContingencyRecord(
            id: ContingencyID(rawValue: database.lastInsertedRowID),
            policy: policy,
            contingency: contingency,
            declaredBy: by
        )
    }

    func end(_ record: ContingencyRecord) throws {
        try database.execute(
            sql: "UPDATE contingency SET ends = ?, end_declared = ?, end_declared_by = ? WHERE id = ?",
            arguments: [
                record.contingency.to?.epochSeconds, record.contingency.endDeclared?.epochSeconds,
                record.endDeclaredBy, record.id.rawValue,
            ]
        )
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

/// The statements on `declaration`.
struct DeclarationTable {
    let database: Database

    func insert(_ declaration: Declaration) throws -> RecordedDeclaration {
        try database.execute(
            sql: """
                INSERT INTO declaration (instance, issue, fact, date, at, declared, declared_by, remark)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                declaration.ticket.instance.rawValue, declaration.ticket.issue, declaration.fact.word,
                declaration.fact.date?.epochSeconds, declaration.at.epochSeconds, declaration.declared.epochSeconds,
                declaration.by, declaration.remark,
            ]
        )
        return RecordedDeclaration(sequence: database.lastInsertedRowID, declaration: declaration)
    }

    func all(of tickets: [TicketID]) throws -> [TicketID: [RecordedDeclaration]] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, fact, date, at, declared, declared_by, remark FROM declaration
                WHERE instance = ? AND issue = ? ORDER BY sequence
                """
        )
        return try tickets.reduce(into: [:]) { found, ticket in
            statement.setUncheckedArguments([ticket.instance.rawValue, ticket.issue])
            let declarations = try Row.fetchAll(statement).map { try Self.declaration(of: ticket, $0) }
            if !declarations.isEmpty { found[ticket] = declarations }
        }
    }

    private static func declaration(of ticket: TicketID, _ row: Row) throws -> RecordedDeclaration {
        guard let fact = Declaration.Fact(word: try row.value(1), date: try row.instantIfPresent(2)) else {
            throw UnreadableRow()
        }
        return RecordedDeclaration(
            sequence: try row.value(0),
            declaration: Declaration(
                ticket: ticket,
                fact: fact,
                at: try row.instant(3),
                declared: try row.instant(4),
                by: try row.value(5),
                remark: try row.value(6)
            )
        )
    }
}
