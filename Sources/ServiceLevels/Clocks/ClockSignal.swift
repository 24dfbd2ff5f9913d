package import Tickets

/// One thing that a clock can react to, in terms that no policy and no server owns.
package struct ClockSignal: Hashable, Sendable {
    package enum Fact: Hashable, Sendable {
        case registered
        /// What the ticket was from then on; nil where the mapping has no word.
        case classified(kind: TicketKind?, level: LevelName?)
        case enteredQueue
        case assigned
        case acknowledged(NoteID)
        case answered(NoteID)
        /// The note that asks, if there is one.
        case asked(NoteID?)
        case handedOver
        /// The note, if it was one.
        case requesterActed(NoteID?)
        case waitingEnded
        case informationMissing
        case informationComplete
        case documented
        case viabilityPublished
        /// A person promised a date; nil takes the promise back.
        case committed(Instant?)
        case resolved
        case closed
        case reopened
    }

    package enum Party: String, Codable, CaseIterable, Sendable {
        case requester
        case provider
        case bridge
        /// The server does not say who it was.
        case unknown
    }

    /// Where it is known from.
    package enum Source: Hashable, Sendable {
        /// The ticket as it was filed: what Mantis records only where it changed later.
        case filing
        /// The event at this position of the ticket's timeline.
        case timeline(Int)
        /// What somebody declared or the bridge recorded, by its name there.
        case ledger(String)
        /// The ticket's present state, of which no history tells since when; then its last change is taken.
        case presumed
    }

    package var at: Instant
    package var fact: Fact
    package var by: Party
    package var source: Source

    package init(_ fact: Fact, at: Instant, by: Party = .unknown, source: Source) {
        self.at = at
        self.fact = fact
        self.by = by
        self.source = source
    }
}

extension ClockSignal.Fact {
    /// Nil for a fact that changes what is promised, and no more.
    package var moment: ClockMoment? {
        switch self {
        case .classified, .committed: nil
        case .registered: .registered
        case .enteredQueue: .enteredQueue
        case .assigned: .assigned
        case .acknowledged: .acknowledged
        case .answered: .answered
        case .asked: .asked
        case .handedOver: .handedOver
        case .requesterActed: .requesterActed
        case .waitingEnded: .waitingEnded
        case .informationMissing: .informationMissing
        case .informationComplete: .informationComplete
        case .documented: .documented
        case .viabilityPublished: .viabilityPublished
        case .resolved: .resolved
        case .closed: .closed
        case .reopened: .reopened
        }
    }
    /// Every moment that it is.
    var moments: ClockMoments {
        guard let moment else { return [] }
        if case .requesterActed(.some) = self { return [.requesterActed, .commented] }
        return [moment]
    }
}
