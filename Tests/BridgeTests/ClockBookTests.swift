import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

@Suite("The clocks of a ticket under the shipped policies")
struct ClockBookTests {
    @Test(
        "CO-01: a customer's plan is told by a field, and its hours count",
        arguments: [
            ("", "2026-03-09 12:00", "coacher-8x5"), ("8x5", "2026-03-09 12:00", "coacher-8x5"),
            ("12x5", "2026-03-06 18:00:30", "coacher-12x5"), ("24x7", "2026-03-06 18:00:30", "24x7"),
        ]
    )
    func plans(service: String, due: String, calendar: String) throws {
        // Friday at 15:00:30 8x5 has closed; the others go on.
        var sample = try PlannedTicket("coacher", .incident, "alto-premium", filed: "2026-03-06 15:00:30")
        sample.ticket.customFields = [CustomField(name: "Servicio", value: service)]
        let review = try sample.review("2026-03-06 15:00:30")
        let cycle = try #require(review.records.first?.current)
        #expect(cycle.due == (try sample.at(due)))
        #expect(cycle.calendar.rawValue == calendar)
        #expect((review.plan?.clause.rawValue == "CO-01") == (calendar != "coacher-8x5"))
    }

    @Test("BI-13: a contract 24/7 overrides the hours, on the clocks of the policy's zone")
    func contract() throws {
        func due(_ contract: String) throws -> Instant? {
            var sample = try PlannedTicket("bitam", .incident, "urgente", filed: "2026-03-06 18:30")
            sample.ticket.customFields = [CustomField(name: "Contrato", value: contract)]
            return try sample.review("2026-03-06 18:30").records.first?.current?.due
        }
        let sample = try PlannedTicket("bitam", .incident, "urgente", filed: "2026-03-06 18:30")
        #expect(try due("") == sample.at("2026-03-09 12:00"))
        #expect(try due("24/7") == sample.at("2026-03-06 22:30"))
    }

    @Test("FW-07, AM-02: a missing item holds the clock until it comes, and a declaration lets it go")
    func intake() throws {
        var sample = try PlannedTicket("amazonas", .incident, "p2", filed: "2026-11-03 09:00")
        try sample.happen("2026-11-03 09:00", by: PlannedTicket.engineer, .handlerChanged(from: nil, to: 5))
        func resolution(_ asOf: String) throws -> ClockCycle? {
            try sample.review(asOf).records.first { $0.kind == .resolution }?.current
        }
        #expect(try resolution("2026-11-04 12:00")?.state == .paused)
        sample.facts.declared = [
            ClockSignal(
                .informationComplete,
                at: try sample.at("2026-11-04 15:00"),
                by: .provider,
                source: .ledger("d/1")
            )
        ]
        #expect(try resolution("2026-11-04 14:59:59")?.state == .paused)
        // Twenty-four hours from Wednesday 15:00: 3 + 10½ + 10 hours until Friday 17:00, and half an hour on Monday.
        #expect(try resolution("2026-11-04 15:00")?.due == sample.at("2026-11-09 08:00"))
    }

    @Test("A ticket of a policy that the book does not have has no clocks")
    func otherPolicy() throws {
        let sample = try PlannedTicket("btw", .incident, "p2", filed: "2026-11-03 09:00")
        let book = try ClockBook(sample.catalogue, policies: [PolicyName(rawValue: "amazonas")])
        #expect(book.review(sample.ticket, ClockBook.Facts(), asOf: sample.ticket.submitted) == nil)
    }
}
