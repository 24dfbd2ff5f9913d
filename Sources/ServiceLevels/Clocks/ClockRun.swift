import Tickets

/// One cycle of a clock while it is replayed: a state machine that is told what happened, in order, and between two such
/// occasions how far time has gone.
struct ClockRun {
    var cycle: ClockCycle
    /// How the cycle was judged before, if it was.
    var verdict: ClockVerdict?
    /// Whether the facts contradict the verdict.
    private(set) var isRefuted = false

    let rule: ClockRule
    var calendar: CalendarEditions
    /// The edition that counts.
    var position: Int
    /// The instant of the last thing known; a deadline before it passed before that could be known.
    var now: Instant
    /// The level's earlier limit.
    var warning: Target?
    /// What was promised last; a breach keeps the promise that was broken.
    var offered: Promise
    /// What people were warned of; a deadline that moves and comes back does not warn again.
    var warned: [ClockWarning] = []

    init(
        _ rule: ClockRule,
        _ offer: ClockOffer,
        level: LevelName?,
        calendar: CalendarEditions,
        openedBy signal: ClockSignal
    ) {
        self.rule = rule
        self.calendar = calendar
        position = calendar.position(at: signal.at)
        now = signal.at
        offered = offer.promise
        warning = offer.warning
        let edition = calendar.editions[position]
        cycle = ClockCycle(
            promise: offer.promise,
            clause: offer.clause,
            isIndicative: offer.isIndicative,
            level: level,
            calendar: edition.time.calendar.name,
            calendarVersion: edition.version
        )
    }

    var edition: CalendarEdition { calendar.editions[position] }
    var hasEnded: Bool { cycle.end != nil }
    /// Neither over nor breached.
    var isLive: Bool { cycle.end == nil && cycle.breach == nil }

    private mutating func tell(_ fact: ClockEvent.Fact, at: Instant, _ signal: ClockSignal? = nil) {
        cycle.events.append(ClockEvent(fact: fact, at: at, known: max(at, now), signal: signal))
    }
}

// MARK: Time goes by

extension ClockRun {
    /// Up to an instant at which something is about to happen: a deadline of that very instant is not passed yet.
    mutating func advance(before instant: Instant) {
        takeEditions(before: instant)
        age { $0 < instant }
        now = max(now, instant)
    }

    /// Up to and including the last instant that is asked about.
    mutating func advance(through instant: Instant) {
        takeEditions(before: instant + 1)
        age { $0 <= instant }
        now = max(now, instant)
    }

    private mutating func takeEditions(before instant: Instant) {
        while isLive, position + 1 < calendar.editions.count,
            let known = calendar.editions[position + 1].knownFrom, known < instant
        {
            age { $0 < known }
            guard isLive else { return }
            now = max(now, known)
            position += 1
            let old = cycle.due
            reckon()
            guard cycle.calendarVersion != edition.version else { continue }
            cycle.calendarVersion = edition.version
            if case .target = cycle.promise {
                tell(.recalculated(edition.version, oldDue: old, newDue: cycle.due), at: now)
            }
        }
    }

    private mutating func age(_ hasPassed: (Instant) -> Bool) {
        guard isLive else { return }
        let deadline = verdict == nil ? cycle.due : verdict?.breachedAt
        if let due = cycle.due, due >= now {
            for warning in cycle.warnings where hasPassed(warning.at) && !warned.contains(warning) {
                if let deadline, warning.at >= deadline { break }
                warned.append(warning)
                tell(.warned(warning.mark, due: due), at: warning.at)
            }
        }
        if let deadline, hasPassed(deadline), verdict == nil || isVerdictDue(hasPassed) {
            if verdict != nil { adoptVerdict() }
            cycle.breach = ClockCycle.Breach(at: deadline, known: max(deadline, now))
            tell(.breached, at: deadline)
        } else if let verdict, verdict.breachedAt == nil, let ended = verdict.endedAt, hasPassed(ended) {
            isRefuted = true
        }
    }

    /// A deadline that was moved into the past is broken when that can be known, within the second in which it is moved.
    private func isVerdictDue(_ hasPassed: (Instant) -> Bool) -> Bool {
        guard let verdict, let known = verdict.breachKnown else { return false }
        return hasPassed(known) || known <= now && agrees(with: verdict)
    }

