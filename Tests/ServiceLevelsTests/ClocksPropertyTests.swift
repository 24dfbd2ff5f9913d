import ServiceLevels
import Testing
import Tickets

/// Clocks against a reference that walks through time, over histories that nobody would write by hand.
@Suite("Clocks, at random")
struct ClocksPropertyTests {
    private static let seeds = Array(UInt64(1)...20)
    private static let histories = 500
    /// Eleven days.
    private static let steps = 1_584

    /// Each calendar with an instant shortly before a change of clocks, or a holiday where there is none.
    private static let grounds: [(name: String, from: String)] = [
        ("facturatech-ws", "2026-03-18T13:00:00Z"), ("bitam", "2026-09-14T06:00:00Z"),
        ("coacher-8x5", "2026-04-02T12:00:00Z"), ("coacher-12x5", "2026-09-03T21:30:00Z"),
    ]

    @Test("agree with walking through time, whatever was asked of them", arguments: seeds)
    func reference(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let ground = try Ground(Self.grounds[Int(seed) % Self.grounds.count], steps: Self.steps)
        for _ in 0..<Self.histories {
            let history = try RandomHistory(steps: Self.steps / 2, using: &random)
            let engine = try history.engine(ground)
            for asOf in [Int.random(in: 0..<Self.steps - 1, using: &random), Self.steps / 2 + 200] {
                let record = engine.records(of: try history.ticket(ground), asOf: ground.instant(asOf)).first
                let expected = ground.reference.replay(
                    history.rule,
                    history.happenings,
                    windows: history.windows,
                    unit: history.unit,
                    minutes: history.minutes,
                    asOf: asOf
                )
                let cycles = record?.cycles ?? []
                let isSame = zip(cycles, expected.cycles).allSatisfy { cycle, expected in
                    cycle.breach?.at == expected.breach.map(ground.instant)
                        && cycle.end?.at == expected.end.map(ground.instant)
                }
                guard isSame, cycles.count == expected.cycles.count else {
                    Issue.record("cycles \(cycles) instead of \(expected.cycles) as of \(asOf): \(history)")
                    continue
                }
                guard let cycle = cycles.last, let last = expected.cycles.last, cycle.end == nil, last.breach == nil
                else {
                    continue
                }
                // The reference sees no further than its horizon.
                let horizon = ground.instant(Self.steps - 1)
                let due = cycle.due.flatMap { $0 <= horizon ? $0 : nil }
                if cycle.start?.at != ground.instant(last.start) || due != expected.due.map(ground.instant) {
                    Issue.record("due \(cycle) instead of \(expected) as of \(asOf): \(history)")
                }
            }
        }
    }

