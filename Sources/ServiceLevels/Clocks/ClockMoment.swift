/// The occasions on which a policy may let a clock begin or end.
package enum ClockMoment: String, CaseIterable, Codable, Sendable {
    case registered
    case enteredQueue = "entered-queue"
    /// Somebody became the handler.
    case assigned
    /// The bridge confirmed receipt.
    case acknowledged
    /// A public note that asks for nothing, by a person of the provider.
    case answered
    /// The requester was asked for something.
    case asked
    /// A person of the provider passed the ticket from one handler to another.
    case handedOver = "handed-over"
    /// The requester wrote, added a file or changed the ticket.
    case requesterActed = "requester-acted"
    /// The requester wrote: the part of ``requesterActed`` that says something.
    case commented
    /// The ticket stopped waiting for the requester, whoever saw to that.
    case waitingEnded = "waiting-ended"
    /// Required information turned out to be missing.
    case informationMissing = "information-missing"
    /// All required information is there.
    case informationComplete = "information-complete"
    /// A request was understood, documented and turned to whoever decides on it.
    case documented
    case viabilityPublished = "viability-published"
    case resolved
    case closed
    case reopened

    /// Whether only a person can do it: what the bridge writes by itself answers nobody.
    var isPersonal: Bool { self == .answered || self == .asked || self == .handedOver }
}

/// A set of moments, as one word, because every signal is looked up in several.
package struct ClockMoments: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    package init(_ moments: some Sequence<ClockMoment>) {
        for moment in moments { bits |= Self.bit(moment) }
    }

    package init(arrayLiteral moments: ClockMoment...) { self.init(moments) }

    package var isEmpty: Bool { bits == 0 }

    package func contains(_ moment: ClockMoment) -> Bool { bits & Self.bit(moment) != 0 }

    package func isDisjoint(with other: ClockMoments) -> Bool { bits & other.bits == 0 }

    /// In the order in which ``ClockMoment`` lists them.
    package var elements: [ClockMoment] { ClockMoment.allCases.filter(contains) }

    private static func bit(_ moment: ClockMoment) -> UInt32 {
        1 << moment.position
    }
}

extension ClockMoment {
    /// Its place among all cases.
    var position: UInt32 {
        switch self {
        case .registered: 0
        case .enteredQueue: 1
        case .assigned: 2
        case .acknowledged: 3
        case .answered: 4
        case .asked: 5
        case .handedOver: 6
        case .requesterActed: 7
        case .waitingEnded: 8
        case .informationMissing: 9
        case .informationComplete: 10
        case .documented: 11
        case .viabilityPublished: 12
        case .resolved: 13
        case .closed: 14
        case .reopened: 15
        case .commented: 16
        }
    }
}
