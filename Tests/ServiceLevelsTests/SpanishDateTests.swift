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
