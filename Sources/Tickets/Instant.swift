/// A point on the UTC time line, to the second, counted from 1970-01-01T00:00:00Z without leap seconds.
///
/// The ledger, the timeline and every clock speak in instants; zones belong to calendars and to the edge where text is
/// printed. Mantis itself has a resolution of one second.
package struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var epochSeconds: Int64

    package init(epochSeconds: Int64) {
        self.epochSeconds = epochSeconds
    }

    package static func < (earlier: Instant, later: Instant) -> Bool {
        earlier.epochSeconds < later.epochSeconds
    }

    package static func + (instant: Instant, seconds: Int64) -> Instant {
        Instant(epochSeconds: instant.epochSeconds + seconds)
    }

    package static func - (instant: Instant, seconds: Int64) -> Instant {
        Instant(epochSeconds: instant.epochSeconds - seconds)
    }

    /// Seconds from `earlier` to `later`; negative when they are the other way round.
    package static func - (later: Instant, earlier: Instant) -> Int64 {
        later.epochSeconds - earlier.epochSeconds
    }
}
