package import Tickets

extension Pause {
    /// Reads `FROM/TO`, or `FROM/..` for one without an end; `instant` reads the two moments.
    ///
    /// Throws ``ServiceLevelsError/Code/malformedPause`` when it is none, and
    /// ``ServiceLevelsError/Code/pauseEndsBeforeStart``.
    package init(
        _ text: some StringProtocol,
        instant: (Substring) -> Instant?
    ) throws(ServiceLevelsError) {
        let ends = Substring(text).split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = instant(ends[0]) else { throw Self.malformed(text) }
        if ends[1] == ".." {
            try self.init(from: from, to: nil)
        } else {
            guard let to = instant(ends[1]) else { throw Self.malformed(text) }
            try self.init(from: from, to: to)
        }
    }

    private static func malformed(_ text: some StringProtocol) -> ServiceLevelsError {
        ServiceLevelsError(
            .malformedPause,
            "“\(text)” is not a pause; write FROM/TO, or FROM/.. for one without an end, for example "
                + "2026-05-11T08:00:00-05:00/2026-05-11T10:30:00-05:00"
        )
    }
}
