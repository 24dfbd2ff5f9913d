package import Ledger
package import Mappings
import ServiceLevels
package import Tickets

/// Turns what changed in the ledger, and what time alone made due, into intents. It reads and writes the ledger only, so
/// planning works while no Mantis can be reached, and planning again plans nothing new.
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

    /// The intents that ``commit(account:)`` would record now, without recording them.
    package func preview() async throws -> [Intent] {
        var intents: [Intent] = []
        try await eachBatch { plan in
            for intent in plan.intents {
                let known = try await store.outboxEntry(intent.key)
                if known == nil || known?.state == .superseded { intents.append(intent) }
            }
        }
        return intents
    }

    /// Records the intents for every ticket that changed since it was last planned or whose clocks ran on meanwhile, and
    /// how those clocks were judged.
    ///
    /// - Parameter account: the number of the bridge's own account, for planning without the server too.
    package func commit(account: Int) async throws -> Outcome {
        try await store.beginPlanning(of: instance.name, account: account, rulesDigest: rulesDigest)
        var outcome = Outcome()
        try await eachBatch { plan in
            FailPoint.beforeIntentCommit.pass()
            outcome.recorded += try await store.record(plan.intents, planned: plan.planned, at: now).count
            FailPoint.afterIntentCommit.pass()
            outcome.unplanned.merge(plan.unplanned) { first, _ in first }
        }
        return outcome
    }

    /// Changes when other intents or clocks could come of the same tickets.
    private var rulesDigest: String {
        let scopes = instance.scopes.map { "\($0.name) \($0.actions)" }
        return ContentDigest(([catalogue.rulesDigest.hexadecimal] + scopes).joined(separator: "\n")).hexadecimal
    }

    private struct Plan {
        var intents: [Intent] = []
        var planned: [PlannedTicket] = []
        var unplanned: [TicketID: String] = [:]
    }

    private func eachBatch(_ body: (Plan) async throws -> Void) async throws {
        // Indexing the calendars costs more than a pass in which nothing changed.
        var tools: (book: ClockBook, facts: FactsReader)?
        var last: TicketID?
        while true {
            try Task.checkCancellation()
            let tickets = try await store.ticketsToPlan(
                of: instance.name,
                at: now,
                after: last,
                limit: Self.batchSize
            )
            guard let end = tickets.last?.id else { return }
            if tools == nil {
                let policies = Set(instance.scopes.map(\.policy))
                tools = (try ClockBook(catalogue, policies: policies), try await FactsReader(store, of: instance.name))
            }
            if let tools {
                let facts = try await tools.facts.facts(of: tickets, asOf: now)
                try await body(plan(tickets, facts, tools.book))
            }
            last = end
        }
    }

    /// Tickets of a scope that is not configured now are left as they are.
    private func plan(_ tickets: [Ticket], _ facts: [TicketID: ClockBook.Facts], _ book: ClockBook) -> Plan {
        var plan = Plan()
        for ticket in tickets {
            guard let scope = instance.scopes.first(where: { $0.name == ticket.scope }),
                let review = book.review(ticket, facts[ticket.id] ?? ClockBook.Facts(), asOf: now)
            else { continue }
            let ticketPlan = TicketPlan(catalogue: catalogue, instance: instance, scope: scope, review: review)
            let (intents, failures) = ticketPlan.outcome
            plan.intents += intents
            guard failures.isEmpty else {
                plan.unplanned[ticket.id] = failures.joined(separator: "; ")
                continue
            }
            plan.planned.append(
                PlannedTicket(ticket: ticket.id, attentionAt: review.nextEvent, verdicts: review.verdicts)
            )
        }
        return plan
    }
}
