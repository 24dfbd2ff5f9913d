package import Tickets

/// How one kind of clock behaves under a policy, as data.
package struct ClockRule: Hashable, Sendable {
    package var kind: ClockKind
    /// What is promised to whom; the first terms that apply to a ticket hold for it, and without any there is no clock.
    package var terms: [ClockTerms]
    package var start: Start
    /// What the clock waits for.
    package var meets: ClockMoments
    /// What ends it without anything to judge.
    package var cancels: ClockMoments
    package var pauses: [PauseRule]
    package var reopening: Reopening
    /// Percentages of the target at which people are warned, each in 1...99.
    package var warnings: [Int]
    /// The clause by which a date that a person promises becomes the deadline where the terms promise no time (FW-06); nil
    /// when there is no such clause. A date stands where it was set: no pause moves it.
    package var commitment: ClauseID?
    /// How the policy's ambiguous words were read, for the explanation of a deadline.
    package var readings: [Reading]

    /// When the clock begins, never before the registration.
    package struct Start: Hashable, Sendable {
        /// What happens when it could begin while it runs.
        package enum Repetition: String, CaseIterable, Sendable {
            /// The first time counts.
            case keep
            /// The last time counts.
            case restart
        }

        package var moments: ClockMoments
        package var repetition: Repetition
        package var clause: ClauseID

        package init(_ moments: ClockMoments, repetition: Repetition = .keep, clause: ClauseID) {
            self.moments = moments
            self.repetition = repetition
            self.clause = clause
        }
    }

    /// What happens to a clock that ended when its ticket is reopened.
    package enum Reopening: Hashable, Sendable {
        /// Nothing.
        case ignored
        /// The earlier cycle stays in the record and a new one begins (AM-11, BT-09).
        case newCycle(clause: ClauseID)
        /// The cycle runs on from there, if that happens within a window after its end and before the ticket is closed; a
        /// note of the requester reopens it as well (BI-06, BI-14).
        case resume(within: Target, clause: ClauseID)
    }

    package init(
        kind: ClockKind,
        terms: [ClockTerms],
        start: Start,
        meets: ClockMoments,
        cancels: ClockMoments = [],
        pauses: [PauseRule] = [],
        reopening: Reopening = .ignored,
        warnings: [Int] = [],
        commitment: ClauseID? = nil,
        readings: [Reading] = []
    ) {
        self.kind = kind
        self.terms = terms
        self.start = start
        self.meets = meets
        self.cancels = cancels
        self.pauses = pauses
        self.reopening = reopening
        self.warnings = warnings
        self.commitment = commitment
        self.readings = readings
    }
}

/// Why a clock stands still.
package enum PauseReason: String, CaseIterable, Codable, Sendable {
    /// The requester owes an answer.
    case waitingForRequester = "waiting-for-requester"
    /// The intake is incomplete.
    case informationMissing = "information-missing"
    /// A declared contingency (FW-09).
    case contingency
    /// The provider considered the ticket attended, until the requester did not (BI-14).
    case resolved
}

/// What stops a clock for a while, and how it goes on.
package struct PauseRule: Hashable, Sendable {
    package enum Effect: String, CaseIterable, Codable, Sendable {
        /// It goes on where it stood.
        case pause
        /// It begins again from zero (FW-07).
        case restart
    }

    package var reason: PauseReason
    package var effect: Effect
    package var clause: ClauseID

    package init(_ reason: PauseReason, _ effect: Effect = .pause, clause: ClauseID) {
        self.reason = reason
        self.effect = effect
        self.clause = clause
    }
}
