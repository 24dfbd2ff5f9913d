import ServiceLevels
import Testing
import Tickets

@Suite("Clocks of Amazonas and BTW")
struct ClocksAssignedTests {
    let policy: TestPolicy
    init() throws { policy = try .amazonas() }

    @Test(
        "AM-03, AM-04, AM-05, AM-12, BT-03, BT-04, BT-05, BT-10: run from the assignment, P1 at all hours",
        arguments: [
            ("amazonas", "p1", "AM-03", "2026-03-07 07:00:01"), ("amazonas", "p2", "AM-04", "2026-03-11 10:30:00"),
            ("amazonas", "p3", "AM-05", "2026-03-20 09:00:00"), ("btw", "p1", "BT-03", "2026-03-07 07:00:01"),
            ("btw", "p2", "BT-04", "2026-03-17 17:00:00"), ("btw", "p3", "BT-05", "2026-03-25 13:00:00"),
        ]
    )
    func priorities(name: String, level: String, clause: String, due: String) throws {
        let policy = name == "btw" ? try TestPolicy.btw() : policy
        let signals = try policy.signals(
            .incident,
            level,
            [("2026-03-06 20:00:00", .registered), ("2026-03-06 23:00:01", .assigned)]
        )
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-06 23:00:01")
        #expect(cycle.due == (try policy.at(due)))
        #expect(cycle.clause.rawValue == clause)
        #expect(try policy.record(.resolution, of: signals, asOf: "2026-03-06 23:00:00")?.state == .waiting)
    }

    @Test("AM-12, BT-10: never start before the registration, and at the first assignment only")
    func neverBeforeRegistration() throws {
        var signals = try policy.signals(
            .incident,
            "p1",
            [("2026-03-02 08:00", .registered), ("2026-03-02 07:00", .assigned), ("2026-03-02 10:00", .assigned)]
        )
        signals[0].at = try policy.at("2026-03-02 07:00")
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-02 12:00")
        #expect(cycle.start?.at == (try policy.at("2026-03-02 08:00")))
        #expect(try policy.record(.resolution, of: signals, asOf: "2026-03-02 07:59") == nil)
    }

    @Test("AM-12: count a ticket that was resolved before anybody had it as met, and do not start later")
    func metBeforeStart() throws {
        let signals = try policy.signals(
            .incident,
            "p1",
            [("2026-03-02 08:00", .registered), ("2026-03-02 09:00", .resolved), ("2026-03-02 10:00", .assigned)]
        )
        let record = try #require(try policy.record(.resolution, of: signals))
        #expect(record.cycles.count == 1 && record.state == .met && record.current?.start == nil)
        #expect(record.current?.due == nil)
    }

    @Test("AM-06, AM-07: offer a requirement no solution clock at all")
    func requirement() throws {
        let signals = try policy.signals(
            .requirement,
            "requerimiento",
            [("2026-03-02 08:00", .registered), ("2026-03-02 09:00", .assigned)]
        )
        #expect(try policy.record(.resolution, of: signals) == nil)
    }

