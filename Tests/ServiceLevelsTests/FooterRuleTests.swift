import Testing
import Tickets

@testable import ServiceLevels

@Suite("The rule at the end of a zone file")
struct FooterRuleTests {
    @Test(
        "gives the changes of a year",
        arguments: [
            ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", 2_026, ["2026-09-06T04:00:00Z -10800", "2026-04-05T03:00:00Z -14400"]),
            ("EST5EDT,M3.2.0,M11.1.0", 2_026, ["2026-03-08T07:00:00Z -14400", "2026-11-01T06:00:00Z -18000"]),
            // Standard time is the one of summer.
            ("IST-1GMT0,M10.5.0,M3.5.0/1", 2_026, ["2026-10-25T01:00:00Z 0", "2026-03-29T01:00:00Z 3600"]),
            // A time before midnight of the date it names, and one days after it.
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2_026, ["2026-03-29T01:00:00Z -3600", "2026-10-25T01:00:00Z -7200"]),
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", 2_026, ["2026-03-28T00:00:00Z 10800", "2026-10-23T23:00:00Z 7200"]),
            // Days of the year, 29 February not counted and counted.
            ("AAA0BBB,J60/0,J300/0", 2_028, ["2028-03-01T00:00:00Z 3600", "2028-10-26T23:00:00Z 0"]),
            ("AAA0BBB,59/0,300/0", 2_028, ["2028-02-29T00:00:00Z 3600", "2028-10-26T23:00:00Z 0"]),
            ("AAA0BBB-0:30:15,J1/0,J365/0", 2_026, ["2026-01-01T00:00:00Z 1815", "2026-12-30T23:29:45Z 0"]),
            ("<-05>5", 2_026, []),
            ("UTC0", 2_026, []),
        ]
    )
    func changes(text: String, year: Int, expected: [String]) throws {
        let rule = try #require(FooterRule(text))
        let changes = rule.changes(inYear: year).map { "\(Instant(epochSeconds: $0.at)) \($0.offset)" }
        #expect(changes == expected)
    }

    @Test(
        "is refused when it is not one",
        arguments: [
            "", "5", "AB5", "<-05", "<-05>", "<-05>x", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
            "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,M3.2.0,M11.1.0,", "EST5EDT,J0,J3",
            "EST5EDT,366,3",
            "EST5EDT,M3.2.0/168,M11.1.0", "EST25EDT,M3.2.0,M11.1.0", "EST5:60",
        ]
    )
    func malformed(text: String) {
        #expect(FooterRule(text) == nil)
    }
}
