package import Tickets

/// What an issue looked like when it was last read: enough to tell whether it must be read again.
package struct IssueState: Hashable, Sendable {
    package var ticket: TicketID
    /// The configured scope it was found through.
    package var scope: String
    /// What the scope and the mappings were when it was translated; another digest could make another ticket of it.
    package var scopeDigest: String
    /// `last_updated` by the server's clock.
    package var lastUpdated: Instant
    /// When ``lastUpdated`` had its value for the first time, by our clock.
    package var firstSeenAt: Instant
    /// The hexadecimal ``ContentDigest`` of the issue's content.
    package var fingerprint: String
    package var notesCount: Int
    package var attachmentsCount: Int
    /// It was read so long after its last change that it cannot change again under the same stamp, so that an equal
    /// stamp proves it unchanged.
    package var settled: Bool
    package var standing: Standing
    /// In how many passes in a row it was expected and not listed.
    package var absences: Int

    package init(
        ticket: TicketID,
        scope: String,
        scopeDigest: String,
        lastUpdated: Instant,
        firstSeenAt: Instant,
        fingerprint: String,
        notesCount: Int,
        attachmentsCount: Int,
        settled: Bool,
        standing: Standing = .inScope,
        absences: Int = 0
    ) {
        self.ticket = ticket
        self.scope = scope
        self.scopeDigest = scopeDigest
        self.lastUpdated = lastUpdated
        self.firstSeenAt = firstSeenAt
        self.fingerprint = fingerprint
        self.notesCount = notesCount
        self.attachmentsCount = attachmentsCount
        self.settled = settled
        self.standing = standing
        self.absences = absences
    }
}