    @Test("AM-08: keep the acknowledgement of the bridge, which stops no other clock")
    func acknowledgement() throws {
        let signals = try policy.signals(
            .incident,
            "p2",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned),
                ("2026-03-02 08:00:30", .acknowledged(note)),
            ]
        )
        let cycle = try policy.cycle(.acknowledgement, of: signals)
        #expect(cycle.state == .untimed)
        #expect(cycle.end?.at == (try policy.at("2026-03-02 08:00:30")))
        #expect(try policy.cycle(.resolution, of: signals).end == nil)
    }

    @Test("AM-10: give the requester five calendar days from the first unanswered question")
    func question() throws {
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned), ("2026-03-05 16:20:10", .asked(note)),
            ("2026-03-08 10:00", .asked(note)),
        ]
        let silent = try policy.cycle(.requesterAnswer, of: policy.signals(.incident, "p3", history))
        #expect(silent.breach?.at == (try policy.at("2026-03-10 16:20:10")))
        let replied = try policy.signals(.incident, "p3", history + [("2026-03-10 16:20:10", .replied)])
        #expect(try policy.cycle(.requesterAnswer, of: replied).state == .met)
        let withdrawn = try policy.signals(.incident, "p3", history + [("2026-03-09 10:00", .waitingEnded)])
        #expect(try policy.cycle(.requesterAnswer, of: withdrawn).state == .cancelled)
        // The next question opens the next window.
        let again = try policy.signals(
            .incident,
            "p3",
            history + [("2026-03-09 10:00", .replied), ("2026-03-11 10:00", .asked(note))]
        )
        let record = try #require(try policy.record(.requesterAnswer, of: again))
        #expect(record.cycles.map(\.state) == [.met, .breached])
        #expect(record.current?.breach?.at == (try policy.at("2026-03-16 10:00")))
    }

    @Test("AM-09, BT-08: count the questions that the requester has not answered")
    func attempts() throws {
        let signals = ClockSignals(
            try policy.signals(
                .incident,
                "p2",
                [
                    ("2026-03-02 08:00", .registered), ("2026-03-03 08:00", .asked(note)),
                    ("2026-03-04 08:00", .replied),
                    ("2026-03-05 08:00", .asked(note)), ("2026-03-05 08:00", .asked(nil)),
                    ("2026-03-06 08:00", .waitingEnded), ("2026-03-09 08:00", .asked(note)),
                ]
            )
        )
        let counts = try ["2026-03-03 08:00", "2026-03-04 08:00", "2026-03-08 08:00", "2026-03-09 08:00"].map {
            signals.unansweredQuestions(asOf: try policy.at($0)).count
        }
        #expect(counts == [1, 0, 1, 2])
    }

    @Test("AM-10: pause the solution while the requester owes an answer, counting the union of reasons")
    func pause() throws {
        let signals = try policy.signals(
            .incident,
            "p2",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned),
                ("2026-03-02 12:00", .asked(note)), ("2026-03-02 15:00", .asked(note)),
                ("2026-03-03 09:30:30", .replied), ("2026-03-03 11:00", .waitingEnded),
            ]
        )
        let contingency = try Contingency(
            from: policy.at("2026-03-02 17:00"),
            to: policy.at("2026-03-03 10:00:30"),
            reason: "Falla",
            declared: policy.at("2026-03-02 17:00")
        )
        let plain = try policy.cycle(.resolution, of: signals, asOf: "2026-03-03 12:00")
        // Four hours before the question; twenty from 09:30:30 on: 8:29:30, 10:30 and 1:00:30.
        #expect(plain.due == (try policy.at("2026-03-05 08:30:30")))
        let both = try policy.cycle(
            .resolution,
            of: signals,
            asOf: "2026-03-03 12:00",
            contingencies: [contingency]
        )
        #expect(both.due == (try policy.at("2026-03-05 09:00:30")))
        #expect(both.plainDue == plain.due)
        let paused = try policy.cycle(.resolution, of: signals, asOf: "2026-03-02 20:00")
        #expect(paused.state == .paused && paused.due == nil && paused.remaining == 20 * 3_600)
        #expect(paused.pauses.first?.began?.fact == .asked(note))
    }

    @Test(
        "AM-11, BT-09: keep the earlier cycle and begin a new one when the ticket is reopened",
        arguments: ["amazonas", "btw"]
    )
    func reopening(name: String) throws {
        let policy = name == "btw" ? try TestPolicy.btw() : policy
        let signals = try policy.signals(
            .incident,
            "p1",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned), ("2026-03-02 18:00", .resolved),
                ("2026-03-03 08:00", .replied), ("2026-03-05 09:00", .closed), ("2026-03-20 09:00", .reopened),
                ("2026-03-20 10:00", .resolved),
            ]
        )
        let record = try #require(try policy.record(.resolution, of: signals))
        #expect(record.cycles.map(\.state) == [.breached, .met])
        #expect(record.cycles[0].breach?.at == (try policy.at("2026-03-02 16:00")))
        #expect(record.cycles[0].isMetLate)
        #expect(record.cycles[1].due == (try policy.at("2026-03-20 17:00")))
        #expect(record.wasBreached)
        let before = try policy.record(.resolution, of: signals, asOf: "2026-03-20 08:59")
        #expect(before?.cycles == [record.cycles[0]])
    }

    @Test("AM-04, AM-05: move to the new target from the same start with the same pauses, and tell both deadlines")
    func retarget() throws {
        let signals = try policy.signals(
            .incident,
            "p3",
            [
                ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned),
                ("2026-03-02 12:00", .asked(note)), ("2026-03-03 12:00", .replied),
                ("2026-03-03 16:00", .reclassified(.incident, "p2")),
            ]
        )
        let cycle = try policy.cycle(.resolution, of: signals, asOf: "2026-03-03 16:00")
        let old = try policy.at("2026-03-16 10:30")
        let new = try policy.at("2026-03-05 11:00")
        #expect(cycle.due == new && cycle.clause == "AM-04" && cycle.level?.rawValue == "p2")
        #expect(
            cycle.facts.last
                == .retargeted(
                    from: .target(try Target("5760bm")),
                    to: .target(try Target("1440bm")),
                    oldDue: old,
                    newDue: new
                )
        )
    }

    @Test("AM-03, AM-04: keep a breach through a later change of level, and find one that the change makes")
    func retargetAndBreach() throws {
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned),
        ]
        let lowered = try policy.cycle(
            .resolution,
            of: policy.signals(.incident, "p1", history + [("2026-03-02 17:00", .reclassified(.incident, "p3"))])
        )
        #expect(lowered.breach?.at == (try policy.at("2026-03-02 16:00")))
        #expect(lowered.promise == .target(try Target("480cm")))
        #expect(lowered.facts.count == 3)
        let raised = try policy.signals(
            .incident,
            "p3",
            history + [("2026-03-02 17:00", .reclassified(.incident, "p1"))]
        )
        #expect(try policy.cycle(.resolution, of: raised, asOf: "2026-03-02 16:59").breach == nil)
        #expect(
            try policy.cycle(.resolution, of: raised).breached
                == [policy.at("2026-03-02 16:00"), policy.at("2026-03-02 17:00")]
        )
    }

    @Test("BT-06: mark the time of an implementation as indicative, breached or not")
    func indicative() throws {
        let policy = try TestPolicy.btw()
        let signals = try policy.signals(
            .implementation,
            "implementacion",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned)]
        )
        let cycle = try policy.cycle(.resolution, of: signals)
        #expect(cycle.isIndicative && cycle.state == .breached && cycle.clause == "BT-06")
        #expect(cycle.breach?.at == (try policy.at("2026-03-06 13:30")))
    }

    @Test("BT-11: end with the closing of an abandoned case, which was never resolved")
    func closedWithoutResolution() throws {
        let policy = try TestPolicy.btw()
        let signals = try policy.signals(
            .incident,
            "p3",
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .assigned), ("2026-03-03 08:00", .closed)]
        )
        #expect(try policy.cycle(.resolution, of: signals).state == .met)
    }
}

