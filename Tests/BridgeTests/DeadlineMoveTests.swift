import Ledger
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

@Suite struct DeadlineMoveTests {
    private func queued(_ level: String) throws -> PlannedTicket {
        var planned = try PlannedTicket("facturatech-ws", .incident, level, filed: "2026-03-02 08:00")
        try planned.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        return planned
    }

    private func declared(_ fact: ClockSignal.Fact, _ planned: PlannedTicket, at: String) throws -> ClockSignal {
        ClockSignal(fact, at: try planned.at(at), by: .provider, source: .ledger("declaration/000000000001"))
    }

    @Test func `nothing that was declared moves nothing`() throws {
        let planned = try queued("n1")
        #expect(try planned.review("2026-03-02 12:00").moves(since: planned.review("2026-03-02 12:00")).isEmpty)
    }

    @Test func `FW-06 a promised date becomes the deadline of a level without a time, and of no other`() throws {
        let date = ClockSignal.Fact.committed(try queued("n4").at("2026-03-20 10:00"))
        for (level, moves) in [("n4", 1), ("n1", 0)] {
            let before = try queued(level)
            var after = before
            after.facts.declared = [try declared(date, before, at: "2026-03-02 09:00")]
            let found = try after.review("2026-03-02 12:00").moves(since: before.review("2026-03-02 12:00"))
            #expect(found.count == moves)
            guard moves == 1 else { continue }
            let due = try before.at("2026-03-20 10:00")
            #expect(
                found == [
                    DeadlineMove(.firstResponse, from: .init(.untimed), to: .init(.running, due: due))
                ]
            )
        }
    }

    @Test func `FW-09 a contingency moves what is ahead, and what had passed stays passed`() throws {
        let before = try queued("n1")
        var after = before
        after.facts.contingencies = [
            try Contingency(
                from: before.at("2026-03-02 10:00"),
                to: before.at("2026-03-02 11:00"),
                reason: "Falla",
                declared: before.at("2026-03-02 12:00")
            )
        ]
        let old = try before.at("2026-03-03 08:00")
        #expect(
            try after.review("2026-03-02 12:00").moves(since: before.review("2026-03-02 12:00")) == [
                DeadlineMove(.firstResponse, from: .init(.running, due: old), to: .init(.running, due: old + 3_600))
            ]
        )
        after.facts.contingencies = [
            try Contingency(
                from: before.at("2026-03-02 10:00"),
                to: nil,
                reason: "Falla",
                declared: before.at("2026-03-03 08:01")
            )
        ]
        #expect(try after.review("2026-03-03 09:00").moves(since: before.review("2026-03-03 09:00")).isEmpty)
    }
}
