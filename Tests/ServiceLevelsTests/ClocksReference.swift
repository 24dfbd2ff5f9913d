import ServiceLevels
import Tickets

/// Clocks the slow way: walking through time in steps, with a list of what is open and what stands still at each.
/// Everything happens on the step's grid, so nothing is lost by it.
struct ClocksReference {
    /// Seconds.
    static let step: Int64 = 600

    let origin: Instant
    /// Whether the calendar is open in each step.
    let open: [Bool]

    init(_ calendar: WorkCalendar, from origin: Instant, steps: Int) {
        self.origin = origin
        let reference = StepReference(calendar: calendar)
        open = (0..<steps).map { reference.isOpen(origin + Int64($0) * Self.step) }
    }

    /// One run of a clock.
    struct Cycle: Equatable {
        /// When it could not begin because it was over before, it begins with the reopening.
        var hasBegun = true
        var start: Int
        var minutes: Int
        var unit: Target.Unit
        var paused: [ClosedOpen] = []
        var isHeldBack = false
        /// Whether it ended while it was held back.
        var endedHeldBack = false
        var breach: Int?
        var end: Int?
        var isCancelled = false

        struct ClosedOpen: Equatable {
            var from: Int
            var to: Int?
        }
    }

    struct Rule {
        var starts: [ClockMoment]
        var meets: [ClockMoment]
        var restartsOnRepetition: Bool
        var waiting: PauseRule.Effect?
        var missing: PauseRule.Effect?
        var contingency: Bool
        /// Nil: ignored; zero: a new cycle; else the window in calendar steps of a clock that runs on.
        var reopening: Int?
        var isWindow: Bool
    }

    /// What happened at one step.
    struct Happening {
        var step: Int
        var fact: ClockSignal.Fact
        var minutes: Int?
    }

    struct Window {
        var from: Int
        var to: Int?
        var declared: Int
    }

    /// The first step boundary at which so many minutes have run, or nil within the horizon.
    private func due(_ cycle: Cycle, _ windows: [Window]) -> Int? {
        if cycle.isHeldBack || cycle.breach != nil || cycle.end != nil { return nil }
        let horizon = open.count - 1
        var runs = cycle.unit == .clockMinutes ? Array(repeating: true, count: horizon) : open
        for pause in cycle.paused { stop(&runs, pause.from, pause.to) }
        for window in windows { stop(&runs, window.from, window.to) }
        var left = cycle.minutes * 60 / Int(Self.step)
        var now = cycle.start
        while left > 0, now < horizon {
            if runs[now] { left -= 1 }
            now += 1
        }
        return left == 0 ? now : nil
    }

    private func stop(_ runs: inout [Bool], _ from: Int, _ to: Int?) {
        var now = from
        let end = min(to ?? runs.count, runs.count)
        while now < end {
            runs[now] = false
            now += 1
        }
    }

