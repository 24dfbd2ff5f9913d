package import Ledger
package import Mappings
package import Tickets

/// Turns what changed in the ledger into intents. It reads and writes the ledger only, so planning works while no Mantis
/// can be reached, and planning again plans nothing new.
package struct Planner {
    private let store: any TicketStore
    private let catalogue: MappingCatalogue
    private let instance: Configuration.Instance
    private let now: Instant

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

    /// What came of planning.
    package struct Outcome: Sendable {
        /// New intents.
        package var recorded = 0
        /// Tickets whose note cannot be made, each with the reason. They are planned again next time.
        package var unplanned: [TicketID: String] = [:]
    }

    /// The intents that ``commit()`` would record now, without recording them.
    package func preview() async throws -> [Intent] {
        var intents: [Intent] = []
        var last: TicketID?
        while true {
            let tickets = try await store.ticketsToPlan(of: instance.name, after: last, limit: Self.batchSize)
            guard let end = tickets.last?.id else { break }
            for intent in plan(tickets).intents {
                let known = try await store.outboxEntry(intent.key)
                if known == nil || known?.state == .superseded { intents.append(intent) }
            }
            last = end
        }
        return intents
    }

    /// Records the intents for every ticket that changed since it was last planned.
    package func commit() async throws -> Outcome {
        var outcome = Outcome()
        var last: TicketID?
        while true {
            try Task.checkCancellation()
            let tickets = try await store.ticketsToPlan(of: instance.name, after: last, limit: Self.batchSize)
            guard let end = tickets.last?.id else { break }
            let plan = plan(tickets)
            FailPoint.beforeIntentCommit.pass()
            outcome.recorded += try await store.record(plan.intents, planned: plan.planned, at: now).count
            FailPoint.afterIntentCommit.pass()
            outcome.unplanned.merge(plan.unplanned) { first, _ in first }
            last = end
        }
        return outcome
    }

    private struct Plan {
        var intents: [Intent] = []
        var planned: [TicketID] = []
        var unplanned: [TicketID: String] = [:]
    }

    /// Tickets of a scope that is not configured now are left as they are.
    private func plan(_ tickets: [Ticket]) -> Plan {
        var plan = Plan()
        for ticket in tickets {
            guard let scope = instance.scopes.first(where: { $0.name == ticket.scope }) else { continue }
            let acknowledgement = AcknowledgementPlan(
                catalogue: catalogue,
                instance: instance,
                scope: scope,
                now: now
            )
            do {
                if let intent = try acknowledgement.intent(for: ticket) { plan.intents.append(intent) }
                plan.planned.append(ticket.id)
            } catch {
                plan.unplanned[ticket.id] = "\(error)"
            }
        }
        return plan
    }
}
