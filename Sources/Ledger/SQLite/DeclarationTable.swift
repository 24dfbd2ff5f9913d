import GRDB
import Tickets

/// The statements on `declaration`.
struct DeclarationTable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Returns the declaration with its number.
    func insert(_ declaration: Declaration) throws -> Declaration {
        let (word, date) = Self.columns(of: declaration.fact)
        try database.execute(
            sql: """
                INSERT INTO declaration (
                    instance, issue, fact, committed_to, at, declared_at, declared_by, remark
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                declaration.ticket.instance.rawValue, declaration.ticket.issue, word, date?.epochSeconds,
                declaration.at.epochSeconds, declaration.declared.epochSeconds, declaration.by, declaration.remark,
            ]
        )
        var stored = declaration
        stored.sequence = Int(database.lastInsertedRowID)
        return stored
    }

    static func declarations(of tickets: [TicketID], in database: Database) throws -> [TicketID: [Declaration]] {
        try TicketRows.fetch(
            of: tickets,
            sql: """
                SELECT issue, sequence, fact, committed_to, at, declared_at, declared_by, remark FROM declaration
                WHERE instance = ? AND issue IN (SELECT value FROM json_each(?)) ORDER BY sequence
                """,
            in: database
        ) { ticket, row in
            var declaration = Declaration(
                ticket: ticket,
                fact: try fact(word: row.value(2), date: row.instantIfPresent(3)),
                at: try row.instant(4),
                declared: try row.instant(5),
                by: try row.value(6),
                remark: try row.value(7)
            )
            declaration.sequence = try row.value(1)
            return declaration
        }
    }

    private static func columns(of fact: Declaration.Fact) -> (word: String, date: Instant?) {
        switch fact {
        case .informationComplete: ("information-complete", nil)
        case .documented: ("documented", nil)
        case .viabilityPublished: ("viability-published", nil)
        case .committed(let date): ("committed", date)
        }
    }

    private static func fact(word: String, date: Instant?) throws -> Declaration.Fact {
        switch word {
        case "information-complete": .informationComplete
        case "documented": .documented
        case "viability-published": .viabilityPublished
        case "committed": .committed(date)
        default: throw UnreadableRow()
        }
    }
}
