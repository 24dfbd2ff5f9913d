package import Tickets

/// One entry in the history of a clock.
package struct ClockEvent: Hashable, Sendable {
    package enum Fact: Hashable, Sendable {
        case started
        /// The count began again from zero.
        case restarted(from: Instant)
        case paused(PauseReason)
        case resumed(PauseReason)
        /// The promise changed; both deadlines count from the same start with the same pauses.
        case retargeted(from: Promise, to: Promise, oldDue: Instant?, newDue: Instant?)
        /// A contingency was declared, or its end.
        case stretched(Contingency, oldDue: Instant?, newDue: Instant?)
        /// Another edition of the calendar came into force.
        case recalculated(CalendarVersion, oldDue: Instant?, newDue: Instant?)
        case warned(ClockWarning.Mark, due: Instant)
        case breached
        /// What was promised happened.
        case met
        case cancelled
        /// The cycle runs on.
        case reopened
        /// The ticket was reopened, or its requester wrote, when the policy no longer allows it (BI-06).
        case refusedReopening
    }

    package var fact: Fact
    /// When it took effect.
    package var at: Instant
    /// From when on it could be known; never earlier than that of the entry before.
    package var known: Instant
    /// What brought it about; nil for what time alone does.
    package var signal: ClockSignal?
}
