import ServiceLevels
import Testing
import Tickets

@Suite("Moments and pauses as people write them")
struct MomentReadingTests {
    @Test(
        "are read with their offset, or on the clocks of a zone",
        arguments: [
            ("2026-05-11T08:00:00-05:00", "2026-05-11T13:00:00Z"), ("2026-05-11T08:00:00Z", "2026-05-11T08:00:00Z"),
            ("2026-05-11T08:00", "2026-05-11T12:00:00Z"), ("2026-05-11 08:00", "2026-05-11T12:00:00Z"),
            ("2026-05-11 08:00:09", "2026-05-11T12:00:09Z"), ("2026-05-11T24:00", "2026-05-12T04:00:00Z"),
            // Clocks go from 0:00 to 1:00 on this date, and from 24:00 to 23:00 on the other.
            ("2026-09-06T00:30", "2026-09-06T04:30:00Z"), ("2026-04-04T23:30", "2026-04-05T02:30:00Z"),
        ]
    )
    func moment(text: String, instant: String) throws {
        let zone = try TimeZoneRules(identifier: "America/Santiago")
        #expect(zone.instant(reading: text) == Instant(iso8601: instant))
    }

    @Test(
        "are refused when anything is missing or impossible",
        arguments: [
            "", "2026-05-11", "08:00", "2026-05-11T8:00", "2026-02-30T08:00", "2026-05-11T25:00",
            "2026-05-11T08:00-05:00",
            "2026-05-11  08:00", "2026-05-11T08:00 ",
        ]
    )
    func noMoment(text: String) throws {
        #expect(try TimeZoneRules(identifier: "America/Santiago").instant(reading: text) == nil)
    }

    @Test("are written as clocks in the zone show them")
    func written() throws {
        let zone = try TimeZoneRules(identifier: "America/Santiago")
        for text in ["2026-04-04T23:30:00-03:00", "2026-04-04T23:30:00-04:00", "2026-09-06T01:00:00-03:00"] {
            #expect(zone.iso8601(try #require(Instant(iso8601: text))) == text)
        }
    }

    @Test("make pauses, with an end or without")
    func pause() throws {
        let read = { (text: Substring) in Instant(iso8601: text) }
        let from = try #require(Instant(iso8601: "2026-05-11T08:00:00Z"))
        let pause = try Pause("2026-05-11T08:00:00Z/2026-05-11T09:00:00Z", instant: read)
        #expect(pause == (try Pause(from: from, to: from + 3_600)))
        #expect(try Pause("2026-05-11T08:00:00Z/..", instant: read) == Pause(from: from, to: nil))
    }

    @Test(
        "make no pause otherwise",
        arguments: [
            ("", .malformedPause), ("2026-05-11T08:00:00Z", .malformedPause),
            ("2026-05-11T08:00:00Z/", .malformedPause),
            ("../2026-05-11T08:00:00Z", .malformedPause), ("a/b", .malformedPause),
            ("2026-05-11T08:00:00Z/2026-05-11T08:00:00Z/..", .malformedPause),
            ("2026-05-11T08:00:00Z/2026-05-11T07:59:59Z", .pauseEndsBeforeStart),
        ] as [(String, ServiceLevelsError.Code)]
    )
    func noPause(text: String, code: ServiceLevelsError.Code) {
        let error = #expect(throws: ServiceLevelsError.self) { try Pause(text) { Instant(iso8601: $0) } }
        #expect(error?.code == code)
    }
}
