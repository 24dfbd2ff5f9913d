import Foundation
import ServiceLevels
import Testing
import Tickets

@Suite("Clocks through time")
struct ClocksReplayTests {
    let policy: TestPolicy
    init() throws { policy = try .amazonas() }

    private func incident(_ level: String, _ history: [(String, ClockSignal.Fact)] = []) throws -> [ClockSignal] {
        try policy.signals(
            .incident,
            level,
            [("2026-03-18 08:00", .registered), ("2026-03-18 08:00", .assigned)] + history
        )
    }

    @Test("are as they were at any past instant, and do not exist before the registration")
    func asOf() throws {
        let signals = try incident("p1", [("2026-03-18 12:00", .asked(note)), ("2026-03-18 13:00", .replied)])
        #expect(try policy.record(.resolution, of: signals, asOf: "2026-03-18 07:59:59") == nil)
        let states: [(String, ClockState)] = [
            ("2026-03-18 08:00", .running), ("2026-03-18 12:00", .paused), ("2026-03-18 13:00", .running),
            ("2026-03-18 16:59:59", .running), ("2026-03-18 17:00", .breached), ("2027-01-01 00:00", .breached),
        ]
        for (instant, state) in states {
            #expect(try policy.cycle(.resolution, of: signals, asOf: instant).state == state, "\(instant)")
        }
    }

    @Test("tell how much is left and how late they are, in what they count")
    func remaining() throws {
        let business = try incident("p2")
        #expect(try policy.cycle(.resolution, of: business, asOf: "2026-03-18 19:00").remaining == 14 * 3_600)
        let wall = try incident("p1")
        #expect(try policy.cycle(.resolution, of: wall, asOf: "2026-03-18 09:00:01").remaining == 7 * 3_600 - 1)
        #expect(try policy.cycle(.resolution, of: wall, asOf: "2026-03-18 16:00:30").remaining == -30)
    }

    @Test("find the same whatever the order and however often the signals come")
    func order() throws {
        let signals = try incident(
            "p3",
            [
                ("2026-03-18 12:00", .asked(note)), ("2026-03-18 12:00", .requesterActed(nil)),
                ("2026-03-18 12:00", .asked(NoteID(rawValue: 2))), ("2026-03-19 09:00", .replied),
            ]
        )
        let plain = try policy.cycle(.resolution, of: signals)
        #expect(plain.pauses.count == 2)
        #expect(try policy.cycle(.resolution, of: signals.reversed() + signals).events == plain.events)
        #expect(ClockSignals(signals + signals) == ClockSignals(signals))
    }

    @Test("put taking a ticket before answering it within one second, whichever Mantis recorded first")
    func sameSecond() throws {
        let answered = ClockSignal(.answered(note), at: try policy.at("2026-03-18 09:00"), source: .timeline(1))
        let assigned = ClockSignal(.assigned, at: try policy.at("2026-03-18 09:00"), source: .timeline(2))
        #expect(ClockSignals([answered, assigned]).ordered == [assigned, answered])
    }

