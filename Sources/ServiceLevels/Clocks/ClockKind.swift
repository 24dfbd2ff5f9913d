/// What a clock measures on a ticket.
package enum ClockKind: String, CaseIterable, Codable, Sendable {
    /// Until receipt is confirmed.
    case acknowledgement
    /// Until a person of the provider first answers or hands the ticket over.
    case firstResponse = "first-response"
    /// Until the provider considers the ticket attended.
    case resolution
    /// How long a requester may take over a question.
    case requesterAnswer = "requester-answer"
    /// How long a requester may be silent.
    case abandonment
    /// How long a resolved ticket stays open to comments.
    case closing
    /// Until the provider says whether a request is viable.
    case viability

    /// Whether the time is the requester's. Such a window opens anew on every occasion, and that it runs out is no broken
    /// promise; the provider's other clocks run once, unless the ticket is reopened.
    package var isWindow: Bool {
        switch self {
        case .requesterAnswer, .abandonment, .closing: true
        case .acknowledgement, .firstResponse, .resolution, .viability: false
        }
    }
}

/// Where a clock stands.
package enum ClockState: String, CaseIterable, Codable, Sendable {
    /// It has not begun, or it will begin again from zero when something arrives.
    case waiting
    case running
    case paused
    /// What was promised happened in time.
    case met
    /// The deadline passed; final, whatever happens after it.
    case breached
    /// Nothing is promised, which is not the same as a promise of zero.
    case untimed
    /// It ended without anything to judge, for example a question that was withdrawn.
    case cancelled
}
