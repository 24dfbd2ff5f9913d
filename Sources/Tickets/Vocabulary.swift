/// What a ticket is about, whichever provider's name for it was used.
package enum TicketKind: String, Codable, CaseIterable, Sendable {
    /// Something does not work, or a question about how it works.
    case incident
    /// A new feature or an improvement; goes to the committee and has no resolution target (AM-06, BI-10).
    case requirement
    /// A personal advice session at the customer's booking (AM-07).
    case advice
    /// Implementation of a product for a customer (BT-06).
    case implementation
    /// Set-up of an installed product (BI-02).
    case setup
    /// A scheduled activity (BI-02).
    case activity
    /// Consulting (BI-02).
    case consulting
}

/// Where a ticket stands, in the terms all five policies share.
package enum TicketStatus: String, Codable, CaseIterable, Sendable {
    /// Filed; nobody has taken it.
    case new
    /// The requester owes an answer; resolution clocks pause.
    case waitingForRequester = "waiting_for_requester"
    /// Accepted: the committee or an engineer took it on. Mantis's Spanish calls status 30 «aceptada».
    case accepted
    /// Reproduced or confirmed.
    case confirmed
    /// An engineer has it.
    case assigned
    /// The provider considers it attended.
    case resolved
    /// Archived.
    case closed

    /// Resolved or closed: the provider owes nothing more.
    package var isSettled: Bool { self == .resolved || self == .closed }
}

/// Who may read a note or a ticket in Mantis.
package enum Visibility: String, Codable, CaseIterable, Sendable {
    case `public`
    case `private`
}

/// Why a ticket is or is no longer in the bridge's scope, found by asking the server and never by absence alone.
package enum Standing: String, Codable, CaseIterable, Sendable {
    /// In the scope now.
    case inScope = "in_scope"
    /// Handed to somebody else, so it left the queue.
    case reassigned
    /// Moved to a project outside the scope.
    case moved
    /// Exists, but this account may not read it any more.
    case hidden
    /// No longer exists in Mantis.
    case deleted
}
