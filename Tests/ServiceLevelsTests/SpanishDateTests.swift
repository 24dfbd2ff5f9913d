import ServiceLevels
import Testing
import Tickets

@Suite("Spanish dates")
struct SpanishDateTests {
    @Test(
        "read as people write them",
        arguments: [
            ("2026-05-14T14:00:00Z", "America/Bogota", "jueves 14 de mayo de 2026, 9:00"),
            ("2026-01-01T04:59:59Z", "America/Bogota", "miércoles 31 de diciembre de 2025, 23:59"),
            ("2026-09-06T04:05:00Z", "America/Santiago", "domingo 6 de septiembre de 2026, 1:05"),
            ("2026-02-07T06:00:00Z", "America/Mexico_City", "sábado 7 de febrero de 2026, 0:00"),
        ]
    )
    func localDateTime(instant: String, zone: String, text: String) throws {
        let zone = try TimeZoneRules(identifier: zone)
        let instant = try #require(Instant(iso8601: instant))
        #expect(zone.localDateTime(at: instant).spanish == text)
    }

    @Test("show seconds where one decides, and only when there are some")
    func seconds() throws {
        let date = try #require(CivilDate(year: 2_026, month: 5, day: 14))
        let nine = try #require(LocalTime("09:00"))
        let later = try #require(LocalTime("09:00:05"))
        #expect(LocalDateTime(date: date, time: nine).spanishToTheSecond == "jueves 14 de mayo de 2026, 9:00")
        #expect(LocalDateTime(date: date, time: later).spanishToTheSecond == "jueves 14 de mayo de 2026, 9:00:05")
    }

    @Test(
        "go with spans of time",
        arguments: [
            (0, "0 min"), (59, "59 s"), (60, "1 min"), (5_400, "1 h 30 min"), (7_205, "2 h 5 s"), (360_000, "100 h"),
        ]
    )
    func duration(seconds: Int64, text: String) {
        #expect(spanishDuration(seconds: seconds) == text)
    }

    @Test(
        "go with targets",
        arguments: [
            ("2880bm", "48 h hábiles"), ("90cm", "1 h 30 min corridas"), ("1bd", "1 día hábil"),
            ("10bd", "10 días hábiles"),
            ("1cd", "1 día calendario"), ("5cd", "5 días calendario"),
        ]
    )
    func target(target: String, text: String) throws {
        #expect(try Target(target).spanish == text)
    }

    @Test("name all months and weekdays")
    func names() throws {
        let dates = try (1...12).map { try #require(CivilDate(year: 2_026, month: $0, day: 15)) }
        let months = dates.map { $0.spanish.split(separator: " ")[3] }
        #expect(
            months == [
                "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                "noviembre", "diciembre",
            ]
        )
        #expect(
            Weekday.allCases.map(\.spanish) == [
                "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
            ]
        )
    }
}
