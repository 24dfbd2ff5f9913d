import ServiceLevels
import Testing
import Tickets

@Suite("Rules of clocks")
struct ClocksRulesTests {
    private static func rule(
        _ kind: ClockKind = .resolution,
        terms: [ClockTerms] = [ClockTerms(clause: nil, amount: .level)],
        starts: ClockMoments = [.registered],
        meets: ClockMoments = [.resolved],
        cancels: ClockMoments = [],
        pauses: [PauseRule] = [],
        warnings: [Int] = []
    ) -> ClockRule {
        ClockRule(
            kind: kind,
            terms: terms,
            start: .init(starts, clause: "X-1"),
            meets: meets,
            cancels: cancels,
            pauses: pauses,
            warnings: warnings
        )
    }

    private static func multiple(_ factor: Int, of kind: ClockKind) -> [ClockTerms] {
        [ClockTerms(clause: nil, amount: .multiple(factor, of: kind))]
    }

    private static let contradictions: [(String, [ClockRule])] = [
        ("is described twice; give it several terms instead", [rule(), rule()]),
        ("promises nothing to anybody; give it terms", [rule(terms: [])]),
        ("never begins; name a moment to start from", [rule(starts: [])]),
        ("never ends; name a moment that it waits for", [rule(meets: [])]),
        ("is both met and cancelled by the same moment", [rule(cancels: [.closed, .resolved])]),
        ("warns outside 1 to 99 percent of its time", [rule(warnings: [50, 100])]),
        (
            "gives one reason to pause twice",
            [
                rule(pauses: [
                    PauseRule(.waitingForRequester, clause: "X"),
                    PauseRule(.waitingForRequester, .restart, clause: "X"),
                ])
            ]
        ),
        (
            "pauses when resolved; that is what its reopening says",
            [rule(pauses: [PauseRule(.resolved, clause: "X")])]
        ),
        (
            "restarts after a contingency, which can only pause it",
            [rule(pauses: [PauseRule(.contingency, .restart, clause: "X")])]
        ),
        (
            "speaks of the level “n9”, which the policy does not have",
            [rule(terms: [ClockTerms(clause: nil, levels: [LevelName(rawValue: "n9")], amount: .level)])]
        ),
        (
            "multiplies the clock “first-response”, which is not described",
            [rule(terms: multiple(4, of: .firstResponse))]
        ),
        (
            "multiplies the clock “first-response”, which is a multiple itself",
            [
                rule(terms: multiple(4, of: .firstResponse)),
                rule(.firstResponse, terms: multiple(2, of: .resolution)),
            ]
        ),
        (
            "has 0 times 60bm, which is no target",
            [rule(terms: multiple(0, of: .firstResponse)), rule(.firstResponse)]
        ),
        (
            "has 1000000 times 60bm, which is no target",
            [rule(terms: multiple(1_000_000, of: .firstResponse)), rule(.firstResponse)]
        ),
    ]

