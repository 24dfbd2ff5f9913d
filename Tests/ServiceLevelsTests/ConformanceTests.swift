import ServiceLevels
import Testing
import Tickets

@Suite("The oracle")
struct ConformanceTests {
    @Test("agrees with every deadline")
    func deadlines() throws {
        let calendars = try OracleCalendars()
        let rows = try rows(of: "deadlines")
        #expect(rows.count == 448)
        for row in rows {
            let time = try #require(calendars[row])
            let start = try #require(Instant(iso8601: row["start"] ?? ""))
            let due = try time.deadline(Target(row["target"] ?? ""), from: start, pauses: pauses(row["pauses"] ?? ""))
            #expect(due == Instant(iso8601: row["expected_due"] ?? ""), "\(row["id"] ?? "")")
        }
    }

    @Test("agrees on the local offset at every deadline")
    func offsets() throws {
        let calendars = try OracleCalendars()
        for row in try rows(of: "deadlines") {
            let text = row["expected_due"] ?? ""
            guard let due = Instant(iso8601: text), let zone = calendars[row]?.calendar.zone else { continue }
            let local = zone.localDateTime(at: due)
            #expect(text.hasPrefix("\(local.date)T\(local.time)"), "\(row["id"] ?? "")")
            #expect(zone.instant(of: local) <= due, "\(row["id"] ?? "")")
        }
    }

    @Test("agrees with every elapsed time")
    func elapsed() throws {
        let calendars = try OracleCalendars()
        let rows = try rows(of: "elapsed")
        #expect(rows.count == 210)
        for row in rows {
            let time = try #require(calendars[row])
            let start = try #require(Instant(iso8601: row["start"] ?? ""))
            let end = try #require(Instant(iso8601: row["end"] ?? ""))
            let seconds = try time.elapsed(from: start, to: end, pauses: pauses(row["pauses"] ?? ""))
            #expect(String(seconds) == row["expected_seconds"], "\(row["id"] ?? "")")
            #expect(String(seconds / 60) == row["expected_minutes"], "\(row["id"] ?? "")")
        }
    }

    @Test("finds each deadline in minutes used up exactly then, and remaining time falling to zero there")
    func deadlinesAndElapsedTimesAreTwoSidesOfOne() throws {
        let calendars = try OracleCalendars()
        for row in try rows(of: "deadlines") {
            let target = try Target(row["target"] ?? "")
            guard target.unit == .businessMinutes, let due = Instant(iso8601: row["expected_due"] ?? "") else {
                continue
            }
            let time = try #require(calendars[row])
            let start = try #require(Instant(iso8601: row["start"] ?? ""))
            let pauses = try pauses(row["pauses"] ?? "")
            #expect(try time.elapsed(from: start, to: due, pauses: pauses) == Int64(target.count) * 60)
            #expect(try time.remaining(of: target, from: start, at: due, pauses: pauses) == 0)
            #expect(try time.remaining(of: target, from: start, at: start, pauses: pauses) == Int64(target.count) * 60)
        }
    }
}
