package import Tickets

/// A declared stretch of time in which something beyond the provider's reach multiplies requests, so that promised times
/// stretch: a fault of a tax authority, a failure of technology (FW-09).
package struct Contingency: Hashable, Sendable {
    package let from: Instant
    /// Nil while it lasts.
    package let to: Instant?
    /// As people are told, in Spanish.
    package let reason: String
    /// When it was declared. A deadline that had passed by then stays passed.
    package let declared: Instant
    /// When its end was declared; nil when the end was known from the start, or there is none yet.
    package let endDeclared: Instant?

    /// Throws ``ServiceLevelsError/Code/pauseEndsBeforeStart``.
    package init(
        from: Instant,
        to: Instant?,
        reason: String,
        declared: Instant,
        endDeclared: Instant? = nil
    ) throws(ServiceLevelsError) {
        if let to, to < from {
            throw ServiceLevelsError(
                .pauseEndsBeforeStart,
                "the contingency “\(reason)” from \(from) ends before that, at \(to)"
            )
        }
        self.from = from
        self.to = to
        self.reason = reason
        self.declared = declared
        self.endDeclared = to == nil ? nil : endDeclared.map { max($0, declared) }
    }

    /// What was known of it at an instant; nil before it was declared.
    func known(at instant: Instant) -> Contingency? {
        guard declared <= instant else { return nil }
        guard let endDeclared, instant < endDeclared else { return self }
        return Contingency(openFrom: from, reason: reason, declared: declared)
    }

    private init(openFrom from: Instant, reason: String, declared: Instant) {
        self.from = from
        to = nil
        self.reason = reason
        self.declared = declared
        endDeclared = nil
    }
}