    @Test("are refused when no ticket could be held to them", arguments: contradictions)
    func contradiction(message: String, rules: [ClockRule]) throws {
        let levels = [try level("n1", "X-1", "60bm"), try level("n2", "X-1", nil)]
        let error = #expect(throws: ServiceLevelsError.self) {
            try ClockRules(rules, levels: levels, calendar: CalendarName(rawValue: "c"))
        }
        #expect(error?.code == .contradictoryClocks)
        #expect(error?.message == "the clock “\(rules[0].kind.rawValue)” \(message)" || rules.count > 1)
        #expect(error?.message.hasSuffix(message) ?? false)
    }

    @Test("are refused without a calendar that they name")
    func missingCalendar() throws {
        let special = ClockTerms(clause: nil, amount: .level, hours: .calendar(CalendarName(rawValue: "24x7")))
        let name = CalendarName(rawValue: "amazonas")
        let rules = try ClockRules([Self.rule(terms: [special])], levels: [], calendar: name)
        let calendar = CalendarEditions(try Calendars.time("amazonas"))
        #expect(code { _ = try ClockEngine(rules: rules, calendars: [:]) } == .contradictoryClocks)
        #expect(code { _ = try ClockEngine(rules: rules, calendars: [name: calendar]) } == .contradictoryClocks)
    }

    @Test("count some terms in a calendar of their own, whatever the customer's plan")
    func ownCalendar() throws {
        let special = CalendarName(rawValue: "24x7")
        let always = CalendarEditions(try Calendars.time("24x7", zone: "America/Bogota"))
        let policy = try TestPolicy(
            [
                Self.rule(terms: [
                    ClockTerms(
                        clause: nil,
                        levels: [LevelName(rawValue: "n1")],
                        amount: .level,
                        hours: .calendar(special)
                    ),
                    ClockTerms(clause: nil, amount: .level),
                ])
            ],
            levels: [level("n1", "X-1", "60bm"), level("n2", "X-2", "60bm")],
            calendar: "amazonas",
            others: [special: always]
        )
        let plan = CustomerPlan(
            name: "12x5",
            clause: "X-3",
            calendar: CalendarEditions(try Calendars.time("facturatech-ws"))
        )
        for (level, due) in [("n1", "2026-03-21 09:40"), ("n2", "2026-03-21 09:40")] {
            let signals = try policy.signals(.incident, level, [("2026-03-21 08:40", .registered)])
            #expect(try policy.cycle(.resolution, of: signals, plan: plan).due == policy.at(due))
        }
        let raised = try policy.signals(
            .incident,
            "n2",
            [("2026-03-20 22:00", .registered), ("2026-03-20 22:10", .reclassified(.incident, "n1"))]
        )
        let cycle = try policy.cycle(.resolution, of: raised, asOf: "2026-03-20 22:10")
        #expect(cycle.calendar == special)
        #expect(cycle.due == (try policy.at("2026-03-20 23:00")))
        // The promise is the same sixty minutes; the hours are not.
        let promise = Promise.target(try Target("60bm"))
        let old = try policy.at("2026-03-24 08:30")
        #expect(cycle.facts.last == .retargeted(from: promise, to: promise, oldDue: old, newDue: cycle.due))
    }

    @Test("leave a ticket that the mapping has no level for without a deadline, and say so")
    func unclassified() throws {
        let policy = try TestPolicy.webService()
        let signals = try policy.signals(
            nil,
            nil,
            [("2026-03-02 08:00", .registered), ("2026-03-02 08:00", .enteredQueue)]
        )
        let cycle = try policy.cycle(.firstResponse, of: signals)
        #expect(cycle.promise == .untimed(.unclassified))
        #expect(cycle.state == .untimed)
    }

    @Test("name one version for calendars that give every deadline alike, and another for any that does not")
    func version() throws {
        let time = try Calendars.time("amazonas")
        let same = BusinessTime(time.calendar, years: time.years)
        #expect(CalendarEdition(same).version == CalendarEdition(time).version)
        let names = ["amazonas", "facturatech-ws", "bitam", "coacher-8x5", "coacher-12x5"]
        let versions = try names.map { CalendarEdition(try Calendars.time($0)).version }
        #expect(Set(versions).count == names.count)
        let santiago = try TimeZoneRules(identifier: "America/Santiago")
        let moved = BusinessTime(time.calendar.moved(to: santiago), years: time.years)
        #expect(CalendarEdition(moved).version != CalendarEdition(time).version)
    }

    @Test("are refused for a contingency that ends before it begins")
    func contingency() throws {
        let at = Instant(epochSeconds: 1_000)
        #expect(
            code { _ = try Contingency(from: at, to: at - 1, reason: "Falla", declared: at) } == .pauseEndsBeforeStart
        )
    }

    @Test("list moments in one order and know their own")
    func moments() {
        let moments: ClockMoments = [.closed, .registered]
        #expect(moments.elements == [.registered, .closed])
        #expect(ClockMoment.allCases.allSatisfy { ClockMoments([$0]).elements == [$0] })
        #expect(ClockMoments(ClockMoment.allCases).elements == ClockMoment.allCases)
    }
}
