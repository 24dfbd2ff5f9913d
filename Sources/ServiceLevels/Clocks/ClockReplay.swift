import Tickets

/// Walks the signals of a ticket for one kind of clock and tells its cycles what to do.
struct ClockReplay {
    let verdicts: [ClockVerdict]
    /// Whether the policy ever had such a clock for the ticket.
    private(set) var wasOffered = false

    private let rule: ClockRule
    private let engine: ClockEngine
    private let plan: CustomerPlan?
    private var notices: ArraySlice<ContingencyNotice>

    // What is known of the ticket so far.
    private var kind: TicketKind?
    private var level: LevelName?
    private var committed: Instant?
    private var isSettled = false
    private var wasClosed = false
    private var waiting: ClockSignal?
    private var missing: ClockSignal?
    private var contingencies: [Int: Contingency] = [:]

    private var earlier: [ClockCycle] = []
    private var current: ClockRun?

    init(
        _ rule: ClockRule,
        of engine: ClockEngine,
        plan: CustomerPlan?,
        notices: [ContingencyNotice],
        verdicts: [ClockVerdict]
    ) {
        self.rule = rule
        self.engine = engine
        self.plan = plan
        self.notices = notices[...]
        self.verdicts = verdicts
    }

    /// The verdict that the facts contradict, if there is one; then the replay is void.
    var refuted: ClockVerdict? { isRefuted ? current?.verdict : nil }

    private var isRefuted: Bool { current?.isRefuted ?? false }

    func cycles(asOf: Instant) -> [ClockCycle] {
        guard let current else { return earlier }
        return earlier + [current.concluded(asOf: asOf)]
    }

    mutating func run(_ signals: [ClockSignal], asOf: Instant) {
        for signal in signals {
            guard signal.at <= asOf else { break }
            takeNotice(upTo: signal.at)
            current?.advance(before: signal.at)
            guard !isRefuted else { return }
            apply(signal)
            guard !isRefuted else { return }
        }
        takeNotice(upTo: asOf)
        current?.advance(through: asOf)
        if current == nil { _ = offer() }
    }

    private mutating func takeNotice(upTo instant: Instant) {
        while let notice = notices.first, notice.at <= instant {
            notices.removeFirst()
            current?.advance(before: notice.at)
            contingencies[notice.number] = notice.contingency
            current?.stretch(by: notice)
        }
    }

    private mutating func apply(_ signal: ClockSignal) {
        switch signal.fact {
        case .classified(let kind, let level):
            self.kind = kind
            self.level = level
            retarget(signal)
        case .committed(let date):
            committed = date
            retarget(signal)
        default:
            if let moment = signal.fact.moment { apply(moment, signal) }
        }
    }

    private mutating func apply(_ moment: ClockMoment, _ signal: ClockSignal) {
        let moments = signal.fact.moments
        let counts = !(moment.isPersonal && signal.by == .bridge)
        let isReopening = reopens(moment, moments)
        // Before anything else: a reply that reopens the ticket answers its question after that.
        if isReopening { reopen(signal) }
        let ended = note(moment, signal)
        if counts, !isReopening, !rule.meets.isDisjoint(with: moments) {
            finish(.met, signal)
        } else if counts, !isReopening, !rule.cancels.isDisjoint(with: moments) {
            finish(.cancelled, signal)
        }
        // A word of thanks after the solution opens no window.
        if !rule.start.moments.isDisjoint(with: moments), !(isSettled && moment == .requesterActed) { start(signal) }
        if let ended { current?.resume(ended, signal) }
        if moment == .asked, waiting == signal { current?.pause(.waitingForRequester, signal) }
        if moment == .informationMissing, missing == signal { current?.pause(.informationMissing, signal) }
    }

