package import Ledger
package import Mappings
package import ServiceLevels
package import Tickets

/// How many open tickets of a policy what was said of a contingency concerns.
package struct ContingencyReach: Hashable, Sendable {
    /// All open tickets of the policy.
    package private(set) var open = 0
    /// Those of which a clock stands otherwise for it.
    package private(set) var affected = 0

    package init(open: Int = 0, affected: Int = 0) {
        self.open = open
        self.affected = affected
    }

    /// Compares the clocks as they are with how they would be if the contingency, as it is recorded now, had been
    /// `before`; nil when it was not.
    package static func count(
        of record: ContingencyRecord,
        before: Contingency?,
        in store: any TicketStore,
        _ catalogue: MappingCatalogue,
        _ configuration: Configuration,
        asOf: Instant
    ) async throws -> ContingencyReach {
        var reader = try ReviewReader(store, catalogue, configuration)
        var reach = ContingencyReach()
        let query = TicketQuery(policy: record.policy, standings: [.inScope], settled: false)
        for try await tickets in store.pages(of: query) {
            let reviews = try await reader.reviews(of: tickets, asOf: asOf)
            let earlier = try await reader.reviews(of: tickets, asOf: asOf) { facts in
                facts.contingencies.removeAll { $0 == record.contingency }
                if let before { facts.contingencies.append(before) }
            }
            reach.open += tickets.count
            for (id, review) in reviews {
                if let old = earlier[id], !review.moves(since: old).isEmpty { reach.affected += 1 }
            }
        }
        return reach
    }
}
