import ServiceLevels
import Testing
import Tickets

@Suite("Clocks of the Web Service area")
struct ClocksWebServiceTests {
    let policy: TestPolicy
    init() throws { policy = try .webService() }

    @Test("FW-01: count from the row that put the ticket into the queue, not from its registration")
    func queue() throws {
        let signals = try policy.signals(
            .incident,
            "n1",
            [("2026-03-02 07:00:00", .registered), ("2026-03-02 09:00:05", .enteredQueue)]
        )
        let cycle = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-02 09:30")
        #expect(cycle.start?.at == (try policy.at("2026-03-02 09:00:05")))
        #expect(cycle.start?.signal.fact == .enteredQueue)
        let waiting = try policy.record(.firstResponse, of: signals, asOf: "2026-03-02 08:00")
        #expect(waiting?.state == .waiting && waiting?.cycles == [])
    }

    @Test(
        "FW-02, FW-03, FW-04, FW-05: are due on the wall clock at level 1 and in opening hours at levels 2 and 3",
        arguments: [
            ("n1", "2026-03-06 17:30:10", "2026-03-07 17:30:10", "FW-03"),
            // Friday 1800 − 1730, Saturday 0830–1400, Monday … at ten hours a day, over a holiday on Monday 23 March.
            ("n2", "2026-03-20 17:30:00", "2026-03-28 10:30:00", "FW-04"),
            ("n3", "2026-03-02 08:00:00", "2026-03-10 14:30:00", "FW-05"),
        ]
    )
    func levels(level: String, start: String, due: String, clause: String) throws {
        let signals = try policy.signals(.incident, level, [(start, .registered), (start, .enteredQueue)])
        let cycle = try policy.cycle(.firstResponse, of: signals, asOf: start)
        #expect(cycle.due == (try policy.at(due)))
        #expect(cycle.plainDue == cycle.due)
        #expect(cycle.clause.rawValue == clause)
        #expect(cycle.state == .running)
    }