@Suite("Clocks of BITAM")
struct ClocksBitamTests {
    let policy: TestPolicy
    init() throws { policy = try .bitam() }

    @Test(
        "BI-04: are due after 4, 16, 40 and 80 opening hours",
        arguments: [
            ("urgente", "2026-03-02 14:00:07"), ("alta", "2026-03-03 15:30:07"), ("media", "2026-03-05 18:30:07"),
            ("baja", "2026-03-11 16:30:07"),
        ]
    )
    func levels(level: String, due: String) throws {
        let signals = try policy.signals(.incident, level, [("2026-03-02 10:00:07", .registered)])
        #expect(try policy.cycle(.resolution, of: signals).due == policy.at(due))
    }

    @Test("BI-04: count hours in Mexico City, whose clocks no longer change")
    func noClockChange() throws {
        // Over the date on which they changed until 2022, and over the holidays of September and November.
        let signals = try policy.signals(.incident, "alta", [("2026-04-03 18:00:00", .registered)])
        #expect(try policy.cycle(.resolution, of: signals).due == policy.at("2026-04-07 13:00:00"))
        let september = try policy.signals(.incident, "alta", [("2026-09-15 18:00:00", .registered)])
        let cycle = try policy.cycle(.resolution, of: september)
        #expect(cycle.due == (try policy.at("2026-09-18 13:00:00")))
        #expect(cycle.holidays.map(\.date.iso8601) == ["2026-09-16"])
    }

    private let resolved: [(String, ClockSignal.Fact)] = [
        ("2026-03-02 09:00", .registered), ("2026-03-02 12:00", .resolved),
    ]

    @Test("BI-06, BI-14: run on when the requester comments inside the window")
    func reopened() throws {
        let signals = try policy.signals(
            .incident,
            "urgente",
            resolved + [("2026-03-04 10:00:30", .replied), ("2026-03-04 10:30", .reopened)]
        )
        let met = try policy.cycle(.resolution, of: signals, asOf: "2026-03-04 10:00")
        #expect(met.state == .met && met.remaining == 3_600)
        let again = try policy.cycle(.resolution, of: signals, asOf: "2026-03-04 10:30")
        // Three hours were used; the fourth runs from the comment.
        #expect(again.state == .running)
        #expect(again.due == (try policy.at("2026-03-04 11:00:30")))
        #expect(again.pauses.map(\.reason) == [.resolved] && again.pauses.map(\.clause) == ["BI-14"])
        #expect(again.facts == [.started, .met, .reopened])
        let breached = try policy.cycle(.resolution, of: signals)
        #expect(breached.breach?.at == again.due)
        #expect(try policy.record(.resolution, of: signals)?.cycles.count == 1)
    }

    @Test("BI-06: are never reopened after the fifteenth working day or the closing")
    func refused() throws {
        // Fifteen working days from 2 March, over the holiday of 16 March, end on 24 March at 19:00.
        let inside = try policy.signals(.incident, "urgente", resolved + [("2026-03-24 19:00", .replied)])
        #expect(try policy.cycle(.resolution, of: inside, asOf: "2026-03-24 19:00").state == .running)
        let late = try policy.signals(.incident, "urgente", resolved + [("2026-03-24 19:00:01", .replied)])
        let cycle = try policy.cycle(.resolution, of: late)
        #expect(cycle.state == .met && cycle.facts.last == .refusedReopening)
        let closed = try policy.signals(
            .incident,
            "urgente",
            resolved + [("2026-03-03 10:00", .closed), ("2026-03-04 10:00", .reopened)]
        )
        #expect(try policy.cycle(.resolution, of: closed).facts == [.started, .met, .refusedReopening])
    }

