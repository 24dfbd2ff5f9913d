package import Tickets

/// How far the last completed pass over a scope came.
package struct Cursor: Hashable, Sendable {
    package var scope: ScopeKey
    /// The greatest `last_updated` of page 1 of the last completed pass, by the server's clock.
    package var watermark: Instant
    /// When that pass began, by our clock.
    package var startedAt: Instant
    /// When all ids of the scope were last compared with the ledger, by our clock; nil before the first sweep.
    package var lastSweepAt: Instant?
    /// See ``IssueState/scopeDigest``; the watermark says nothing about another scope of the same name.
    package var scopeDigest: String
    /// The URL of the server that the scope's tickets came from.
    package var origin: String

    package init(
        scope: ScopeKey,
        watermark: Instant,
        startedAt: Instant,
        lastSweepAt: Instant?,
        scopeDigest: String,
        origin: String
    ) {
        self.scope = scope
        self.watermark = watermark
        self.startedAt = startedAt
        self.lastSweepAt = lastSweepAt
        self.scopeDigest = scopeDigest
        self.origin = origin
    }
}
