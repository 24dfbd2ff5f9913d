import ServiceLevels
import Testing
import Tickets

@testable import Bridge

@Suite struct LeadingClockTests {
    private func leading(_ planned: PlannedTicket, _ asOf: String) throws -> LeadingClock {
        LeadingClock(of: try planned.review(asOf).records, isSettled: planned.ticket.status?.isSettled ?? false)
    }

    @Test func `the deadline ahead that comes first speaks, and a breach that was due first before it`() throws {
        var planned = try PlannedTicket("coacher", .incident, "alto-premium", filed: "2026-03-02 09:00")
        let early = try leading(planned, "2026-03-02 10:00")
        #expect(early.rank == .due)
        #expect(early.record?.kind == .firstResponse)
        #expect(early.due == (try planned.at("2026-03-02 12:00")))
        let late = try leading(planned, "2026-03-05 17:00")
        #expect(late.rank == .overdue)
        #expect(late.record?.kind == .firstResponse)
        try planned.happen("2026-03-02 11:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        let answered = try leading(planned, "2026-03-02 12:30")
        #expect(answered.record?.kind == .resolution)
        #expect(answered.rank == .due)
    }

    @Test func `FW-07 what waits for information is held, and FW-06 what has no time is untimed`() throws {
        var held = try PlannedTicket("facturatech-ws", .incident, "n3", filed: "2026-03-02 08:00")
        try held.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        try held.move("2026-03-02 09:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        let waiting = try leading(held, "2026-03-02 10:00")
        #expect(waiting.rank == .held)
        #expect(waiting.record?.state == .waiting)
        #expect(waiting.due == nil)
        var untimed = try PlannedTicket("facturatech-ws", .incident, "n4", filed: "2026-03-02 08:00")
        try untimed.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        #expect(try leading(untimed, "2026-03-02 10:00").rank == .untimed)
    }

    @Test func `a window of the requester never speaks`() throws {
        var planned = try PlannedTicket("bitam", .incident, "baja-sin-plazo", filed: "2026-03-02 08:30")
        planned.completeRequester()
        try planned.happen("2026-03-02 09:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        let clock = try leading(planned, "2026-05-20 10:00")
        #expect(try planned.review("2026-05-20 10:00").records.contains { $0.kind == .abandonment && $0.wasBreached })
        #expect(clock.record?.kind == .resolution)
        #expect(clock.rank == .untimed)
    }

    @Test func `when all is over the clock that ended last speaks, also of an open ticket`() throws {
        var planned = try PlannedTicket("coacher", .incident, "alto-premium", filed: "2026-03-02 09:00")
        try planned.happen("2026-03-02 11:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        try planned.move("2026-03-02 12:30", by: PlannedTicket.engineer, to: .resolved)
        let settled = try leading(planned, "2026-03-09 12:00")
        #expect(settled.rank == .over)
        #expect(settled.record?.kind == .resolution)
        #expect(settled.record?.state == .met)

        var answered = try PlannedTicket("facturatech-ws", .incident, "n1", filed: "2026-03-02 08:00")
        try answered.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        try answered.happen("2026-03-02 11:00", by: PlannedTicket.engineer, .answered(NoteID(rawValue: 1)))
        let open = try leading(answered, "2026-03-09 12:00")
        #expect(open.rank == .over)
        #expect(open.record?.state == .met)
    }

    @Test func `of two that ended together the breached one speaks`() throws {
        var planned = try PlannedTicket("coacher", .incident, "alto-premium", filed: "2026-03-02 09:00")
        try planned.move("2026-03-02 15:30", by: PlannedTicket.engineer, to: .resolved)
        let clock = try leading(planned, "2026-03-09 12:00")
        #expect(clock.record?.kind == .firstResponse)
        #expect(clock.record?.current?.isMetLate == true)
    }

    @Test func `without any clock there is nothing promised, or nothing to tell`() {
        #expect(LeadingClock(of: [], isSettled: false).rank == .untimed)
        #expect(LeadingClock(of: [], isSettled: true).rank == .over)
        #expect(LeadingClock(of: [], isSettled: false).record == nil)
    }

    @Test func `a list goes by urgency: overdue longest, next due, held, untimed, over, then the last change`() throws {
        func urgency(_ planned: PlannedTicket, _ asOf: String, id: String, changed: String? = nil) throws -> Urgency {
            var ticket = planned.ticket
            let clock = try leading(planned, asOf)
            ticket = Ticket(
                id: try #require(TicketID(rawValue: id)),
                scope: ticket.scope,
                policy: ticket.policy,
                project: ticket.project,
                summary: ticket.summary,
                description: ticket.description,
                reporter: ticket.reporter,
                submitted: ticket.submitted,
                updated: try changed.map(planned.at) ?? ticket.updated
            )
            return Urgency(of: ticket, clock)
        }
        var planned = try PlannedTicket("facturatech-ws", .incident, "n1", filed: "2026-03-02 08:00")
        try planned.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        var later = try PlannedTicket("facturatech-ws", .incident, "n1", filed: "2026-03-02 10:00")
        try later.happen("2026-03-02 10:00", by: PlannedTicket.requester, .enteredQueue)
        var waiting = planned
        try waiting.move("2026-03-02 09:00", by: PlannedTicket.engineer, to: .waitingForRequester)
        var untimed = try PlannedTicket("facturatech-ws", .incident, "n4", filed: "2026-03-02 08:00")
        try untimed.happen("2026-03-02 08:00", by: PlannedTicket.requester, .enteredQueue)
        var over = planned
        try over.move("2026-03-02 09:00", by: PlannedTicket.engineer, to: .resolved)
        let ordered = [
            try urgency(planned, "2026-03-04 10:00", id: "mantis-9"),
            try urgency(later, "2026-03-04 10:00", id: "mantis-8"),
            try urgency(planned, "2026-03-02 12:00", id: "mantis-7"),
            try urgency(later, "2026-03-02 12:00", id: "mantis-6"),
            try urgency(waiting, "2026-03-02 12:00", id: "mantis-5"),
            try urgency(untimed, "2026-03-02 12:00", id: "mantis-4", changed: "2026-03-02 11:00"),
            try urgency(untimed, "2026-03-02 12:00", id: "mantis-3", changed: "2026-03-02 10:00"),
            try urgency(over, "2026-03-02 12:00", id: "mantis-1"),
            try urgency(over, "2026-03-02 12:00", id: "mantis-2"),
        ]
        #expect(ordered.map(\.rank) == [.overdue, .overdue, .due, .due, .held, .untimed, .untimed, .over, .over])
        #expect(ordered.reversed().sorted() == ordered)
        for first in ordered.indices {
            for second in ordered.indices { #expect((ordered[first] < ordered[second]) == (first < second)) }
        }
    }
}
