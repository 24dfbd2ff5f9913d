import Mappings
import ServiceLevels
import Testing

@Suite("The shipped calendars and holidays")
struct CalendarsConformanceTests {
    private let catalogue: CalendarCatalogue

    init() throws {
        catalogue = try CalendarCatalogue.load(from: Repository.mappings)
    }

    @Test("give exactly the oracle's closed dates from 2024 to 2030", arguments: ["CO", "MX", "CL"])
    func holidays(country: String) throws {
        let rules = try #require(catalogue.holidays[country])
        let kept = Dictionary(grouping: (2_024...2_030).flatMap(rules.holidays(inYear:)), by: \.date)
        let lines = kept.sorted { $0.key < $1.key }.map { date, feasts in
            "\(country),\(date),\(feasts.map(\.name).joined(separator: "; "))"
        }
        #expect(lines == (try Self.lines(of: "holidays").filter { $0.hasPrefix("\(country),") }))
    }

    @Test("give exactly the oracle's shifts")
    func shifts() throws {
        let lines = catalogue.calendars.values.filter { $0.name.rawValue != "24x7" }.flatMap { calendar in
            Weekday.allCases.flatMap { weekday in
                calendar.hours.shifts(on: weekday).map { shift in
                    let place = "\(calendar.name),\(calendar.zone.identifier),\(calendar.holidays.country)"
                    return "\(place),\(weekday.abbreviation),\(shift.open),\(shift.close)"
                }
            }
        }
        #expect(Set(lines) == Set(try Self.lines(of: "calendars")))
        #expect(lines.count == 35)
    }

    @Test("never close under 24x7")
    func alwaysOpen() throws {
        let calendar = try #require(catalogue.calendars[CalendarName(rawValue: "24x7")])
        #expect(Weekday.allCases.allSatisfy { calendar.hours.shifts(on: $0).map(\.description) == ["00:00-24:00"] })
        #expect(calendar.holidays.rules.isEmpty)
    }

    @Test("know a new holiday only since its law")
    func knownSince() throws {
        let rules = try #require(catalogue.holidays["CO"])
        let feast = try #require(CivilDate(iso8601: "2026-07-13"))
        #expect(rules.holidays(on: feast).map(\.source) == ["Ley 2578 de 2026"])
        let dayBefore = try #require(CivilDate(iso8601: "2026-05-31"))
        #expect(rules.known(on: dayBefore).holidays(on: feast).isEmpty)
        #expect(!rules.known(on: dayBefore + 1).holidays(on: feast).isEmpty)
        #expect(rules.holidays(inYear: 2_025).count == 18)
        #expect(rules.known(on: dayBefore).holidays(inYear: 2_025) == rules.holidays(inYear: 2_025))
    }

    @Test(
        "follow older and rarer rules too",
        arguments: [
            ("MX", "2000-12-01"), ("MX", "2018-12-01"), ("MX", "2005-11-20"), ("MX", "2006-11-20"),
            ("MX", "2006-03-21"),
            ("CL", "2000-06-26"), ("CL", "2001-09-03"), ("CL", "2012-09-17"), ("CL", "2017-01-02"),
            ("CL", "2021-06-21"),
            ("CL", "2022-09-16"), ("CL", "2023-01-02"), ("CL", "2046-06-21"), ("CL", "2050-06-20"),
            ("CO", "2000-01-10"),
        ]
    )
    func olderRules(country: String, date: String) throws {
        let rules = try #require(catalogue.holidays[country])
        let date = try #require(CivilDate(iso8601: date))
        #expect(!rules.holidays(on: date).isEmpty)
    }

    private static func lines(of file: String) throws -> [String] {
        try Fixture.text("calendars/\(file).csv").split(separator: "\n").dropFirst().map(String.init)
    }
}
