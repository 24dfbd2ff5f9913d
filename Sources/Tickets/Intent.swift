/// Something the bridge means to do to one issue in Mantis, because our side has a new fact. Planning makes intents;
/// the ledger keeps them; applying carries each out exactly once.
package struct Intent: Hashable, Codable, Sendable {
    /// Names the effect for ever: planning the same fact again gives the same key, and a key is carried out once.
    package var key: String
    package var ticket: TicketID
    package var kind: Kind
    /// The clause of the policy that asks for it.
    package var clause: ClauseID
    /// Why, in one Spanish sentence for the operator.
    package var reason: String
    package var effect: Effect
    /// What the ticket looked like when this was planned.
    package var base: Base

    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Receipt confirmed to the requester (AM-08, BT-07).
        case acknowledgement
    }

    package enum Effect: Hashable, Codable, Sendable {
        /// A note with this text; the text ends with the ``Intent/marker``.
        case addNote(text: String, visibility: Visibility)
    }

    /// The state of the issue that a plan was computed from.
    package struct Base: Hashable, Codable, Sendable {
        /// `last_updated` by the server's clock.
        package var updated: Instant
        package var status: TicketStatus?

        package init(updated: Instant, status: TicketStatus?) {
            self.updated = updated
            self.status = status
        }
    }

    package init(
        key: String,
        ticket: TicketID,
        kind: Kind,
        clause: ClauseID,
        reason: String,
        effect: Effect,
        base: Base
    ) {
        self.key = key
        self.ticket = ticket
        self.kind = kind
        self.clause = clause
        self.reason = reason
        self.effect = effect
        self.base = base
    }

    /// The marker a note carries, `[ref:xxxxxxxx]`: the only key by which the server can be asked whether a note with an
    /// unknown outcome arrived. ASCII, because Mantis keeps it through every normalisation of text. It is looked for inside
    /// one issue only, so the instance's name has no part in it and may change.
    package static func marker(of kind: Kind, on issue: Int) -> String {
        "\(markerStart)\(ContentDigest("\(kind.rawValue)/\(issue)").shortCode)]"
    }

    /// What every marker starts with.
    package static let markerStart = "[ref:"

    package var marker: String { Self.marker(of: kind, on: ticket.issue) }
}