    @Test("BI-06: close at the end of the fifteenth working day, unless the requester comments")
    func closing() throws {
        let silent = try policy.signals(.incident, "urgente", resolved)
        let cycle = try policy.cycle(.closing, of: silent)
        #expect(cycle.state == .breached)
        #expect(cycle.breach?.at == (try policy.at("2026-03-24 19:00")))
        #expect(cycle.holidays.map(\.date.iso8601) == ["2026-03-16"])
        let commented = try policy.signals(
            .incident,
            "urgente",
            resolved + [("2026-03-10 09:00", .replied), ("2026-03-11 09:00", .resolved)]
        )
        // The status never left resolved, so nothing was resolved again.
        #expect(try policy.record(.closing, of: commented, asOf: "2026-03-10 10:00")?.current?.state == .cancelled)
    }

    @Test("BI-07: are abandoned thirty days after the requester's last activity")
    func abandonment() throws {
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-02 09:00", .registered), ("2026-03-10 09:00:05", .requesterActed(nil)),
        ]
        let cycle = try policy.cycle(.abandonment, of: policy.signals(.incident, "baja", history))
        #expect(cycle.breach?.at == (try policy.at("2026-04-09 09:00:05")))
        let start = try policy.at("2026-03-02 09:00")
        #expect(cycle.facts == [.started, .restarted(from: start), .breached])
        let settled = try policy.signals(
            .incident,
            "baja",
            history + [("2026-03-20 09:00", .resolved), ("2026-03-21 09:00", .replied)]
        )
        #expect(try policy.cycle(.abandonment, of: settled).state == .cancelled)
        let reopened = try policy.record(
            .abandonment,
            of: policy.signals(
                .incident,
                "baja",
                history + [("2026-03-20 09:00", .resolved), ("2026-03-21 09:00", .reopened)]
            ),
            asOf: "2026-03-22 09:00"
        )
        #expect(reopened?.cycles.map(\.state) == [.cancelled, .running])
    }

    @Test("BI-08: owe the viability ten calendar days after receipt, until it is published")
    func viability() throws {
        let history: [(String, ClockSignal.Fact)] = [
            ("2026-03-02 09:00:09", .registered), ("2026-03-04 12:00", .documented),
        ]
        let due = try policy.at("2026-03-12 09:00:09")
        #expect(try policy.cycle(.viability, of: policy.signals(.requirement, "baja", history)).breach?.at == due)
        let published = try policy.signals(
            .requirement,
            "baja",
            history + [("2026-03-12 09:00:09", .viabilityPublished)]
        )
        #expect(try policy.cycle(.viability, of: published).state == .met)
        #expect(try policy.record(.viability, of: policy.signals(.incident, "baja", history)) == nil)
        // Both readings are settings.
        let other = try TestPolicy.bitam(viabilityFrom: [.documented], unit: "10bd")
        let record = try #require(try other.record(.viability, of: policy.signals(.requirement, "baja", history)))
        #expect(record.current?.breach?.at == (try policy.at("2026-03-19 19:00")))
        #expect(record.rule.readings.map(\.value) == ["10bd", "documented"])
    }

    @Test("BI-10: never show a solution deadline on a new feature")
    func newFeature() throws {
        let signals = try policy.signals(.requirement, "urgente", [("2026-03-02 09:00", .registered)])
        let cycle = try policy.cycle(.resolution, of: signals)
        #expect(cycle.state == .untimed && cycle.due == nil && cycle.clause == "BI-10")
        // Nor when it was first taken for an error.
        let corrected = try policy.signals(
            .incident,
            "urgente",
            [("2026-03-02 09:00", .registered), ("2026-03-02 10:00", .reclassified(.requirement, "urgente"))]
        )
        #expect(try policy.cycle(.resolution, of: corrected).state == .untimed)
    }

    @Test("BI-13: count every hour for a customer with a contract for that")
    func allHours() throws {
        let plan = CustomerPlan(
            name: "24/7",
            clause: "BI-13",
            calendar: CalendarEditions(try Calendars.time("24x7", zone: "America/Mexico_City"))
        )
        let signals = try policy.signals(.incident, "urgente", [("2026-03-01 22:00:03", .registered)])
        let cycle = try policy.cycle(.resolution, of: signals, plan: plan)
        #expect(cycle.due == (try policy.at("2026-03-02 02:00:03")))
        #expect(cycle.calendar.rawValue == "24x7")
    }
}