    @Test(
        "never take back what they told, and tell the same whatever the order and number of signals",
        arguments: seeds
    )
    func monotony(seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0x5EED)
        var ground = try Ground(Self.grounds[Int(seed) % Self.grounds.count], steps: 1)
        let other = try Ground(Self.grounds[Int(seed + 1) % Self.grounds.count], steps: 1)
        // Now and then another calendar comes into force.
        ground.calendar = CalendarEditions(ground.time, later: [(ground.instant(Int(seed) * 40), other.time)])
        for _ in 0..<Self.histories / 2 {
            let history = try RandomHistory(steps: Self.steps / 2, using: &random)
            let engine = try history.engine(ground)
            let ticket = try history.ticket(ground)
            let instants = (0..<6).map { _ in ground.instant(Int.random(in: 0..<Self.steps, using: &random)) }.sorted()
            var before: ClockRecord?
            for instant in instants {
                let record = engine.records(of: ticket, asOf: instant).first
                let earlier = before?.cycles ?? []
                let later = record?.cycles ?? []
                let hasGrown = zip(earlier, later).allSatisfy { earlier, later in
                    later.events.starts(with: earlier.events)
                        && (earlier.breach == nil || later.breach == earlier.breach)
                }
                let known = later.map { $0.events.map(\.known) }
                let isInOrder = known.allSatisfy { known in
                    zip(known, known.dropFirst()).allSatisfy(<=) && known.allSatisfy { $0 <= instant }
                }
                if !hasGrown || !isInOrder || earlier.count > later.count {
                    Issue.record("\(later) after \(earlier): \(history)")
                }
                before = record
            }
            var shuffled = ticket
            let doubled = ticket.signals.ordered + ticket.signals.ordered.filter { _ in Bool.random(using: &random) }
            shuffled.signals = ClockSignals(doubled.shuffled(using: &random))
            shuffled.contingencies.shuffle(using: &random)
            #expect(shuffled.signals == ticket.signals)
            #expect(
                engine.records(of: shuffled, asOf: ground.instant(Self.steps)).first?.cycles
                    == last(engine, ticket, ground)
            )
        }
    }

    @Test("stand by their verdicts when the calendar changes, and judge anew when the facts do", arguments: seeds)
    func verdicts(seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0xFACE)
        let ground = try Ground(Self.grounds[Int(seed) % Self.grounds.count], steps: 1)
        let other = try Ground(Self.grounds[Int(seed + 1) % Self.grounds.count], steps: 1)
        for _ in 0..<Self.histories / 5 {
            let history = try RandomHistory(steps: Self.steps / 2, using: &random)
            let asOf = ground.instant(Self.steps)
            var ticket = try history.ticket(ground)
            guard let record = try history.engine(ground).records(of: ticket, asOf: asOf).first else { continue }
            ticket.verdicts = record.cycles.indices.compactMap(record.verdict(ofCycle:)).shuffled(using: &random)
            // The last cycle may still be open; the others and what it has breached stand.
            let again = try history.engine(other, for: ground).records(of: ticket, asOf: asOf).first
            for (judged, kept) in zip(record.cycles, again?.cycles ?? [])
            where judged.breach != nil || judged.end != nil {
                #expect(kept.breach == judged.breach, "\(history)")
                #expect(kept.end == judged.end, "\(history)")
                if judged.start != nil {
                    #expect(kept.due == judged.due, "\(history)")
                    #expect(kept.calendarVersion == judged.calendarVersion, "\(history)")
                }
            }
        }
    }

    private func last(_ engine: ClockEngine, _ ticket: ClockCase, _ ground: Ground) -> [ClockCycle]? {
        engine.records(of: ticket, asOf: ground.instant(Self.steps)).first?.cycles
    }
}

/// A calendar and a stretch of time on it.
private struct Ground {
    let time: BusinessTime
    var calendar: CalendarEditions
    let reference: ClocksReference

    init(_ ground: (name: String, from: String), steps: Int) throws {
        time = try Calendars.time(ground.name)
        calendar = CalendarEditions(time)
        let origin = try #require(Instant(iso8601: ground.from))
        reference = ClocksReference(time.calendar, from: origin, steps: steps)
    }

    func instant(_ step: Int) -> Instant { reference.origin + Int64(step) * ClocksReference.step }
}

/// A rule and what happened to a ticket, in steps.
private struct RandomHistory: CustomStringConvertible {
    var rule: ClocksReference.Rule
    var happenings: [ClocksReference.Happening]
    var windows: [ClocksReference.Window]
    var unit: Target.Unit
    var minutes: Int

