import GRDB
import Tickets

/// Rows that belong to tickets, for many tickets at once.
enum TicketRows {
    /// By ticket, in the order of the rows. The first column of `sql` is the issue; its arguments are the instance and a
    /// JSON list of issues. One statement for many: to begin and end one takes longer than to find a row.
    static func fetch<Value>(
        of tickets: [TicketID],
        sql: String,
        in database: Database,
        _ value: (TicketID, Row) throws -> Value
    ) throws -> [TicketID: [Value]] {
        var found: [TicketID: [Value]] = [:]
        for (instance, tickets) in Dictionary(grouping: tickets, by: \.instance) {
            let issues = "[\(tickets.map { String($0.issue) }.joined(separator: ","))]"
            let rows = try Row.fetchCursor(
                database.cachedStatement(sql: sql),
                arguments: [instance.rawValue, issues]
            )
            while let row = try rows.next() {
                let ticket = TicketID(instance: instance, issue: try row.value(0))
                found[ticket, default: []].append(try value(ticket, row))
            }
        }
        return found
    }
}