    private func agrees(with verdict: ClockVerdict) -> Bool {
        verdict.start == cycle.start?.at && verdict.promise == cycle.promise.description
            && verdict.pauses == verdict.decidedAt.map(cycle.pauses.union(before:))
    }

    /// Takes the deadline that was judged, if it was judged on the same facts.
    private mutating func adoptVerdict() {
        guard let verdict else { return }
        guard agrees(with: verdict) else {
            isRefuted = true
            return
        }
        cycle.due = verdict.due
        cycle.plainDue = verdict.plainDue
        cycle.calendar = verdict.calendar
        cycle.calendarVersion = verdict.calendarVersion
        self.verdict = nil
    }
}

// MARK: Things happen

extension ClockRun {
    mutating func start(_ signal: ClockSignal, _ contingencies: [Contingency]) {
        let start = ClockCycle.Occurrence(at: signal.at, signal: signal)
        cycle.start = start
        cycle.firstStart = start
        add(contingencies)
        tell(.started, at: signal.at, signal)
        reckon()
    }

    private mutating func add(_ contingencies: [Contingency]) {
        guard let start = cycle.start?.at, let rule = pauseRule(.contingency) else { return }
        for contingency in contingencies where contingency.to.map({ $0 > start }) ?? true {
            cycle.pauses.append(ClockPause(rule, contingency))
        }
    }

    /// The time counts from here again.
    mutating func restart(_ signal: ClockSignal) {
        guard isLive, let old = cycle.start?.at else { return }
        cycle.start = ClockCycle.Occurrence(at: signal.at, signal: signal)
        tell(.restarted(from: old), at: signal.at, signal)
        reckon()
    }

    mutating func pause(_ reason: PauseReason, _ signal: ClockSignal) {
        guard cycle.isOpen, let rule = pauseRule(reason), openPause(reason) == nil else { return }
        let pause = ClockPause(
            reason: reason,
            effect: rule.effect,
            clause: rule.clause,
            from: max(signal.at, now),
            began: signal
        )
        cycle.pauses.append(pause)
        tell(.paused(reason), at: pause.from, signal)
        if isLive { reckon() }
    }

    mutating func resume(_ reason: PauseReason, _ signal: ClockSignal) {
        guard cycle.isOpen, let index = openPause(reason) else { return }
        cycle.pauses[index].to = signal.at
        cycle.pauses[index].ended = signal
        tell(.resumed(reason), at: signal.at, signal)
        guard isLive else { return }
        if cycle.pauses[index].effect == .restart, !isHeldBack {
            restart(signal)
        } else {
            reckon()
        }
    }

    mutating func stretch(by notice: ContingencyNotice) {
        guard isLive, let start = cycle.start?.at, let rule = pauseRule(.contingency) else { return }
        let pause = ClockPause(rule, notice.contingency)
        let earlier = cycle.pauses.lastIndex { $0.isEarlierWord(of: pause) }
        let reaches = notice.contingency.to.map { $0 > start } ?? true
        guard reaches || earlier != nil else { return }
        let old = cycle.due
        now = max(now, notice.at)
        if let earlier { cycle.pauses.remove(at: earlier) }
        // One that turns out to have ended before the start never held the clock.
        if reaches { cycle.pauses.insert(pause, at: earlier ?? cycle.pauses.endIndex) }
        reckon()
        if old != cycle.due {
            tell(.stretched(notice.contingency, oldDue: old, newDue: cycle.due), at: notice.at)
        }
    }

    mutating func retarget(
        _ offer: ClockOffer,
        level: LevelName?,
        _ calendar: CalendarEditions,
        _ signal: ClockSignal
    ) {
        guard cycle.isOpen else { return }
        var next = self
        next.take(offer, level: level, calendar)
        next.reckon()
        if offer.promise != offered || isLive && next.cycle.due != cycle.due {
            tell(
                .retargeted(from: offered, to: offer.promise, oldDue: cycle.due, newDue: next.cycle.due),
                at: signal.at,
                signal
            )
        }
        next.cycle.events = cycle.events
        if isLive {
            self = next
        } else {
            offered = offer.promise
        }
    }

