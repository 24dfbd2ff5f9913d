package import ServiceLevels
package import Tickets

/// What something that was declared did to one clock of a ticket.
package struct DeadlineMove: Hashable, Sendable {
    /// How the clock's present cycle stands.
    package struct Standing: Hashable, Sendable {
        package var state: ClockState
        package var due: Instant?

        package init(_ state: ClockState, due: Instant? = nil) {
            self.state = state
            self.due = due
        }
    }

    package var kind: ClockKind
    package var before: Standing
    package var after: Standing

    package init(_ kind: ClockKind, from before: Standing, to after: Standing) {
        self.kind = kind
        self.before = before
        self.after = after
    }
}

extension TicketReview {
    /// The clocks whose deadline or state is another than it was in `earlier`, in the policy's order.
    package func moves(since earlier: TicketReview) -> [DeadlineMove] {
        records.compactMap { record in
            let before = earlier.records.first { $0.kind == record.kind }?.standing ?? DeadlineMove.Standing(.waiting)
            return before == record.standing
                ? nil : DeadlineMove(record.kind, from: before, to: record.standing)
        }
    }
}

extension ClockRecord {
    fileprivate var standing: DeadlineMove.Standing { DeadlineMove.Standing(state, due: current?.due) }
}