    /// All cycles as of a step, and their deadlines then.
    func replay(
        _ rule: Rule,
        _ happenings: [Happening],
        windows all: [Window],
        unit: Target.Unit,
        minutes first: Int,
        asOf: Int
    ) -> (cycles: [Cycle], due: Int?) {
        var cycles: [Cycle] = []
        var minutes = first
        var waiting = false
        var missing = false
        var isSettled = false
        var wasClosed = false
        var due: Int?

        let steps = Set(happenings.map(\.step) + all.map(\.declared)).filter { $0 <= asOf }.sorted()
        for now in steps {
            breakIfPassed(&cycles, due, before: now)
            let windows = all.filter { $0.declared <= now && rule.contingency }
            for happening in happenings where happening.step == now {
                breakIfPassed(&cycles, due, before: now)
                defer { due = cycles.last.flatMap { self.due($0, windows) } }
                guard let moment = happening.fact.moment else {
                    minutes = happening.minutes ?? minutes
                    if let cycle = cycles.last, cycle.end == nil, cycle.breach == nil {
                        cycles[cycles.count - 1].minutes = minutes
                    }
                    continue
                }
                var endsWaiting = false
                var endsMissing = false
                var beginsWaiting = false
                var beginsMissing = false
                switch moment {
                case .asked:
                    beginsWaiting = !waiting
                    waiting = true
                case .requesterActed, .waitingEnded:
                    endsWaiting = waiting
                    waiting = false
                case .informationMissing:
                    beginsMissing = !missing
                    missing = true
                case .informationComplete:
                    endsMissing = missing
                    missing = false
                case .resolved: isSettled = true
                case .closed:
                    isSettled = true
                    wasClosed = true
                case .reopened: isSettled = false
                default: break
                }
                let ended = cycles.last.map { $0.end != nil } ?? false
                var isHandled = false
                if ended, let window = rule.reopening {
                    let asks = moment == .reopened || window > 0 && isSettled && moment == .requesterActed
                    if asks {
                        isHandled = true
                        if window == 0 {
                            cycles.append(opened(at: now, minutes, unit, rule, waiting, missing))
                        } else if !wasClosed, let end = cycles[cycles.count - 1].end, now <= end + window {
                            cycles[cycles.count - 1].end = nil
                            if cycles[cycles.count - 1].endedHeldBack {
                                if cycles[cycles.count - 1].breach == nil { cycles[cycles.count - 1].start = now }
                            } else if cycles[cycles.count - 1].hasBegun {
                                cycles[cycles.count - 1].paused.append(.init(from: end, to: now))
                            } else {
                                cycles[cycles.count - 1].hasBegun = true
                                cycles[cycles.count - 1].start = now
                            }
                            if cycles[cycles.count - 1].breach == nil { cycles[cycles.count - 1].minutes = minutes }
                            hold(&cycles[cycles.count - 1], rule, waiting, missing, now)
                        }
                    }
                }
                if !isHandled, rule.meets.contains(moment) {
                    if cycles.isEmpty {
                        if !rule.isWindow {
                            var cycle = Cycle(hasBegun: false, start: now, minutes: minutes, unit: unit)
                            cycle.end = now
                            cycles.append(cycle)
                        }
                    } else if cycles[cycles.count - 1].end == nil {
                        for index in cycles[cycles.count - 1].paused.indices
                        where cycles[cycles.count - 1].paused[index].to == nil {
                            cycles[cycles.count - 1].paused[index].to = now
                        }
                        cycles[cycles.count - 1].end = now
                        cycles[cycles.count - 1].endedHeldBack = cycles[cycles.count - 1].isHeldBack
                        cycles[cycles.count - 1].isHeldBack = false
                    }
                }
                if rule.starts.contains(moment), !(isSettled && moment == .requesterActed) {
                    if let cycle = cycles.last, cycle.end == nil, cycle.breach == nil {
                        if rule.restartsOnRepetition { cycles[cycles.count - 1].start = now }
                    } else if cycles.isEmpty || rule.isWindow {
                        let before = (waiting && !beginsWaiting, missing && !beginsMissing)
                        cycles.append(opened(at: now, minutes, unit, rule, before.0, before.1))
                    }
                }
                guard let last = cycles.indices.last, cycles[last].end == nil else { continue }
                if endsWaiting { release(&cycles[last], rule.waiting, other: missing ? rule.missing : nil, now) }
                if endsMissing { release(&cycles[last], rule.missing, other: waiting ? rule.waiting : nil, now) }
                hold(&cycles[last], rule, beginsWaiting, beginsMissing, now)
            }
            due = cycles.last.flatMap { self.due($0, windows) }
        }
        breakIfPassed(&cycles, due, before: asOf + 1)
        return (cycles, due)
    }

    /// What was due before now is broken now at the latest; what is due now may still be kept now.
    private func breakIfPassed(_ cycles: inout [Cycle], _ due: Int?, before now: Int) {
        guard let due, due < now, let cycle = cycles.last, cycle.end == nil, cycle.breach == nil else { return }
        cycles[cycles.count - 1].breach = due
    }

    private func opened(
        at now: Int,
        _ minutes: Int,
        _ unit: Target.Unit,
        _ rule: Rule,
        _ waiting: Bool,
        _ missing: Bool
    ) -> Cycle {
        var cycle = Cycle(start: now, minutes: minutes, unit: unit)
        hold(&cycle, rule, waiting, missing, now)
        return cycle
    }

    private func hold(_ cycle: inout Cycle, _ rule: Rule, _ waiting: Bool, _ missing: Bool, _ now: Int) {
        for effect in [waiting ? rule.waiting : nil, missing ? rule.missing : nil] {
            switch effect {
            case .pause: cycle.paused.append(.init(from: now, to: nil))
            case .restart where cycle.breach == nil: cycle.isHeldBack = true
            default: break
            }
        }
    }

    /// `other` is the effect of the condition that still lasts.
    private func release(_ cycle: inout Cycle, _ effect: PauseRule.Effect?, other: PauseRule.Effect?, _ now: Int) {
        switch effect {
        case .pause:
            // Both reasons may pause; the one that lasts goes on with a pause of its own.
            for index in cycle.paused.indices where cycle.paused[index].to == nil { cycle.paused[index].to = now }
            if other == .pause { cycle.paused.append(.init(from: now, to: nil)) }
        case .restart where cycle.breach == nil:
            if other != .restart {
                cycle.isHeldBack = false
                cycle.start = now
            }
        default: break
        }
    }
}
