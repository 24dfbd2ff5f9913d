import Testing

@testable import MantisDouble

@Suite struct ServerZoneTests {
    @Test(arguments: [
        // Santiago goes from -04 to -03 in the night to September 6th, 2026, and back in the night to April 4th, 2027.
        ("America/Santiago", "2026-09-06T03:59:59Z", "2026-09-05T23:59:59-04:00"),
        ("America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06T01:00:00-03:00"),
        ("America/Santiago", "2027-04-04T02:59:59Z", "2027-04-03T23:59:59-03:00"),
        ("America/Santiago", "2027-04-04T03:00:00Z", "2027-04-03T23:00:00-04:00"),
        ("America/Bogota", "2026-11-22T01:47:32Z", "2026-11-21T20:47:32-05:00"),
        ("Asia/Kolkata", "2026-01-01T00:00:00Z", "2026-01-01T05:30:00+05:30"),
        ("UTC", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59+00:00"),
    ])
    func datesArePrintedInTheServersZone(zone: String, instant: String, expected: String) throws {
        let zone = try #require(ServerZone(named: zone))
        let epoch = try #require(DateText.parse(instant, zone: .utc))
        var bytes: [UInt8] = []
        zone.civilTime(at: epoch).appendISO8601(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(DateText.parse(expected, zone: .utc) == epoch)
    }

    @Test(arguments: [
        ("2026-12-04", 1_796_360_400 as Int64?), ("2026-12-04 18:00", 1_796_425_200),
        ("2026-12-04T18:00:00.5-05:00", 1_796_425_200), ("2026-12-04T23:00Z", 1_796_425_200),
        ("mañana", nil), ("2026-13-01", nil), ("2026-12-04T25:00", nil), ("2026-12-04T18:00:00-05:00x", nil),
    ])
    func datesAreReadInTheShapesClientsWrite(text: String, expected: Int64?) throws {
        #expect(DateText.parse(text, zone: try #require(ServerZone(named: "America/Bogota"))) == expected)
    }

    @Test func anUnknownZoneIsNone() {
        #expect(ServerZone(named: "Marte/Olimpo") == nil)
    }

    @Test func dayAndInstantAreInverse() throws {
        let zone = try #require(ServerZone(named: "America/Santiago"))
        for day in stride(from: 0, to: 40_000, by: 37) {
            let epoch = Int64(day) * 86_400 + 43_200
            let civil = zone.civilTime(at: epoch)
            let second = civil.hour * 3600 + civil.minute * 60 + civil.second
            #expect(
                zone.instant(year: civil.year, month: civil.month, day: civil.day, secondOfDay: second) == epoch
            )
        }
    }
}
