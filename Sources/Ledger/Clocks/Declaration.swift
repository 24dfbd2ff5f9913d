package import ServiceLevels
package import Tickets

/// A fact about one ticket that Mantis does not tell and a person declares. It is never taken back or altered: a later one
/// may say otherwise.
package struct Declaration: Hashable, Sendable {
    package enum Fact: Hashable, Sendable {
        /// All information that the policy asks for is there.
        case informationComplete
        /// A request was understood, documented and turned to whoever decides on it.
        case documented
        case viabilityPublished
        /// A date was promised to the requester; nil takes the promise back.
        case committed(Instant?)
    }

    /// Counted from 1 over the whole ledger, in the order of declaration; 0 until the ledger has stored it.
    package internal(set) var sequence = 0
    package var ticket: TicketID
    package var fact: Fact
    /// When it took effect.
    package var at: Instant
    /// When it was declared.
    package var declared: Instant
    /// Who declared it.
    package var by: String
    package var remark: String?

    package init(
        ticket: TicketID,
        fact: Fact,
        at: Instant,
        declared: Instant,
        by: String,
        remark: String? = nil
    ) {
        self.ticket = ticket
        self.fact = fact
        self.at = at
        self.declared = declared
        self.by = by
        self.remark = remark
    }
}

extension Declaration {
    /// What the ticket's clocks see of it. The number is padded because sources are ordered by their text.
    package var signal: ClockSignal {
        let digits = String(sequence)
        let number = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return ClockSignal(fact.signal, at: at, by: .provider, source: .ledger("declaration/\(number)"))
    }
}

extension Declaration.Fact {
    /// What a clock sees of it.
    package var signal: ClockSignal.Fact {
        switch self {
        case .informationComplete: .informationComplete
        case .documented: .documented
        case .viabilityPublished: .viabilityPublished
        case .committed(let date): .committed(date)
        }
    }
}
