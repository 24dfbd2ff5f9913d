package import ServiceLevels
package import Tickets

/// The one clock that speaks for a ticket where there is room for one: what has to be answered for next.
///
/// Only the provider's clocks do, since a window of the requester that runs out is no broken promise. Of those whose cycle
/// is open it is the breached one that was due first, else the one that is due first, else one that stands still, else one
/// without a time. When every cycle is over, and on a settled ticket, it is the one that ended last.
package struct LeadingClock: Sendable {
    /// How much a ticket asks for attention, the most first.
    package enum Rank: Int, Comparable, Sendable {
        case overdue
        /// There is a deadline ahead, even if a pause with a known end holds the clock.
        case due
        /// It stands still without a deadline, or has not begun.
        case held
        /// Nothing is promised.
        case untimed
        /// What was promised happened, or there is nothing more to wait for.
        case over

        package static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    package let rank: Rank
    /// Nil when the policy has no clock for the ticket, or a settled one ended none.
    package let record: ClockRecord?
    /// The deadline ahead, or the one that passed.
    package let due: Instant?

    /// - Parameter isSettled: whether the ticket is resolved or closed.
    package init(of records: [ClockRecord], isSettled: Bool) {
        let ours = records.filter { !$0.kind.isWindow }
        let ranked = ours.map { record in (record: record, rank: record.rank, due: record.deadline) }
        // `min` takes the first of equals: the policy's order decides.
        let first = ranked.min { Self.comes(($0.rank, $0.due), before: ($1.rank, $1.due)) }
        if !isSettled, let first, first.rank < .over {
            (record, rank, due) = first
        } else if !isSettled, ours.isEmpty {
            (record, rank, due) = (nil, .untimed, nil)
        } else {
            let last = ours.filter { $0.current?.end != nil }.max { Self.ends($0, before: $1) }
            (record, rank, due) = (last, .over, last?.deadline)
        }
    }

    /// Of two that ended together the one that kept its promise counts as earlier.
    private static func ends(_ left: ClockRecord, before right: ClockRecord) -> Bool {
        guard let one = left.current, let other = right.current, let end = one.end?.at, let last = other.end?.at
        else { return false }
        return end == last ? one.breach == nil && other.breach != nil : end < last
    }

    fileprivate static func comes(_ left: (Rank, Instant?), before right: (Rank, Instant?)) -> Bool {
        guard left.0 == right.0, let one = left.1, let other = right.1 else {
            return left.0 == right.0 ? left.1 != nil && right.1 == nil : left.0 < right.0
        }
        return one < other
    }
}

extension ClockRecord {
    /// Of the present cycle: the deadline that passed, or the one ahead.
    package var deadline: Instant? { current?.breach?.at ?? current?.due }

    fileprivate var rank: LeadingClock.Rank {
        guard let current else { return .held }
        guard current.isOpen else { return .over }
        switch current.state {
        case .breached: return .overdue
        case .untimed: return .untimed
        case .waiting, .running, .paused, .met, .cancelled: return current.due == nil ? .held : .due
        }
    }
}

/// The place of a ticket in a list by urgency: the longest overdue first, then by deadline; within that the last changed
/// first. A total order.
package struct Urgency: Comparable, Sendable {
    package let rank: LeadingClock.Rank
    /// Nil where it does not count: the order of what is over is that of the last change.
    package let due: Instant?
    package let updated: Instant
    package let ticket: TicketID

    package init(of ticket: Ticket, _ clock: LeadingClock) {
        rank = clock.rank
        due = clock.rank <= .due ? clock.due : nil
        updated = ticket.updated
        self.ticket = ticket.id
    }

    package static func < (left: Urgency, right: Urgency) -> Bool {
        if left.rank != right.rank || left.due != right.due {
            return LeadingClock.comes((left.rank, left.due), before: (right.rank, right.due))
        }
        return left.updated == right.updated ? left.ticket < right.ticket : left.updated > right.updated
    }
}