    @Test("let a holiday that becomes known move open deadlines, and no others")
    func knownSince() throws {
        let zone = policy.time.calendar.zone
        func rule(_ name: String, _ date: String, known: String) throws -> HolidayRule {
            try HolidayRule(
                name: name,
                source: "Ley",
                day: .dates([try #require(CivilDate(iso8601: date))]),
                knownSince: try #require(CivilDate(iso8601: known))
            )
        }
        let calendar = WorkCalendar(
            name: CalendarName(rawValue: "amazonas"),
            zone: zone,
            hours: policy.time.calendar.hours,
            holidays: HolidayRules(
                country: "CO",
                rules: [
                    try rule("Vieja", "2026-03-23", known: "1983-12-06"),
                    try rule("Nueva", "2026-03-20", known: "2026-03-19"),
                    try rule("Tardía", "2026-03-18", known: "2026-04-30"),
                ]
            )
        )
        let since = try #require(CivilDate(iso8601: "2026-01-01"))
        let editions = CalendarEditions(calendar, since: since, years: 2_025...2_027)
        #expect(
            editions.editions.map(\.knownFrom)
                == [nil, try policy.at("2026-03-19 00:00"), try policy.at("2026-04-30 00:00")]
        )
        let engine = try ClockEngine(rules: policy.engine.rules, calendars: [calendar.name: editions])
        func cycle(_ asOf: String, _ history: [(String, ClockSignal.Fact)] = []) throws -> ClockCycle {
            let ticket = ClockCase(signals: ClockSignals(try incident("p2", history)))
            let records = engine.records(of: ticket, asOf: try policy.at(asOf))
            return try #require(records.first { $0.kind == .resolution }?.current)
        }
        let before = try cycle("2026-03-18 23:59:59")
        #expect(before.due == (try policy.at("2026-03-20 10:30")))
        let after = try cycle("2026-03-19 00:00")
        let moved = try policy.at("2026-03-24 11:00")
        #expect(after.due == moved)
        #expect(after.holidays.map(\.name) == ["Nueva", "Vieja"])
        #expect(after.facts.last == .recalculated(after.calendarVersion, oldDue: before.due, newDue: moved))
        #expect(after.calendarVersion != before.calendarVersion)
        // The last edition closes a day before the deadline, too late for a breach or an end that came first.
        #expect(try cycle("2026-05-01 00:00").breach?.at == moved)
        let met = try cycle("2026-05-01 00:00", [("2026-03-18 18:00", .resolved)])
        #expect(met.due == before.due)
        #expect(met.calendarVersion == before.calendarVersion)
    }

    @Test("begin in the edition of the calendar that is known when they start")
    func laterEdition() throws {
        let always = try Calendars.time("24x7", zone: "America/Bogota")
        let editions = CalendarEditions(policy.time, later: [(try policy.at("2026-03-01 00:00"), always)])
        let engine = try ClockEngine(
            rules: policy.engine.rules,
            calendars: [CalendarName(rawValue: "amazonas"): editions]
        )
        let ticket = ClockCase(signals: ClockSignals(try incident("p2")))
        let records = engine.records(of: ticket, asOf: try policy.at("2026-03-18 08:00"))
        let cycle = try #require(records.first { $0.kind == .resolution }?.current)
        #expect(cycle.facts == [.started])
        #expect(cycle.due == (try policy.at("2026-03-19 08:00")))
        #expect(cycle.calendar.rawValue == "24x7")
    }

    @Test("warn once of what a pause does not change, and again when a new target has other warnings")
    func warnings() throws {
        let policy = try TestPolicy.webService(warnings: [50])
        var rules = policy.engine.rules.rules
        rules[0].pauses = [PauseRule(.waitingForRequester, clause: "X")]
        let paused = try TestPolicy(rules, levels: policy.engine.rules.levels, calendar: "facturatech-ws")
        let signals = try paused.signals(
            .incident,
            "n1",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue),
                ("2026-03-02 21:00", .asked(note)), ("2026-03-02 22:00", .replied),
                ("2026-03-02 23:00", .reclassified(.incident, "n3")),
            ]
        )
        let cycle = try paused.cycle(.firstResponse, of: signals)
        let warned = cycle.events.filter { if case .warned = $0.fact { true } else { false } }
        #expect(try warned.map(\.at) == [paused.at("2026-03-02 20:00"), paused.at("2026-03-05 14:00")])
    }

    @Test("learn on reopening what was declared of a contingency while they were over")
    func declaredMeanwhile() throws {
        let bitam = try TestPolicy.bitam()
        var rules = bitam.engine.rules.rules
        rules[0].pauses = [PauseRule(.contingency, clause: "X")]
        let policy = try TestPolicy(rules, levels: bitam.engine.rules.levels, calendar: "bitam")
        let contingency = try Contingency(
            from: policy.at("2026-03-02 10:00"),
            to: policy.at("2026-03-02 11:00"),
            reason: "Falla",
            declared: policy.at("2026-03-02 10:00"),
            endDeclared: policy.at("2026-03-02 15:00")
        )
        let signals = try policy.signals(
            .incident,
            "urgente",
            [
                ("2026-03-02 09:00", .registered), ("2026-03-02 12:00", .resolved), ("2026-03-03 09:00", .reopened),
            ]
        )
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-03 09:00", contingencies: [contingency])
        // One hour before the failure and one after it were used; two are left.
        #expect(cycle.due == (try policy.at("2026-03-03 11:00")))
        #expect(cycle.plainDue == (try policy.at("2026-03-03 10:00")))
        #expect(cycle.pauses.map(\.reason) == [.contingency, .resolved])
    }

    @Test("begin again from zero when they are reopened while a question was open", arguments: [true, false])
    func reopenedWithQuestion(askedAfterTheEnd: Bool) throws {
        let bitam = try TestPolicy.bitam()
        var rules = bitam.engine.rules.rules
        rules[0].pauses = [PauseRule(.waitingForRequester, .restart, clause: "X")]
        let policy = try TestPolicy(rules, levels: bitam.engine.rules.levels, calendar: "bitam")
        let between: [(String, ClockSignal.Fact)] =
            askedAfterTheEnd
            ? [
                ("2026-03-02 12:00", .resolved), ("2026-03-02 13:00", .asked(note)), ("2026-03-03 10:00", .replied),
            ]
            : [
                ("2026-03-02 10:00", .asked(note)), ("2026-03-02 12:00", .resolved),
                ("2026-03-02 12:00", .waitingEnded), ("2026-03-03 10:00", .reopened),
            ]
        let signals = try policy.signals(.incident, "urgente", [("2026-03-02 09:00", .registered)] + between)
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-03 10:00")
        #expect(cycle.state == .running)
        #expect(cycle.start?.at == (try policy.at("2026-03-03 10:00")))
        #expect(cycle.due == (try policy.at("2026-03-03 14:00")))
    }

    @Test("stand by a recorded verdict on the same facts, and fall with it when an earlier answer turns up")
    func verdict() throws {
        let signals = try incident("p2", [("2026-03-20 10:31", .resolved)])
        let record = try #require(try policy.record(.resolution, of: signals))
        let verdict = try #require(record.verdict(ofCycle: 0))
        #expect(verdict.breachedAt == (try policy.at("2026-03-20 10:30")))
        let stored = try JSONDecoder().decode(ClockVerdict.self, from: JSONEncoder().encode(verdict))
        #expect(stored == verdict)

        // Under a calendar that is always open the deadline would have been a day earlier.
        let always = CalendarEditions(try Calendars.time("24x7", zone: "America/Bogota"))
        let engine = try ClockEngine(
            rules: policy.engine.rules,
            calendars: [CalendarName(rawValue: "amazonas"): always]
        )
        func cycle(_ signals: [ClockSignal], _ verdicts: [ClockVerdict]) throws -> ClockCycle {
            let ticket = ClockCase(signals: ClockSignals(signals), verdicts: verdicts)
            let records = engine.records(of: ticket, asOf: try policy.at("2026-12-31 00:00"))
            return try #require(records.first { $0.kind == .resolution }?.current)
        }
        #expect(try cycle(signals, []).breach?.at == policy.at("2026-03-19 08:00"))
        let kept = try cycle(signals, [verdict])
        #expect(kept.breach?.at == verdict.breachedAt)
        #expect(kept.calendarVersion == verdict.calendarVersion)
        #expect(kept.calendar.rawValue == "amazonas")
        let asked = try incident("p2", [("2026-03-18 12:00", .asked(note)), ("2026-03-18 16:00", .replied)])
        #expect(try cycle(asked, [verdict]).breach?.at == policy.at("2026-03-19 12:00"))
    }

    @Test("have no deadline outside the years of their calendar, instead of failing")
    func outOfRange() throws {
        let signals = [
            ClockSignal(
                .classified(kind: .incident, level: LevelName(rawValue: "p2")),
                at: policy.time.end,
                source: .filing
            ),
            ClockSignal(.registered, at: policy.time.end, source: .filing),
            ClockSignal(.assigned, at: policy.time.end, source: .filing),
        ]
        let records = policy.engine.records(of: ClockCase(signals: ClockSignals(signals)), asOf: policy.time.end + 5)
        let cycle = try #require(records.first { $0.kind == .resolution }?.current)
        #expect(cycle.due == nil)
        #expect(cycle.state == .running)
        #expect(cycle.promise == .target(try Target("1440bm")))
    }

    @Test("show every stretch of open time that a deadline is made of")
    func stretches() throws {
        let pauses = Pauses([
            try Pause(from: policy.at("2026-03-19 09:00"), to: policy.at("2026-03-19 17:00")),
            try Pause(from: policy.at("2026-03-19 17:00"), to: policy.at("2026-03-19 17:30")),
        ])
        let start = try policy.at("2026-03-18 17:15:10")
        let due = try #require(try policy.time.deadline(Target("600bm"), from: start, pauses: pauses))
        let stretches = try policy.time.stretches(from: start, to: due, pauses: pauses)
        #expect(
            try stretches.map { [$0.from, $0.to] } == [
                [start, policy.at("2026-03-18 18:00")],
                [policy.at("2026-03-19 07:30"), policy.at("2026-03-19 09:00")],
                [policy.at("2026-03-19 17:30"), policy.at("2026-03-19 18:00")],
                [policy.at("2026-03-20 07:00"), due],
            ]
        )
        #expect(stretches.map { $0.to - $0.from }.reduce(0, +) == 36_000)
        #expect(try policy.time.stretches(from: due, to: start) == [])
    }
}

extension BusinessTime {
    /// The last minute of its years.
    fileprivate var end: Instant {
        calendar.zone.instant(
            of: CivilDate(year: years.upperBound, month: 12, day: 31) ?? CivilDate(dayNumber: 0),
            at: .midnight
        ) + 86_340
    }
}
