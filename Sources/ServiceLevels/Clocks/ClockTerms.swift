package import Tickets

/// What one kind of clock promises to some tickets.
package struct ClockTerms: Hashable, Sendable {
    package enum Amount: Hashable, Sendable {
        /// The target of the ticket's level, which may be none.
        case level
        case fixed(Target)
        /// So many times what another clock of the same policy promises the same ticket (CO-03).
        case multiple(Int, of: ClockKind)
        /// No time (BI-10).
        case none
    }

    package enum Hours: Hashable, Sendable {
        /// The calendar of the policy, or that of the customer's plan where there is one (CO-01, BI-13).
        case policy
        /// This one, whatever the plan.
        case calendar(CalendarName)
    }

    /// The clause that promises it; nil when it is the clause of the ticket's level.
    package var clause: ClauseID?
    /// Nil for every kind, an unknown one included.
    package var kinds: Set<TicketKind>?
    /// Nil for every level, an unknown one included.
    package var levels: Set<LevelName>?
    package var amount: Amount
    package var hours: Hours
    /// Whether the time is only indicative, so that a breach is shown as such (BT-06).
    package var isIndicative: Bool

    package init(
        clause: ClauseID?,
        kinds: Set<TicketKind>? = nil,
        levels: Set<LevelName>? = nil,
        amount: Amount,
        hours: Hours = .policy,
        isIndicative: Bool = false
    ) {
        self.clause = clause
        self.kinds = kinds
        self.levels = levels
        self.amount = amount
        self.hours = hours
        self.isIndicative = isIndicative
    }

    func apply(to kind: TicketKind?, _ level: LevelName?) -> Bool {
        if let kinds, !(kind.map(kinds.contains) ?? false) { return false }
        if let levels, !(level.map(levels.contains) ?? false) { return false }
        return true
    }
}

/// What a clock measures against.
package enum Promise: Hashable, Sendable {
    case target(Target)
    /// The date a person promised (FW-06).
    case committed(Instant)
    case untimed(Untimed)

    /// Why there is no deadline.
    package enum Untimed: Hashable, Sendable {
        /// The policy has no such clock for the ticket's kind and level.
        case notOffered
        /// The policy promises no time for it: no clock, which is not the same as zero (FW-06, BI-10).
        case noTime
        /// The mapping has no level for the ticket.
        case unclassified
    }
}

extension Promise: CustomStringConvertible {
    /// `480bm`, `2026-05-11T08:00:00Z`, `none`.
    package var description: String {
        switch self {
        case .target(let target): target.description
        case .committed(let date): date.iso8601
        case .untimed(.noTime): "none"
        case .untimed(.notOffered): "not offered"
        case .untimed(.unclassified): "unclassified"
        }
    }
}
