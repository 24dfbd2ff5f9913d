package import Tickets

/// All tickets of a query, one page at a time: a hundred thousand tickets take the memory of one page.
///
/// ```swift
/// for try await page in store.pages(of: TicketQuery(settled: false)) { … }
/// ```
///
/// Pages are separate readings. A ticket that changes its place in the order between two of them may come twice or not
/// at all; in the order of identity none does.
package struct TicketPages: AsyncSequence {
    package typealias Element = [Ticket]

    private let store: any TicketStore
    private let query: TicketQuery

    package init(store: any TicketStore, query: TicketQuery) {
        self.store = store
        self.query = query
    }

    package func makeAsyncIterator() -> Iterator { Iterator(store: store, query: query) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let store: any TicketStore
        fileprivate var query: TicketQuery?

        fileprivate init(store: any TicketStore, query: TicketQuery) {
            self.store = store
            self.query = query
        }

        package mutating func next() async throws -> [Ticket]? {
            guard let current = query else { return nil }
            try Task.checkCancellation()
            let page = try await store.tickets(matching: current)
            guard let last = page.last else {
                query = nil
                return nil
            }
            query?.after = current.position(of: last)
            return page
        }
    }
}

extension TicketStore {
    /// The tickets of a query page by page, each of ``TicketQuery/limit`` tickets.
    package func pages(of query: TicketQuery) -> TicketPages { TicketPages(store: self, query: query) }
}
