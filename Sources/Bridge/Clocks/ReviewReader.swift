package import Ledger
package import Mappings
import ServiceLevels
package import Tickets

/// Reads from the ledger how the clocks of any tickets stand, many tickets at a time: as many readings an instance as for
/// one ticket.
package struct ReviewReader {
    private let store: any TicketStore
    private let book: ClockBook
    /// By instance; contingencies are those that were known when it was first asked about.
    private var readers: [InstanceName: FactsReader] = [:]

    /// For the policies of a configuration. Throws ``ServiceLevelsError`` for clocks that contradict each other, which no
    /// checked catalogue has.
    package init(_ store: any TicketStore, _ catalogue: MappingCatalogue, _ configuration: Configuration) throws {
        self.store = store
        book = try ClockBook(catalogue, policies: Set(configuration.instances.flatMap(\.scopes).map(\.policy)))
    }

    /// Without tickets of a policy that the configuration does not have.
    package mutating func reviews(of tickets: [Ticket], asOf: Instant) async throws -> [TicketID: TicketReview] {
        try await reviews(of: tickets, asOf: asOf) { _ in }
    }

    /// The same, where some facts are taken to be others.
    package mutating func reviews(
        of tickets: [Ticket],
        asOf: Instant,
        supposing change: (inout ClockBook.Facts) -> Void
    ) async throws -> [TicketID: TicketReview] {
        var reviews: [TicketID: TicketReview] = [:]
        for (instance, tickets) in Dictionary(grouping: tickets, by: \.id.instance) {
            let known = try await reader(of: instance).facts(of: tickets, asOf: asOf)
            for ticket in tickets {
                var facts = known[ticket.id] ?? ClockBook.Facts()
                change(&facts)
                reviews[ticket.id] = book.review(ticket, facts, asOf: asOf)
            }
        }
        return reviews
    }

    private mutating func reader(of instance: InstanceName) async throws -> FactsReader {
        if let reader = readers[instance] { return reader }
        let reader = try await FactsReader(store, of: instance)
        readers[instance] = reader
        return reader
    }
}