    /// Keeps what the moment says about the ticket, and returns the reason to pause that it ends.
    private mutating func note(_ moment: ClockMoment, _ signal: ClockSignal) -> PauseReason? {
        switch moment {
        case .resolved:
            isSettled = true
        case .closed:
            isSettled = true
            wasClosed = true
        case .reopened:
            isSettled = false
        case .asked:
            if waiting == nil { waiting = signal }
        case .requesterActed, .waitingEnded:
            guard waiting != nil else { break }
            waiting = nil
            return .waitingForRequester
        case .informationMissing:
            if missing == nil { missing = signal }
        case .informationComplete:
            guard missing != nil else { break }
            missing = nil
            return .informationMissing
        default:
            break
        }
        return nil
    }
}

// MARK: Promises

extension ClockReplay {
    private mutating func offer() -> ClockOffer {
        let offer = engine.rules.offer(of: rule, kind: kind, level: level, committed: committed)
        if offer.promise != .untimed(.notOffered) { wasOffered = true }
        return offer
    }

    private mutating func retarget(_ signal: ClockSignal) {
        guard current != nil else { return }
        let offer = offer()
        current?.retarget(offer, level: level, engine.editions(for: offer.hours, plan: plan), signal)
    }
}

// MARK: Cycles

extension ClockReplay {
    private mutating func start(_ signal: ClockSignal) {
        switch current?.isLive {
        case true:
            if rule.start.repetition == .restart { current?.restart(signal) }
            return
        case false:
            guard rule.kind.isWindow else { return }
        case nil:
            break
        }
        open(signal, from: signal)
    }

    /// The next cycle; `start` is nil for one that is over before it began.
    private mutating func open(_ signal: ClockSignal, from start: ClockSignal?) {
        if let current { earlier.append(current.concluded(asOf: signal.at)) }
        let offer = offer()
        var run = ClockRun(
            rule,
            offer,
            level: level,
            calendar: engine.editions(for: offer.hours, plan: plan),
            openedBy: signal
        )
        guard let start else {
            current = run
            return
        }
        run.verdict = verdict(ofCycle: earlier.count, startingAt: start)
        run.start(start, knownContingencies)
        // The signal that starts it may be the very one that pauses it; then the pause has its own turn.
        for (reason, condition) in [(PauseReason.waitingForRequester, waiting), (.informationMissing, missing)] {
            if let condition, condition != start { run.pause(reason, condition) }
        }
        current = run
    }

    private mutating func finish(_ outcome: ClockCycle.End.Outcome, _ signal: ClockSignal) {
        if current == nil {
            // What was promised came before its time; a window that has not opened cannot be used.
            guard outcome == .met, !rule.kind.isWindow else { return }
            open(signal, from: nil)
        }
        current?.finish(outcome, signal)
    }

    private func verdict(ofCycle number: Int, startingAt signal: ClockSignal) -> ClockVerdict? {
        verdicts.first { $0.cycle == number && $0.firstStart == signal.at }
    }

    private var knownContingencies: [Contingency] {
        contingencies.isEmpty ? [] : contingencies.sorted { $0.key < $1.key }.map(\.value)
    }

    private func reopens(_ moment: ClockMoment, _ moments: ClockMoments) -> Bool {
        guard current?.hasEnded ?? false else { return false }
        switch rule.reopening {
        case .ignored: return false
        case .newCycle: return moment == .reopened
        case .resume:
            return moment == .reopened || isSettled && moments.contains(.commented)
        }
    }

    private mutating func reopen(_ signal: ClockSignal) {
        switch rule.reopening {
        case .ignored: break
        case .newCycle: open(signal, from: signal)
        case .resume(let window, let clause):
            guard !wasClosed, current?.isWithin(window, signal.at) ?? false else {
                current?.refuseReopening(signal)
                return
            }
            let offer = offer()
            let calendar = engine.editions(for: offer.hours, plan: plan)
            let known = knownContingencies
            if current?.cycle.start == nil {
                let verdict = verdict(ofCycle: earlier.count, startingAt: signal)
                current?.verdict = verdict
            }
            current?.reopen(offer, level: level, calendar, clause, known, signal)
            for (reason, condition) in [(PauseReason.waitingForRequester, waiting), (.informationMissing, missing)] {
                if let condition { current?.pause(reason, condition) }
            }
        }
    }
}
