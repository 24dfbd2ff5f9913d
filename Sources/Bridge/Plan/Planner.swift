package import Ledger
package import Mappings
package import Tickets

/// Turns what changed in the ledger into intents. It reads and writes the ledger only, so planning works while no Mantis
/// can be reached, and planning again plans nothing new.
package struct Planner {
    package let store: any TicketStore
    package let catalogue: MappingCatalogue
    package let instance: Configuration.Instance
    package let now: Instant

    /// Tickets planned in one transaction.
    private static let batchSize = 200

    package init(
        store: any TicketStore,
        catalogue: MappingCatalogue,
        instance: Configuration.Instance,
        now: Instant
    ) {
        self.store = store
        self.catalogue = catalogue
        self.instance = instance
        self.now = now
    }

    /// The intents that ``commit()`` would record now, without recording them.
    package func preview() async throws -> [Intent] {
        var intents: [Intent] = []
        var last: TicketID?
        while true {
            let tickets = try await store.ticketsToPlan(of: instance.name, after: last, limit: Self.batchSize)
            guard let end = tickets.last?.id else { break }
            let planned = try plan(tickets)
            for intent in planned where try await store.outboxEntry(intent.key) == nil { intents.append(intent) }
            last = end
        }
        return intents
    }

    /// Records the intents for every ticket that changed since it was last planned; returns how many are new.
    package func commit() async throws -> Int {
        var count = 0
        while true {
            try Task.checkCancellation()
            let tickets = try await store.ticketsToPlan(of: instance.name, after: nil, limit: Self.batchSize)
            guard !tickets.isEmpty else { break }
            let intents = try plan(tickets)
            FailPoint.beforeIntentCommit.pass()
            count += try await store.record(intents, planned: tickets.map(\.id), at: now).count
            FailPoint.afterIntentCommit.pass()
        }
        return count
    }

    private func plan(_ tickets: [Ticket]) throws -> [Intent] {
        try tickets.compactMap { ticket in
            guard let scope = instance.scopes.first(where: { $0.name == ticket.scope }) else { return nil }
            let acknowledgement = AcknowledgementPlan(
                catalogue: catalogue,
                instance: instance,
                scope: scope,
                now: now
            )
            return try acknowledgement.intent(for: ticket)
        }
    }
}
