package import ServiceLevels
package import Tickets

/// Something about a ticket that Mantis does not tell and a person declares.
package struct Declaration: Hashable, Sendable {
    package enum Fact: Hashable, Sendable {
        /// Whatever the intake list says, there is enough to work on the ticket.
        case informationComplete
        /// A request was understood, documented and turned to whoever decides on it (BI-08).
        case documented
        /// It was said whether a request is viable.
        case viabilityPublished
        /// A date was promised (FW-06); nil takes the promise back.
        case committed(Instant?)
    }

    package var ticket: TicketID
    package var fact: Fact
    /// When it took effect.
    package var at: Instant
    /// When it was declared.
    package var declared: Instant
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

/// A declaration with its place among all that were made.
package struct RecordedDeclaration: Hashable, Sendable {
    package let sequence: Int64
    package let declaration: Declaration

    /// What a clock makes of it.
    package var signal: ClockSignal {
        // The name sorts like the number.
        let digits = String(sequence)
        let name = "declaration/" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return ClockSignal(declaration.fact.signal, at: declaration.at, by: .provider, source: .ledger(name))
    }
}

extension Declaration.Fact {
    /// What a clock makes of it.
    package var signal: ClockSignal.Fact {
        switch self {
        case .informationComplete: .informationComplete
        case .documented: .documented
        case .viabilityPublished: .viabilityPublished
        case .committed(let date): .committed(date)
        }
    }

    /// The word of the ledger, and of the command line.
    package var word: String {
        switch self {
        case .informationComplete: "information-complete"
        case .documented: "documented"
        case .viabilityPublished: "viability-published"
        case .committed: "committed"
        }
    }

    package var date: Instant? {
        if case .committed(let date) = self { date } else { nil }
    }

    /// Nil for a word that is none.
    package init?(word: String, date: Instant?) {
        switch word {
        case "information-complete": self = .informationComplete
        case "documented": self = .documented
        case "viability-published": self = .viabilityPublished
        case "committed": self = .committed(date)
        default: return nil
        }
    }
}
