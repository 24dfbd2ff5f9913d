import SOAP
import Testing

@Suite struct DateTimeTests {
    @Test(arguments: [
        ("2026-11-21T20:47:32-05:00", 1_795_312_052, -18000),
        ("2026-11-22T01:47:32Z", 1_795_312_052, 0),
        ("2026-11-22T01:47:32+00:00", 1_795_312_052, 0),
        ("2026-11-22T07:17:32+0530", 1_795_312_052, 19800),
        ("2026-11-22T01:47:32.999Z", 1_795_312_052, 0),
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1969-12-31T23:59:59Z", -1, 0),
        ("1970-01-01T00:00:01-00:30", 1801, -1800),
        ("2000-02-29T12:00:00Z", 951_825_600, 0),
        ("2038-01-19T03:14:08Z", 2_147_483_648, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ])
    func `a time with an offset is an instant`(text: String, epoch: Int64, offset: Int32) throws {
        #expect(try #require(DateTime(iso8601: text)) == DateTime(epochSeconds: epoch, offsetSeconds: offset))
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T20:47:32", "2026-11-21 20:47:32Z", "2026-11-21T20:47:32z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-11-00T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T20:60:00Z", "2026-11-21T20:47:60Z",
        "2026-11-21T20:47:32+5:00", "2026-11-21T20:47:32+05:00x", "2026-11-21T20:47:32+24:00", "2026-11-21T20:47:32.Z",
        "2026-11-21T20:47:32Zx", "2026-1a-21T20:47:32Z", "-026-11-21T20:47:32Z", "2026-11-21T20:47:32+05:60",
        "2026-11-21T20:47:32+05.00", "２026-11-21T20:47:32Z",
    ])
    func `anything else is refused`(text: String) {
        #expect(DateTime(iso8601: text) == nil)
    }

    @Test(arguments: [
        (DateTime(epochSeconds: 1_795_312_052, offsetSeconds: -18000), "2026-11-21T20:47:32-05:00"),
        (DateTime(epochSeconds: 1_795_312_052, offsetSeconds: 19800), "2026-11-22T07:17:32+05:30"),
        (DateTime(epochSeconds: -1, offsetSeconds: 0), "1969-12-31T23:59:59Z"),
        (DateTime(epochSeconds: -62_135_596_800, offsetSeconds: 0), "0001-01-01T00:00:00Z"),
    ])
    func `an instant is written in its own offset`(value: DateTime, text: String) {
        #expect(value.description == text)
    }

    @Test func `every day of eight centuries is written and read back`() {
        for day in stride(from: -146_097, through: 146_097, by: 1) {
            let value = DateTime(epochSeconds: Int64(day) * 86_400 + 43_199, offsetSeconds: 3600)
            #expect(DateTime(iso8601: value.description) == value)
        }
    }
}