    init(steps: Int, using random: inout SplitMix64) throws {
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
        func effect() -> PauseRule.Effect? { [nil, .pause, .pause, .restart].randomElement(using: &random) ?? nil }
        let isWindow = chance(4)
        let starts: [[ClockMoment]] =
            isWindow
            ? [[.registered, .requesterActed, .reopened]] : [[.registered], [.assigned], [.enteredQueue]]
        let meets: [[ClockMoment]] =
            isWindow ? [[.resolved, .closed]] : [[.resolved, .closed], [.answered, .resolved]]
        rule = ClocksReference.Rule(
            starts: starts.randomElement(using: &random) ?? [],
            meets: meets.randomElement(using: &random) ?? [],
            restartsOnRepetition: isWindow || chance(4),
            waiting: effect(),
            missing: effect(),
            contingency: chance(2),
            reopening: isWindow ? nil : [nil, 0, 144].randomElement(using: &random) ?? nil,
            isWindow: isWindow
        )
        unit = chance(3) ? .clockMinutes : .businessMinutes
        minutes = Self.amounts.randomElement(using: &random) ?? 60
        var happenings = [ClocksReference.Happening(step: 0, fact: .registered)]
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            // Close together, so that much falls into one step.
            let step = Int.random(in: 0..<steps, using: &random) / (chance(3) ? 40 : 1)
            let fact = Self.facts.randomElement(using: &random) ?? .assigned
            let isLevel = fact.moment == nil
            let minutes = isLevel ? Self.amounts.randomElement(using: &random) : nil
            happenings.append(.init(step: step, fact: minutes.map(Self.level) ?? fact, minutes: minutes))
        }
        self.happenings = happenings.enumerated()
            .sorted {
                ($0.element.step, Self.phase($0.element.fact), $0.offset)
                    < ($1.element.step, Self.phase($1.element.fact), $1.offset)
            }
            .map(\.element)
        windows = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            let from = Int.random(in: 0..<steps, using: &random)
            let declared = max(0, from + Int.random(in: -100...100, using: &random))
            return .init(
                from: from,
                to: chance(5) ? nil : from + Int.random(in: 0...200, using: &random),
                declared: declared
            )
        }
    }

    private static let amounts = [60, 120, 300, 480, 960, 1_440]
    private static let facts: [ClockSignal.Fact] = [
        .enteredQueue, .assigned, .answered(note), .asked(nil), .asked(note), .handedOver, .requesterActed(note),
        .requesterActed(note), .waitingEnded, .informationMissing, .informationComplete, .resolved, .resolved, .closed,
        .reopened, .reopened, .classified(kind: nil, level: nil), .acknowledged(note),
    ]

    private static func level(_ minutes: Int) -> ClockSignal.Fact {
        .classified(kind: .incident, level: LevelName(rawValue: "\(minutes)"))
    }

    private static func phase(_ fact: ClockSignal.Fact) -> Int {
        switch fact {
        case .classified: 0
        case .registered: 1
        case .enteredQueue, .assigned: 2
        default: 3
        }
    }

    /// The rule's engine on a ground's calendar, which may stand in for that of another.
    func engine(_ ground: Ground, for other: Ground? = nil) throws -> ClockEngine {
        var pauses: [PauseRule] = []
        if let effect = rule.waiting { pauses.append(PauseRule(.waitingForRequester, effect, clause: "X")) }
        if let effect = rule.missing { pauses.append(PauseRule(.informationMissing, effect, clause: "X")) }
        if rule.contingency { pauses.append(PauseRule(.contingency, clause: "X")) }
        let reopening: ClockRule.Reopening =
            switch rule.reopening {
            case nil: .ignored
            case 0: .newCycle(clause: "X")
            case let steps?:
                .resume(within: try Target(steps * Int(ClocksReference.step) / 60, .clockMinutes), clause: "X")
            }
        let clock = ClockRule(
            kind: rule.isWindow ? .abandonment : .resolution,
            terms: [ClockTerms(clause: nil, amount: .level)],
            start: .init(
                ClockMoments(rule.starts),
                repetition: rule.restartsOnRepetition ? .restart : .keep,
                clause: "X"
            ),
            meets: ClockMoments(rule.meets),
            pauses: pauses,
            reopening: reopening,
            warnings: [50, 80]
        )
        let levels = try Self.amounts.map { amount in
            Level(
                name: LevelName(rawValue: "\(amount)"),
                title: "",
                promise: "",
                clause: "X",
                target: try Target(amount, unit)
            )
        }
        let calendar = (other ?? ground).time.calendar.name
        return try ClockEngine(
            rules: ClockRules([clock], levels: levels, calendar: calendar),
            calendars: [calendar: ground.calendar]
        )
    }

    func ticket(_ ground: Ground) throws -> ClockCase {
        let first = ClockSignal(Self.level(minutes), at: ground.instant(0), source: .filing)
        let signals = happenings.enumerated().map { position, happening in
            ClockSignal(
                happening.fact,
                at: ground.instant(happening.step),
                by: .provider,
                source: .timeline(position)
            )
        }
        return ClockCase(
            signals: ClockSignals([first] + signals),
            contingencies: try windows.map {
                try Contingency(
                    from: ground.instant($0.from),
                    to: $0.to.map(ground.instant),
                    reason: "Falla",
                    declared: ground.instant($0.declared)
                )
            }
        )
    }

    var description: String { "\(rule) \(unit) \(minutes) \(happenings) \(windows)" }
}
