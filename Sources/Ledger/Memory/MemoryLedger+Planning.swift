package import Tickets

extension MemoryLedger {
    package func account(of instance: InstanceName) -> Int? { instances[instance]?.account }

    package func beginPlanning(of instance: InstanceName, account: Int?, rulesDigest: String) {
        let known = instances[instance]
        let present = Instance(account: account ?? known?.account, rulesDigest: rulesDigest)
        guard present != known else { return }
        instances[instance] = present
        planOpenAgain { $0.id.instance == instance }
    }

    package func ticketsToPlan(of instance: InstanceName, at now: Instant, after: TicketID?, limit: Int) -> [Ticket] {
        readings.values
            .map(\.ticket)
            .filter { ticket in
                ticket.id.instance == instance && ticket.id.issue > after?.issue ?? 0
                    && (!plannedTickets.contains(ticket.id) || isDue(ticket.id, at: now))
            }
            .sorted { $0.id < $1.id }
            .prefix(limit)
            .map { $0 }
    }

    @discardableResult
    package func record(_ intents: [Intent], planned: [PlannedTicket], at now: Instant) throws -> [String] {
        let named = planned.map(\.ticket) + intents.map(\.ticket)
        if let orphan = named.first(where: { readings[$0] == nil }) { throw failure(.unknownTicket(orphan)) }
        for ticket in planned {
            plannedTickets.insert(ticket.ticket)
            plans[ticket.ticket] = ticket
        }
        return intents.compactMap { intent in
            if let index = entryIndex[intent.key] {
                guard entries[index].state == .superseded else { return nil }
                entries[index].planAgain(intent, at: now)
                return intent.key
            }
            entryIndex[intent.key] = entries.count
            entries.append(OutboxEntry(intent: intent, state: .pending, attempts: 0, plannedAt: now))
            return intent.key
        }
    }

    private func isDue(_ ticket: TicketID, at now: Instant) -> Bool {
        plans[ticket]?.attentionAt.map { $0 <= now } ?? false
    }

    func planOpenAgain(_ isAffected: (Ticket) -> Bool) {
        let open = readings.values.map(\.ticket).filter { $0.status?.isSettled != true && isAffected($0) }
        plannedTickets.subtract(open.map(\.id))
    }
}
