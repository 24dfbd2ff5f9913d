package import Tickets

/// A stretch during which a clock stands still, half-open; one without an end still lasts.
package struct Pause: Hashable, Sendable {
    package let from: Instant
    package let to: Instant?

    /// Throws ``ServiceLevelsError/Code/pauseEndsBeforeStart``; an empty pause is allowed and does nothing.
    package init(from: Instant, to: Instant?) throws(ServiceLevelsError) {
        if let to, to < from {
            throw ServiceLevelsError(.pauseEndsBeforeStart, "the pause from \(from) ends before that, at \(to)")
        }
        self.from = from
        self.to = to
    }
}

/// Any number of pauses as the union of them, so that a calculation walks them once and allocates nothing.
package struct Pauses: Hashable, Sendable {
    /// Half-open, in epoch seconds.
    struct Span: Hashable, Sendable {
        var from: Int64
        /// ``forever`` when the pause has no end.
        var to: Int64
    }

    static let forever = Int64.max

    /// Ascending, not empty, neither touching nor overlapping.
    let spans: [Span]

    package static let none = Pauses([])

    /// `pauses` may be unsorted, overlap, touch, repeat and be empty.
    package init(_ pauses: [Pause]) {
        self.init(
            unordered: pauses.map { Span(from: $0.from.epochSeconds, to: $0.to?.epochSeconds ?? Self.forever) }
        )
    }

    /// `unordered` may be as wild as the pauses it comes from.
    init(unordered: [Span]) {
        guard !unordered.isEmpty else {
            spans = []
            return
        }
        var spans: [Span] = []
        for span in unordered.sorted(by: { $0.from < $1.from }) where span.to > span.from {
            if let last = spans.last, span.from <= last.to {
                spans[spans.count - 1].to = max(last.to, span.to)
            } else {
                spans.append(span)
            }
        }
        self.spans = spans
    }

    /// The spans of which some part lies after `instant`.
    func spans(after instant: Int64) -> ArraySlice<Span> {
        spans[spans.partitionPoint { $0.to > instant }...]
    }
}
