package import Tickets

/// One clock of a ticket as it stood at an instant, with every reason for its deadline.
package struct ClockRecord: Hashable, Sendable {
    /// What the policy says about it, the readings of ambiguous clauses included.
    package let rule: ClockRule
    package let asOf: Instant
    /// Every time it ran, oldest first; empty while it waits for its start. The earlier ones are over.
    package let cycles: [ClockCycle]

    package var kind: ClockKind { rule.kind }
    package var current: ClockCycle? { cycles.last }
    package var state: ClockState { current?.state ?? .waiting }
    /// Whether any cycle was ever breached.
    package var wasBreached: Bool { cycles.contains { $0.breach != nil } }
}

/// One run of a clock, from its start to what ended it.
package struct ClockCycle: Hashable, Sendable {
    /// Something that happened, and the signal that told.
    package struct Occurrence: Hashable, Sendable {
        package var at: Instant
        package var signal: ClockSignal
    }

    package struct Breach: Hashable, Sendable {
        /// The deadline that passed.
        package var at: Instant
        /// From when on that could be known: later than ``at`` when a change of level or a declaration moved the deadline
        /// into the past.
        package var known: Instant
    }

    package struct End: Hashable, Sendable {
        package enum Outcome: String, Codable, Sendable {
            /// What was promised happened; after a breach, late.
            case met
            case cancelled
        }

        package var outcome: Outcome
        package var at: Instant
        package var signal: ClockSignal
    }

    /// From when its time counts: the last restart, if there was one. Nil when what it waits for came before its start.
    package internal(set) var start: Occurrence?
    /// When it first began.
    package internal(set) var firstStart: Occurrence?
    package internal(set) var promise: Promise
    /// The clause that promises it.
    package internal(set) var clause: ClauseID
    /// Whether a breach is only indicative (BT-06).
    package internal(set) var isIndicative: Bool
    package internal(set) var level: LevelName?
    package internal(set) var calendar: CalendarName
    package internal(set) var calendarVersion: CalendarVersion
    /// In order of their beginning; those before ``start`` no longer count.
    package internal(set) var pauses: [ClockPause] = []
    /// The deadline with every contingency. Nil without a promise, while a pause without end holds it, and when the
    /// deadline lies outside the calendar's years.
    package internal(set) var due: Instant?
    /// The deadline as it would be without any contingency (FW-09).
    package internal(set) var plainDue: Instant?
    /// Those of the present deadline, in order of time.
    package internal(set) var warnings: [ClockWarning] = []
    package internal(set) var breach: Breach?
    package internal(set) var end: End?
    package internal(set) var state: ClockState = .running
    /// Seconds that were left of the promise when it ended, or else at the record's instant, in what it counts; negative
    /// after a breach, nil without a deadline.
    package internal(set) var remaining: Int64?
    /// The holidays that close the calendar between start and deadline, where the promise counts open time.
    package internal(set) var holidays: [Holiday] = []
    /// What happened to the clock, in the order in which it could be known. It only ever grows.
    package internal(set) var events: [ClockEvent] = []

    package var isOpen: Bool { end == nil }
    package var isMetLate: Bool { breach != nil && end?.outcome == .met }
}

/// A stretch in which a clock stood still.
package struct ClockPause: Hashable, Sendable {
    package var reason: PauseReason
    package var effect: PauseRule.Effect
    package var clause: ClauseID
    package var from: Instant
    /// Nil while it lasts.
    package var to: Instant?
    /// What began it; nil for a contingency.
    package var began: ClockSignal?
    /// What ended it.
    package var ended: ClockSignal?
    package var contingency: Contingency?
}

/// An instant at which people are to be told that a deadline comes near.
package struct ClockWarning: Hashable, Sendable {
    package enum Mark: Hashable, Sendable {
        /// So much of the target is used up.
        case percent(Int)
        /// The level's earlier limit is used up (FW-04).
        case target(Target)
    }

    package var mark: Mark
    package var at: Instant
}
