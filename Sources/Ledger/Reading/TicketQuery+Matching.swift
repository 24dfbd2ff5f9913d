package import Tickets

extension TicketQuery {
    /// Whether the filters let a ticket through; the position is one of them.
    package func admits(_ ticket: Ticket) -> Bool {
        admitsOrigin(ticket)
            && (kinds.isEmpty || ticket.kind.map(kinds.contains) == true)
            && (statuses.isEmpty || ticket.status.map(statuses.contains) == true)
            && (standings.isEmpty || standings.contains(ticket.standing))
            && (level == nil || ticket.level == level)
            && (handler == nil || ticket.handler?.name == handler)
            && (settled == nil || (ticket.status?.isSettled ?? false) == settled)
            && (changedSince.map { ticket.updated >= $0 } ?? true)
            && admitsText(ticket)
            && (after.map { precedes($0, position(of: ticket)) } ?? true)
    }

    private func admitsOrigin(_ ticket: Ticket) -> Bool {
        (instance == nil || ticket.id.instance == instance)
            && (scope == nil || ticket.scope == scope)
            && (policy == nil || ticket.policy == policy)
    }

    private func admitsText(_ ticket: Ticket) -> Bool {
        guard let text else { return true }
        let haystack = SearchText.of(ticket)
        return SearchText.words(of: text).allSatisfy { haystack.utf8.contains($0.utf8) }
    }

    /// Whether `first` comes before `second` in the query's order.
    package func precedes(_ first: Position, _ second: Position) -> Bool {
        guard let one = first.instant, let other = second.instant, one != other else {
            return first.ticket < second.ticket
        }
        return order == .lastChanged ? one > other : one < other
    }
}
