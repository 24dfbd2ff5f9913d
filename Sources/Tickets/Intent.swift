/// Something the bridge means to do to one issue in Mantis, because our side has a new fact. Planning makes intents;
/// the ledger keeps them; applying carries each out exactly once.
package struct Intent: Hashable, Codable, Sendable {
    /// Names the effect for ever: planning the same fact again gives the same key, and a key is carried out once.
    package var key: String
    package var ticket: TicketID
    package var kind: Kind
    /// Tells the intents of one kind on one ticket apart; nil where there is only ever one.
    package var occasion: String?
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
        /// A rule of the policy that acts by itself; ``Intent/occasion`` begins with the rule's name.
        case rule
    }

    package enum Effect: Hashable, Codable, Sendable {
        /// A note with this text; the text ends with the ``Intent/marker``.
        case addNote(text: String, visibility: Visibility)
        /// The note, and then the status, with the name of a resolution where the status brings one. The note comes first:
        /// the new status may lock the issue.
        case addNoteAndSetStatus(Note, status: TicketStatus, resolution: String?)

        /// The note of any effect.
        package var note: Note {
            switch self {
            case .addNote(let text, let visibility): Note(text: text, visibility: visibility)
            case .addNoteAndSetStatus(let note, _, _): note
            }
        }
    }

    /// A note to be written; the text ends with the ``Intent/marker``.
    package struct Note: Hashable, Codable, Sendable {
        package var text: String
        package var visibility: Visibility

        package init(text: String, visibility: Visibility) {
            self.text = text
            self.visibility = visibility
        }
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
        occasion: String? = nil,
        clause: ClauseID,
        reason: String,
        effect: Effect,
        base: Base
    ) {
        self.key = key
        self.ticket = ticket
        self.kind = kind
        self.occasion = occasion
        self.clause = clause
        self.reason = reason
        self.effect = effect
        self.base = base
    }

    /// The marker a note carries, `[ref:xxxxxxxx]`: the only key by which the server can be asked whether a note with an
    /// unknown outcome arrived. ASCII, because Mantis keeps it through every normalisation of text. It is looked for inside
    /// one issue only, so the instance's name has no part in it and may change.
    package static func marker(of kind: Kind, on issue: Int, occasion: String? = nil) -> String {
        let name = ["\(kind.rawValue)/\(issue)", occasion].compactMap(\.self).joined(separator: "/")
        return "\(markerStart)\(ContentDigest(name).shortCode)]"
    }

    /// What every marker starts with.
    package static let markerStart = "[ref:"

    package var marker: String { Self.marker(of: kind, on: ticket.issue, occasion: occasion) }

    /// What it is, as operators read it: `acknowledgement`, or the name of the rule.
    package var title: String { occasion.map { String($0.prefix { $0 != "/" }) } ?? kind.rawValue }
}
