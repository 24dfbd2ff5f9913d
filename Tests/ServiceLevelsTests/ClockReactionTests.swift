import ServiceLevels
import Testing
import Tickets

@Suite struct ClockReactionTests {
    private static let viability = ClockRule(
        kind: .viability,
        terms: [ClockTerms(clause: "BI-08", amount: .none)],
        start: .init([.documented], clause: "BI-08"),
        meets: [.viabilityPublished]
    )

    @Test(
        arguments: [
            (.informationComplete, true, false), (.informationMissing, true, false),
            (.committed(nil), true, false), (.asked(nil), true, false), (.waitingEnded, true, false),
            (.enteredQueue, true, false), (.answered(note), true, false),
            (.classified(kind: nil, level: nil), true, true),
            (.documented, false, true), (.viabilityPublished, false, true), (.handedOver, false, false),
            (.reopened, false, false),
        ] as [(ClockSignal.Fact, Bool, Bool)]
    )
    func `FW-06, FW-07, BI-08: a clock reacts to what begins, ends, holds or moves it`(
        fact: ClockSignal.Fact,
        webService: Bool,
        viability: Bool
    ) throws {
        let rule = try #require(try TestPolicy.webService().engine.rules[.firstResponse])
        #expect(rule.reacts(to: fact) == webService)
        #expect(Self.viability.reacts(to: fact) == viability)
    }

    @Test func `a clock that goes on after a reopening reacts to it, and to a comment`() {
        var rule = Self.viability
        rule.reopening = .newCycle(clause: "AM-11")
        #expect(rule.reacts(to: .reopened))
        #expect(rule.reacts(to: .requesterActed(note)))
        #expect(!rule.reacts(to: .requesterActed(nil)))
    }
}
