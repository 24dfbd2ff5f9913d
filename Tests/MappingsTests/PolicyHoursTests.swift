import ServiceLevels
import Testing
import Tickets

@testable import Mappings

/// The hours that each policy and each plan counts in.
private struct Hours: CustomTestStringConvertible {
    var policy: String
    var clause: String
    var zone: String
    /// From Monday on, as the calendar files write them.
    var week: [[String]]
    /// A weekday on which the provider's country rests, and one on which only its neighbours do.
    var holiday: String
    var ordinary: String

    var testDescription: String { "\(clause) \(policy)" }
}

@Suite struct PolicyHoursTests {
    private static let colombian = [
        ["07:30-18:00"], ["07:30-18:00"], ["07:30-18:00"], ["07:30-18:00"], ["07:00-17:00"],
    ]
    private static let chilean = Array(repeating: ["09:00-14:00", "15:00-18:00"], count: 4) + [["09:00-15:00"]]

    @Test(arguments: [
        Hours(
            policy: "facturatech-ws",
            clause: "FW-02",
            zone: "America/Bogota",
            week: Array(repeating: ["08:00-18:00"], count: 5) + [["08:30-14:00"], []],
            holiday: "2026-07-20",
            ordinary: "2026-09-18"
        ),
        Hours(
            policy: "amazonas",
            clause: "AM-01",
            zone: "America/Bogota",
            week: colombian + [[], []],
            holiday: "2026-07-20",
            ordinary: "2026-09-18"
        ),
        Hours(
            policy: "btw",
            clause: "BT-01",
            zone: "America/Bogota",
            week: colombian + [[], []],
            holiday: "2026-07-20",
            ordinary: "2026-09-18"
        ),
        Hours(
            policy: "bitam",
            clause: "BI-01",
            zone: "America/Mexico_City",
            week: Array(repeating: ["08:30-19:00"], count: 5) + [[], []],
            holiday: "2026-09-16",
            ordinary: "2026-07-20"
        ),
        Hours(
            policy: "coacher",
            clause: "CO-01",
            zone: "America/Santiago",
            week: chilean + [[], []],
            holiday: "2026-09-18",
            ordinary: "2026-07-20"
        ),
    ])
    private func `FW-02, AM-01, BT-01, BI-01, CO-01: a policy has its own hours and its country's holidays`(
        hours: Hours
    ) throws {
        let policy = try Repository.policy(hours.policy)
        let calendar = try #require(try Repository.catalogue().calendar(of: policy))
        #expect(policy.hours.clause.rawValue == hours.clause)
        #expect(calendar.zone.identifier == hours.zone)
        #expect(Weekday.allCases.map { calendar.hours.shifts(on: $0).map(\.description) } == hours.week)
        #expect(!calendar.isWorkingDate(try #require(CivilDate(iso8601: hours.holiday))))
        #expect(calendar.isWorkingDate(try #require(CivilDate(iso8601: hours.ordinary))))
        // No clause speaks of holidays, so the policy says that this is a reading.
        #expect(policy.hours.reading?.setting == "hours.calendar")
    }

    @Test(
        arguments: [
            ("coacher", "Servicio", "12x5", "coacher-12x5"), ("coacher", "servicio", " 12X5 ", "coacher-12x5"),
            ("coacher", "Servicio", "24x7", "24x7"), ("coacher", "Servicio", "24/7", "24x7"),
            ("coacher", "Servicio", "8x5", nil), ("coacher", "Servicio", "", nil), ("coacher", "Plan SLA", "24x7", nil),
            ("bitam", "Contrato", "24/7", "24x7"), ("bitam", "Contrato", "24x7", "24x7"),
            ("bitam", "Contrato", "8x5", nil), ("amazonas", "Servicio", "24x7", nil),
        ] as [(String, String, String, String?)]
    )
    func `CO-01, BI-13: what a customer has contracted decides the calendar`(
        name: String,
        field: String,
        value: String,
        calendar: String?
    ) throws {
        let ticket = try Repository.ticket(under: name, from: .sample(fields: [(field, value)]))
        #expect(try Repository.policy(name).plans.plan(of: ticket)?.calendar.rawValue == calendar)
    }

    @Test(arguments: [
        ("coacher-12x5", Array(repeating: ["09:00-21:00"], count: 5) + [[], []]),
        ("24x7", Array(repeating: ["00:00-24:00"], count: 7)),
    ])
    func `CO-01, BI-13: the contracted hours are those of their name`(calendar: String, week: [[String]]) throws {
        let calendars = try Repository.catalogue().calendars.calendars
        let found = try #require(calendars[CalendarName(rawValue: calendar)])
        #expect(Weekday.allCases.map { found.hours.shifts(on: $0).map(\.description) } == week)
    }

    @Test func `BI-13: whoever has contracted every hour has the holidays too`() throws {
        let calendars = try Repository.catalogue().calendars.calendars
        let always = try #require(calendars[CalendarName(rawValue: "24x7")])
        #expect(always.isWorkingDate(try #require(CivilDate(iso8601: "2026-12-25"))))
    }
}
