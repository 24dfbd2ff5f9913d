package import Tickets

/// All signals of one ticket in the one order in which clocks see them, whatever the order and however often they came.
///
/// They go by instant. Within one second, what the ticket is comes before where it lies, and that before what was said and
/// done: an engineer who takes a ticket and answers it in one step has answered it after taking it, though Mantis records
/// the note first. Beyond that the order of the ticket's timeline holds, and what the ledger knows comes after what Mantis
/// tells. A signal from before the registration counts as happening then; the same signal twice counts once.
package struct ClockSignals: Hashable, Sendable {
    package let ordered: [ClockSignal]

    package init(_ signals: [ClockSignal]) {
        var signals = signals
        if let registration = signals.lazy.filter({ $0.fact == .registered }).map(\.at).min() {
            for index in signals.indices where signals[index].at < registration { signals[index].at = registration }
        }
        if !zip(signals, signals.dropFirst()).allSatisfy({ Self.precedes($0, $1) }) {
            signals.sort(by: Self.precedes)
            signals = Self.withoutRepetition(signals)
        }
        ordered = signals
    }

    /// The questions since the requester last did anything, oldest first: the attempts to get in contact that AM-09 and
    /// BT-08 count. Those of one second are one attempt.
    package func unansweredQuestions(asOf instant: Instant) -> [ClockSignal] {
        var questions: [ClockSignal] = []
        for signal in ordered {
            guard signal.at <= instant else { break }
            switch signal.fact {
            case .requesterActed: questions = []
            case .asked where questions.last?.at != signal.at: questions.append(signal)
            default: break
            }
        }
        return questions
    }

    private static func withoutRepetition(_ sorted: [ClockSignal]) -> [ClockSignal] {
        var result: [ClockSignal] = []
        result.reserveCapacity(sorted.count)
        for signal in sorted where result.last != signal { result.append(signal) }
        return result
    }

    /// A strict total order.
    private static func precedes(_ left: ClockSignal, _ right: ClockSignal) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.fact.phase != right.fact.phase { return left.fact.phase < right.fact.phase }
        if left.source != right.source { return left.source.precedes(right.source) }
        if left.fact.position != right.fact.position { return left.fact.position < right.fact.position }
        if left.fact != right.fact { return left.fact.detail < right.fact.detail }
        return left.by.rawValue < right.by.rawValue
    }
}

extension ClockSignal.Fact {
    fileprivate var phase: Int {
        switch self {
        case .classified: 0
        case .registered: 1
        case .enteredQueue, .assigned: 2
        default: 3
        }
    }

    fileprivate var position: UInt32 {
        switch self {
        case .classified: 100
        case .committed: 101
        default: moment?.position ?? 102
        }
    }

    /// Tells two facts of one kind apart.
    fileprivate var detail: String {
        switch self {
        case .classified(let kind, let level): "\(kind?.rawValue ?? "") \(level?.rawValue ?? "")"
        case .committed(let date): date?.iso8601 ?? ""
        case .acknowledged(let note), .answered(let note): "\(note)"
        case .asked(let note), .requesterActed(let note): note.map { "\($0)" } ?? ""
        default: ""
        }
    }
}

extension ClockSignal.Source {
    fileprivate func precedes(_ other: ClockSignal.Source) -> Bool {
        switch (self, other) {
        case (.timeline(let left), .timeline(let right)): left < right
        case (.ledger(let left), .ledger(let right)): left < right
        default: rank < other.rank
        }
    }

    private var rank: Int {
        switch self {
        case .filing: 0
        case .timeline: 1
        case .presumed: 2
        case .ledger: 3
        }
    }
}
