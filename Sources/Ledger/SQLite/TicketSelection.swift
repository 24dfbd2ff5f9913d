import GRDB
import Tickets

/// A ``TicketQuery`` as SQL. Values are always arguments; only words of this file stand in the text.
struct TicketSelection {
    private let order: TicketQuery.Order
    private let limit: Int
    private var conditions: [String] = []
    private(set) var arguments: [any DatabaseValueConvertible & Sendable] = []
    private var placeCondition: String?
    private var placeArguments: [any DatabaseValueConvertible & Sendable] = []

    init(_ query: TicketQuery) {
        order = query.order
        limit = query.limit
        require("instance = ?", query.instance?.rawValue)
        require("scope = ?", query.scope)
        require("policy = ?", query.policy?.rawValue)
        require("kind", oneOf: query.kinds.map(\.rawValue))
        require("status", oneOf: query.statuses.map(\.rawValue))
        require("standing", oneOf: query.standings.map(\.rawValue))
        require("level = ?", query.level?.rawValue)
        require("handler = ?", query.handler)
        require("updated >= ?", query.changedSince?.epochSeconds)
        for word in query.text.map(SearchText.words) ?? [] { require("instr(search, ?) > 0", word) }
        // A literal, so that the index over open tickets applies.
        if let settled = query.settled { conditions.append(settled ? "settled = 1" : "settled = 0") }
        if let place = query.after { startBehind(place) }
    }

    /// One page, as the bodies of its tickets.
    var page: String {
        """
        SELECT body FROM ticket JOIN ticket_body ON ticket_body.ticket = ticket.id
        \(filter(conditions + [placeCondition].compactMap { $0 })) ORDER BY \(ordering) LIMIT ?
        """
    }

    var pageArguments: [any DatabaseValueConvertible & Sendable] { arguments + placeArguments + [limit] }

    /// Every status with the number of its tickets.
    var counts: String { "SELECT status, count(*) FROM ticket \(filter(conditions)) GROUP BY status" }

    private var ordering: String {
        switch order {
        case .identity: "instance, issue"
        case .lastChanged: "updated DESC, instance, issue"
        case .oldestSubmitted: "submitted, instance, issue"
        }
    }

    private func filter(_ conditions: [String]) -> String {
        conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    }

    private mutating func require(_ condition: String, _ value: (any DatabaseValueConvertible & Sendable)?) {
        guard let value else { return }
        conditions.append(condition)
        arguments.append(value)
    }

    private mutating func require(_ column: String, oneOf words: [String]) {
        guard !words.isEmpty else { return }
        let places = Array(repeating: "?", count: words.count).joined(separator: ", ")
        conditions.append("\(column) IN (\(places))")
        arguments += words.sorted()
    }

    /// The first comparison bounds the walk over the index; the second one settles equal instants.
    private mutating func startBehind(_ place: TicketQuery.Position) {
        let identity: [any DatabaseValueConvertible & Sendable] = [place.ticket.instance.rawValue, place.ticket.issue]
        let instant = place.instant?.epochSeconds
        switch (order, instant) {
        case (.lastChanged, let instant?):
            placeCondition = "updated <= ? AND (updated < ? OR (instance, issue) > (?, ?))"
            placeArguments = [instant, instant] + identity
        case (.oldestSubmitted, let instant?):
            placeCondition = "submitted >= ? AND (submitted > ? OR (instance, issue) > (?, ?))"
            placeArguments = [instant, instant] + identity
        case (.identity, _), (_, nil):
            placeCondition = "(instance, issue) > (?, ?)"
            placeArguments = identity
        }
    }
}