    @Test("FW-02: name the holidays that they cross, where open time counts")
    func holidays() throws {
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-20 17:30:00", .registered), ("2026-03-20 17:30:00", .enteredQueue),
        ]
        let open = try policy.cycle(.firstResponse, of: policy.signals(.incident, "n2", history))
        #expect(open.holidays.map(\.date.iso8601) == ["2026-03-23"])
        let wall = try policy.cycle(.firstResponse, of: policy.signals(.incident, "n1", history))
        #expect(wall.holidays == [])
    }

    @Test("FW-04: warn at 24 hours of opening time and are breached at 48")
    func warning() throws {
        let signals = try policy.signals(
            .incident,
            "n2",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        let due = try policy.at("2026-03-06 16:00")
        let cycle = try policy.cycle(.firstResponse, of: signals)
        let warning = ClockEvent.Fact.warned(.target(try Target("1440bm")), due: due)
        #expect(cycle.facts == [.started, warning, .breached])
        #expect(cycle.events.map(\.at) == [try policy.at("2026-03-02 08:00"), try policy.at("2026-03-04 12:00"), due])
        #expect(cycle.breached == [due, due])
    }

    @Test("FW-04: warn at the percentages that are configured, in order of time")
    func percentages() throws {
        let policy = try TestPolicy.webService(warnings: [80, 25])
        let signals = try policy.signals(
            .incident,
            "n2",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        let cycle = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-02 08:00")
        #expect(cycle.warnings.map(\.mark) == [.percent(25), .target(try Target("1440bm")), .percent(80)])
        #expect(
            cycle.warnings.map(\.at)
                == [
                    try policy.at("2026-03-03 10:00"), try policy.at("2026-03-04 12:00"),
                    try policy.at("2026-03-05 16:24"),
                ]
        )
    }

    @Test("FW-06: have no deadline at level 4, which is not a deadline of zero")
    func untimed() throws {
        let signals = try policy.signals(
            .incident,
            "n4",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        let cycle = try policy.cycle(.firstResponse, of: signals)
        #expect(cycle.state == .untimed && cycle.due == nil && cycle.remaining == nil && cycle.breach == nil)
        #expect(cycle.promise == .untimed(.noTime))
        #expect(cycle.clause == "FW-06")

        let zero = try TestPolicy(
            policy.engine.rules.rules,
            levels: [level("n4", "FW-06", "0bm")],
            calendar: "facturatech-ws"
        )
        #expect(try zero.cycle(.firstResponse, of: signals).state == .breached)
    }

    @Test("FW-06: take the date a person promises, keep every earlier one, and are breached by it")
    func commitment() throws {
        let first = try policy.at("2026-03-20 12:00")
        let second = try policy.at("2026-03-27 12:00")
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue),
            ("2026-03-03 08:00", .committed(first)), ("2026-03-10 08:00", .committed(second)),
        ]
        let cycle = try policy.cycle(.firstResponse, of: policy.signals(.incident, "n4", history))
        #expect(
            cycle.facts == [
                .started,
                .retargeted(from: .untimed(.noTime), to: .committed(first), oldDue: nil, newDue: first),
                .retargeted(from: .committed(first), to: .committed(second), oldDue: first, newDue: second),
                .breached,
            ]
        )
        #expect(cycle.breach?.at == second)
        // A date that had passed when the next one was promised stays broken.
        let late = history.dropLast() + [("2026-03-21 08:00", .committed(second))]
        #expect(try policy.cycle(.firstResponse, of: policy.signals(.incident, "n4", Array(late))).breach?.at == first)
        // Where the policy promises a time, a date changes nothing.
        #expect(
            try policy.cycle(.firstResponse, of: policy.signals(.incident, "n3", history)).promise
                == .target(try Target("4320bm"))
        )
    }

    @Test("FW-07: begin when the information is complete, and again from zero after every question")
    func restart() throws {
        let signals = try policy.signals(
            .incident,
            "n1",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue),
                ("2026-03-02 08:00", .informationMissing), ("2026-03-02 11:00:20", .informationComplete),
                ("2026-03-03 10:00", .asked(note)), ("2026-03-05 09:15", .replied),
                ("2026-03-05 09:15", .waitingEnded),
            ]
        )
        let incomplete = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-02 10:59")
        #expect(incomplete.state == .waiting && incomplete.due == nil && incomplete.remaining == nil)
        let complete = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-02 12:00")
        #expect(complete.due == (try policy.at("2026-03-03 11:00:20")))
        #expect(complete.start?.signal.fact == .informationComplete)
        let asked = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-04 23:00")
        #expect(asked.state == .waiting && asked.due == nil)
        let answered = try policy.cycle(.firstResponse, of: signals, asOf: "2026-03-05 10:00")
        #expect(answered.due == (try policy.at("2026-03-06 09:15")))
        #expect(answered.firstStart?.at == (try policy.at("2026-03-02 08:00")))
        #expect(answered.pauses.map(\.reason) == [.informationMissing, .waitingForRequester])
        #expect(answered.pauses.map(\.clause) == ["FW-07", "FW-07"])
        #expect(answered.facts.filter { if case .restarted = $0 { true } else { false } }.count == 2)
    }

    @Test("FW-07: stay breached when the question comes after the deadline")
    func questionAfterBreach() throws {
        let signals = try policy.signals(
            .incident,
            "n1",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue),
                ("2026-03-03 08:00:01", .asked(note)), ("2026-03-05 09:15", .replied),
                ("2026-03-05 10:00", .answered(note)),
            ]
        )
        let cycle = try policy.cycle(.firstResponse, of: signals)
        #expect(cycle.breach?.at == (try policy.at("2026-03-03 08:00")))
        #expect(cycle.state == .breached && cycle.isMetLate)
        #expect(cycle.start?.at == cycle.firstStart?.at)
        // Late by a second before the question, and by the 45 minutes after the answer to it.
        #expect(cycle.remaining == -(1 + 45 * 60))
        // A question at the very instant still comes in time.
        var punctual = signals
        punctual[3].at = try policy.at("2026-03-03 08:00")
        #expect(try policy.cycle(.firstResponse, of: punctual).breach == nil)
    }

    @Test("FW-09: show the plain and the stretched deadline of a contingency, and why")
    func contingency() throws {
        let signals = try policy.signals(
            .incident,
            "n3",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        let contingency = try Contingency(
            from: policy.at("2026-03-04 10:00"),
            to: policy.at("2026-03-05 10:00"),
            reason: "Intermitencia de la DIAN",
            declared: policy.at("2026-03-04 10:30")
        )
        let cycle = try policy.cycle(
            .firstResponse,
            of: signals,
            asOf: "2026-03-04 11:00",
            contingencies: [contingency]
        )
        let plain = try policy.at("2026-03-10 14:30")
        let stretched = try policy.at("2026-03-11 14:30")
        #expect(cycle.plainDue == plain && cycle.due == stretched)
        #expect(cycle.state == .paused)
        #expect(cycle.pauses.map(\.contingency) == [contingency])
        #expect(cycle.facts == [.started, .stretched(contingency, oldDue: plain, newDue: stretched)])
        let before = try policy.cycle(
            .firstResponse,
            of: signals,
            asOf: "2026-03-04 10:29",
            contingencies: [contingency]
        )
        #expect(before.due == plain && before.pauses == [] && before.state == .running)
    }

    @Test("FW-09: stay breached when the contingency is declared after the deadline, and have none while it lasts")
    func declaredLate() throws {
        let signals = try policy.signals(
            .incident,
            "n1",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        func cycle(declared: String, ended: String?, asOf: String) throws -> ClockCycle {
            let contingency = try Contingency(
                from: policy.at("2026-03-02 20:00"),
                to: ended == nil ? nil : policy.at("2026-03-04 20:00"),
                reason: "Falla",
                declared: policy.at(declared),
                endDeclared: ended.map { try policy.at($0) }
            )
            return try policy.cycle(.firstResponse, of: signals, asOf: asOf, contingencies: [contingency])
        }
        #expect(
            try cycle(declared: "2026-03-03 08:01", ended: "2026-03-05 09:00", asOf: "2026-03-09 00:00").breach?.at
                == policy.at("2026-03-03 08:00")
        )
        let open = try cycle(declared: "2026-03-03 07:00", ended: nil, asOf: "2026-03-09 00:00")
        #expect(open.due == nil)
        #expect(open.state == .paused)
        #expect(open.plainDue == (try policy.at("2026-03-03 08:00")))
        // Its end is known on the 6th and moves the deadline to the 5th: the breach is the deadline's, and known later.
        let ended = try cycle(declared: "2026-03-03 07:00", ended: "2026-03-06 09:00", asOf: "2026-03-09 00:00")
        #expect(try ended.breached == [policy.at("2026-03-05 08:00"), policy.at("2026-03-06 09:00")])
        let between = try cycle(declared: "2026-03-03 07:00", ended: "2026-03-06 09:00", asOf: "2026-03-06 08:59")
        #expect(between.breach == nil && between.due == nil)
    }

    @Test("FW-09: run from the start when a contingency turns out to have ended before it")
    func endedBeforeTheStart() throws {
        let signals = try policy.signals(
            .incident,
            "n1",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        for end in ["2026-03-01 20:00", "2026-03-02 08:00"] {
            let contingency = try Contingency(
                from: policy.at("2026-03-01 10:00"),
                to: policy.at(end),
                reason: "Falla",
                declared: policy.at("2026-03-01 11:00"),
                endDeclared: policy.at("2026-03-02 12:00")
            )
            func cycle(_ asOf: String) throws -> ClockCycle {
                try policy.cycle(.firstResponse, of: signals, asOf: asOf, contingencies: [contingency])
            }
            let before = try cycle("2026-03-02 11:59")
            #expect(before.state == .paused && before.due == nil)
            let after = try cycle("2026-03-02 12:00")
            let due = try policy.at("2026-03-03 08:00")
            #expect(after.state == .running && after.due == due && after.pauses == [])
            #expect(after.facts.last == .stretched(contingency, oldDue: nil, newDue: due))
        }
    }
}

@Suite("Clocks of Coacher Integradores")
struct ClocksCoacherTests {
    let policy: TestPolicy
    init() throws { policy = try .coacher() }

    private func plan(_ name: String) throws -> CustomerPlan {
        CustomerPlan(
            name: name,
            clause: "CO-01",
            calendar: CalendarEditions(try Calendars.time(name, zone: "America/Santiago"))
        )
    }

    @Test(
        "CO-01: count in the hours of the customer's plan",
        arguments: [
            ("coacher-8x5", "2026-03-09 10:00:30"), ("coacher-12x5", "2026-03-06 18:00:30"),
            ("24x7", "2026-03-06 18:00:30"),
        ]
    )
    func plans(name: String, due: String) throws {
        // Friday at 15:00:30 8x5 has closed; the others go on.
        let signals = try policy.signals(.incident, "alto-premium", [("2026-03-06 15:00:30", .registered)])
        let expected = name == "coacher-8x5" ? "2026-03-09 12:00" : due
        let cycle = try policy.cycle(.firstResponse, of: signals, plan: plan(name))
        #expect(cycle.due == (try policy.at(expected)))
        #expect(cycle.calendar.rawValue == name)
    }

    @Test("CO-01: keep seconds and cross the changes of the clocks of Santiago")
    func clockChange() throws {
        // Clocks go back at midnight between Saturday 4 and Sunday 5 April 2026, and forward on Sunday 6 September.
        let autumn = try policy.signals(.incident, "alto-premium", [("2026-04-04 22:30:15", .registered)])
        let long = try policy.cycle(.firstResponse, of: autumn, plan: plan("24x7"))
        #expect(long.due == (try policy.at("2026-04-05 00:30:15")))
        let spring = try policy.signals(.incident, "alto-premium", [("2026-09-05 22:30:15", .registered)])
        let short = try policy.cycle(.firstResponse, of: spring, plan: plan("24x7"))
        #expect(short.due == (try policy.at("2026-09-06 02:30:15")))
    }

    @Test(
        "CO-02: stop at the first public note, question or hand-over by a person, and at nothing of the bridge",
        arguments: [ClockSignal.Fact.answered(note), .asked(note), .handedOver, .resolved]
    )
    func response(fact: ClockSignal.Fact) throws {
        var signals = try policy.signals(
            .incident,
            "alto-premium",
            [("2026-03-02 09:00", .registered), ("2026-03-02 09:01", .acknowledged(note)), ("2026-03-02 12:00", fact)]
        )
        let due = try policy.at("2026-03-02 12:00")
        let cycle = try policy.cycle(.firstResponse, of: signals)
        #expect(cycle.due == due && cycle.end?.at == due && cycle.state == .met && cycle.remaining == 0)
        signals[3].at = due + 1
        let late = try policy.cycle(.firstResponse, of: signals)
        #expect(late.state == .breached && late.isMetLate && late.breach?.at == due && late.remaining == -1)
        if fact != .resolved {
            signals[3].by = .bridge
            #expect(try policy.cycle(.firstResponse, of: signals).end == nil)
        }
    }

    @Test("CO-03: allow four times the response time for the solution")
    func multiple() throws {
        let signals = try policy.signals(.incident, "alto-premium", [("2026-03-02 09:00", .registered)])
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-02 09:00")
        #expect(cycle.promise == .target(try Target("720bm")))
        #expect(cycle.clause == "CO-03")
        #expect(cycle.due == (try policy.at("2026-03-03 13:00")))
    }
}