    private mutating func take(_ offer: ClockOffer, level: LevelName?, _ calendar: CalendarEditions) {
        self.calendar = calendar
        position = calendar.position(at: now)
        offered = offer.promise
        warning = offer.warning
        cycle.promise = offer.promise
        cycle.clause = offer.clause
        cycle.isIndicative = offer.isIndicative
        cycle.level = level
        cycle.calendar = edition.time.calendar.name
        cycle.calendarVersion = edition.version
    }

    mutating func finish(_ outcome: ClockCycle.End.Outcome, _ signal: ClockSignal) {
        guard cycle.isOpen else { return }
        let wasHeldBack = isHeldBack
        for index in cycle.pauses.indices where cycle.pauses[index].isOpenCondition {
            cycle.pauses[index].to = signal.at
            cycle.pauses[index].ended = signal
        }
        if let verdict, verdict.breachedAt == nil, verdict.endedAt == signal.at {
            adoptVerdict()
        } else if cycle.breach == nil, cycle.due == nil, !wasHeldBack {
            reckon()
        }
        cycle.end = ClockCycle.End(outcome: outcome, at: signal.at, signal: signal)
        tell(outcome == .met ? .met : .cancelled, at: signal.at, signal)
    }

    /// Whether a window that opened when the cycle ended is still open.
    func isWithin(_ window: Target, _ instant: Instant) -> Bool {
        guard let end = cycle.end?.at else { return false }
        let closes = try? calendar.edition(at: instant).time.deadline(window, from: end)
        return closes.map { instant <= $0 } ?? false
    }

    mutating func reopen(
        _ offer: ClockOffer,
        level: LevelName?,
        _ calendar: CalendarEditions,
        _ clause: ClauseID,
        _ contingencies: [Contingency],
        _ signal: ClockSignal
    ) {
        guard let end = cycle.end else { return }
        cycle.end = nil
        now = max(now, signal.at)
        tell(.reopened, at: signal.at, signal)
        if cycle.start == nil {
            start(signal, contingencies)
        } else {
            cycle.pauses.append(
                ClockPause(
                    reason: .resolved,
                    effect: .pause,
                    clause: clause,
                    from: end.at,
                    to: signal.at,
                    began: end.signal,
                    ended: signal
                )
            )
        }
        let promised = offered
        let old = cycle.due
        if cycle.breach == nil {
            take(offer, level: level, calendar)
            // What was declared meanwhile did not reach a cycle that was over.
            cycle.pauses.removeAll { $0.reason == .contingency }
            add(contingencies)
            // It ended while it was to begin again from zero; now it does.
            let wasHeldBack = cycle.pauses.contains {
                $0.effect == .restart && $0.ended == end.signal && $0.to == end.at
            }
            if wasHeldBack { restart(signal) } else { reckon() }
        }
        if offer.promise != promised {
            tell(
                .retargeted(from: promised, to: offer.promise, oldDue: old, newDue: cycle.due),
                at: signal.at,
                signal
            )
            offered = offer.promise
        }
    }

    mutating func refuseReopening(_ signal: ClockSignal) {
        now = max(now, signal.at)
        tell(.refusedReopening, at: signal.at, signal)
    }

    private func pauseRule(_ reason: PauseReason) -> PauseRule? { rule.pauses.first { $0.reason == reason } }

    private func openPause(_ reason: PauseReason) -> Int? {
        cycle.pauses.lastIndex { $0.reason == reason && $0.isOpenCondition }
    }

    /// Whether it will begin again from zero.
    var isHeldBack: Bool { cycle.pauses.contains { $0.isOpenCondition && $0.effect == .restart } }
}

extension ClockPause {
    fileprivate init(_ rule: PauseRule, _ contingency: Contingency) {
        self.init(
            reason: .contingency,
            effect: .pause,
            clause: rule.clause,
            from: contingency.from,
            to: contingency.to,
            contingency: contingency
        )
    }

    /// Begun by a signal and not ended by one.
    fileprivate var isOpenCondition: Bool { to == nil && contingency == nil }

    /// Whether `other` tells the end of the same contingency.
    fileprivate func isEarlierWord(of other: ClockPause) -> Bool {
        guard let contingency, let later = other.contingency else { return false }
        return contingency.to == nil && contingency.from == later.from && contingency.declared == later.declared
            && contingency.reason == later.reason
    }
}
