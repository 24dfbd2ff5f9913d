package import Ledger
import ServiceLevels
package import Tickets

/// Reads from the ledger what is known of tickets beside what Mantis tells, for their clocks.
package struct FactsReader: Sendable {
    private let store: any TicketStore
    private let bridge: Int?
    private let contingencies: [PolicyName: [Contingency]]

    package init(_ store: any TicketStore, of instance: InstanceName) async throws {
        self.store = store
        bridge = try await store.account(of: instance)
        contingencies = Dictionary(grouping: try await store.contingencies(of: nil), by: \.policy)
            .mapValues { $0.map(\.contingency) }
    }

    /// As they could be known at an instant; of the instance's tickets.
    package func facts(of tickets: [Ticket], asOf: Instant) async throws -> [TicketID: ClockBook.Facts] {
        let ids = tickets.map(\.id)
        let verdicts = try await store.verdicts(of: ids)
        let declarations = try await store.declarations(of: ids)
        return Dictionary(
            tickets.map { ticket in
                let declared = (declarations[ticket.id] ?? []).filter { $0.declared <= asOf }
                let facts = ClockBook.Facts(
                    bridge: bridge,
                    contingencies: contingencies[ticket.policy] ?? [],
                    declared: declared.map(\.signal),
                    verdicts: verdicts[ticket.id] ?? []
                )
                return (ticket.id, facts)
            }
        ) { first, _ in first }
    }
}
