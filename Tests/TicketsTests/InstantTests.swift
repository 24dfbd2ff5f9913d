import Testing
import Tickets

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-21T20:25:23-05:00", 1_795_310_723),
        ("2026-11-22T01:25:23Z", 1_795_310_723),
        ("2024-02-29T23:59:59+14:00", 1_709_200_799),
        ("1969-12-31T23:59:59Z", -1),
        ("2038-01-19T03:14:08Z", 2_147_483_648),
    ])
    func `reads an ISO 8601 text with its offset`(text: String, seconds: Int) {
        #expect(Instant(iso8601: text) == Instant(epochSeconds: Int64(seconds)))
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T20:25:23", "2026-11-21 20:25:23Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T20:60:00Z",
        "2026-11-21T20:25:23Zx", "2026-11-21T20:25:23+0500", "2026-11-21T20:25:23.5Z", "٢٠٢٦-11-21T20:25:23Z",
    ])
    func `refuses anything else`(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func `writes what it reads back, across centuries`() {
        for seconds in stride(from: Int64(-2_208_988_800), through: 4_102_444_800, by: 86_400 * 13 + 3_607) {
            let instant = Instant(epochSeconds: seconds)
            #expect(Instant(iso8601: instant.iso8601) == instant)
        }
    }

    @Test(arguments: [
        (-18_000, "2026-11-21T20:25:23-05:00"), (0, "2026-11-22T01:25:23+00:00"), (20_700, "2026-11-22T07:10:23+05:45"),
        (-12_600, "2026-11-21T21:55:23-03:30"),
    ])
    func `writes what clocks show that are ahead of UTC or behind it`(offset: Int, text: String) {
        #expect(Instant(epochSeconds: 1_795_310_723).iso8601(offset: offset) == text)
    }

    @Test func `reads a text that lies in a larger one`() {
        let pause = "2026-11-21T20:25:23-05:00/2026-11-22T01:25:23Z"
        #expect(
            pause.split(separator: "/").map { Instant(iso8601: $0)?.epochSeconds } == [1_795_310_723, 1_795_310_723]
        )
    }

    @Test func `numbers consecutive days consecutively`() {
        var expected = CivilDay.number(year: 1999, month: 1, day: 1)
        for year in 1999...2101 {
            for month in 1...12 {
                for day in 1...CivilDay.length(ofMonth: month, year: year) {
                    #expect(CivilDay.number(year: year, month: month, day: day) == expected)
                    #expect(CivilDay.date(number: expected) == (year, month, day))
                    expected += 1
                }
            }
        }
    }

    @Test func `orders and measures in seconds`() {
        let start = Instant(epochSeconds: 1_000)
        #expect(start < start + 1)
        #expect((start + 90) - start == 90)
        #expect(start - 1_000 == Instant(epochSeconds: 0))
    }
}
