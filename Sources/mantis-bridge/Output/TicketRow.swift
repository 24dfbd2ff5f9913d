import Bridge
import ServiceLevels
import Tickets

/// One ticket in a list, with the clock that speaks for it.
enum TicketRow {
    static let header = [
        "CASO", "POLÍTICA", "TIPO", "NIVEL", "ESTADO", "VENCE", "RESTA", "RESPONSABLE", "ACTUALIZADO", "RESUMEN",
    ]

    static func cells(_ ticket: Ticket, _ clock: LeadingClock, _ words: TicketWords) -> [String] {
        [
            ticket.id.rawValue,
            ticket.policy.rawValue,
            words.kind(of: ticket),
            words.level(of: ticket),
            words.status(of: ticket),
            clock.due.map { words.moment($0, of: ticket) } ?? "—",
            words.remaining(clock),
            ticket.handler?.displayName ?? "—",
            words.moment(ticket.updated, of: ticket),
            ticket.summary.count > 60 ? ticket.summary.prefix(59) + "…" : ticket.summary,
        ]
    }

    /// Columns are only ever added, at the end.
    static let csvHeader = [
        "id", "policy", "kind", "level", "status", "standing", "project", "category", "summary", "reporter", "handler",
        "nit", "company", "submitted", "updated", "due", "clock", "clock_state", "due_at", "remaining_seconds",
        "indicative",
    ]

    static func csv(_ ticket: Ticket, _ clock: LeadingClock) -> [String] {
        let cycle = clock.record?.current
        return [
            ticket.id.rawValue, ticket.policy.rawValue, ticket.kind?.rawValue ?? "", ticket.level?.rawValue ?? "",
            ticket.status?.rawValue ?? "", ticket.standing.rawValue, ticket.project, ticket.category ?? "",
            ticket.summary, ticket.reporter.displayName, ticket.handler?.displayName ?? "",
            ticket.requester.nit ?? "", ticket.requester.company ?? "", ticket.submitted.iso8601,
            ticket.updated.iso8601, ticket.due?.iso8601 ?? "", clock.record?.kind.rawValue ?? "",
            clock.record?.state.rawValue ?? "", clock.due?.iso8601 ?? "", cycle?.remaining.map(String.init) ?? "",
            cycle.map { String($0.isIndicative) } ?? "",
        ]
    }
}
