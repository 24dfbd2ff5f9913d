package import Tickets

/// One row of the audit trail: one effect on Mantis, or the attempt at one. Rows are numbered from 1 without gaps, and
/// each hash covers the row and the hash before it, so that no row can be altered, removed or put in unnoticed.
package struct AuditEntry: Hashable, Sendable {
    package var sequence: Int
    package var at: Instant
    package var ticket: TicketID
    package var intentKey: String
    /// What was to be done, for example `add_note`.
    package var action: String
    package var outcome: Completion.Outcome
    /// The number of the note in Mantis.
    package var remoteID: Int?
    /// The Mantis account that acted.
    package var actor: String
    /// The hash of the row before; ``genesis`` for the first.
    package var previousHash: String
    package var hash: String

    /// What stands in for the hash before the first row.
    package static let genesis = String(repeating: "0", count: 64)

    /// The row that follows one with this number and hash.
    package init(
        following previous: Head,
        at: Instant,
        ticket: TicketID,
        intentKey: String,
        action: String,
        outcome: Completion.Outcome,
        remoteID: Int?,
        actor: String
    ) {
        sequence = previous.sequence + 1
        self.at = at
        self.ticket = ticket
        self.intentKey = intentKey
        self.action = action
        self.outcome = outcome
        self.remoteID = remoteID
        self.actor = actor
        previousHash = previous.hash
        hash = ""
        hash = expectedHash
    }

    /// A row as it was stored, whatever its hash.
    package init(
        sequence: Int,
        at: Instant,
        ticket: TicketID,
        intentKey: String,
        action: String,
        outcome: Completion.Outcome,
        remoteID: Int?,
        actor: String,
        previousHash: String,
        hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.ticket = ticket
        self.intentKey = intentKey
        self.action = action
        self.outcome = outcome
        self.remoteID = remoteID
        self.actor = actor
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The last row of a trail, which stands for the whole of it.
    package struct Head: Hashable, Sendable {
        package var sequence: Int
        package var hash: String

        package init(sequence: Int, hash: String) {
            self.sequence = sequence
            self.hash = hash
        }

        /// The head of an empty trail.
        package static let genesis = Head(sequence: 0, hash: AuditEntry.genesis)
    }

    package var head: Head { Head(sequence: sequence, hash: hash) }

    /// The hash the row must have: SHA-256 over its canonical text.
    package var expectedHash: String { ContentDigest(canonicalText).hexadecimal }

    /// The row as text that can be read in one way only: a format line, then each member preceded by its length in
    /// bytes. A member without a value has no length.
    package var canonicalText: String {
        let members: [String?] = [
            previousHash, String(sequence), at.iso8601, ticket.rawValue, intentKey, action, outcome.rawValue,
            remoteID.map(String.init), actor,
        ]
        return members.reduce(into: "mantis-bridge/audit@1\n") { text, member in
            text += member.map { "\($0.utf8.count):\($0)\n" } ?? "-\n"
        }
    }
}
