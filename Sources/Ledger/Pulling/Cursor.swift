package import Tickets

/// How far the last completed pass over a scope came.
package struct Cursor: Hashable, Sendable {
    package var scope: ScopeKey
    /// The greatest `last_updated` of page 1 of the last completed pass, by the server's clock.
    package var watermark: Instant
    /// The last reconciliation of the whole scope; nil before the first.
    package var lastSweep: SweepResult?
    /// See ``IssueState/scopeDigest``; the watermark says nothing about another scope of the same name.
    package var scopeDigest: String
    /// The URL of the server that the scope's tickets came from.
    package var origin: String

    package init(
        scope: ScopeKey,
        watermark: Instant,
        lastSweep: SweepResult?,
        scopeDigest: String,
        origin: String
    ) {
        self.scope = scope
        self.watermark = watermark
        self.lastSweep = lastSweep
        self.scopeDigest = scopeDigest
        self.origin = origin
    }
}
