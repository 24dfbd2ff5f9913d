import Mappings
import ServiceLevels
import Testing

@Suite("Loading calendars")
struct CalendarsLoadingTests {
    private static let holidays = """
        movements:
          emiliani: { tue: next mon }
        rules:
          - name: Año Nuevo
            date: 01-01
            source: Ley 1
            known-since: 2000-01-01
        """

    private static let calendar = """
        zone: America/Bogota
        holidays: CO
        hours:
          mon: [08:00-12:00, 13:00-17:00]
        """

    @Test("accepts a correct pair of files")
    func correct() throws {
        #expect(try problems(calendar: Self.calendar, holidays: Self.holidays) == [])
    }

    @Test(
        "reports what is wrong with a calendar, and where",
        arguments: [
            ("America/Bogota", "America/Bogotá", "1:7: there is no zone “America/Bogotá” under "),
            ("America/Bogota", "../../etc/passwd", "1:7: there is no zone “../../etc/passwd” under "),
            ("holidays: CO", "holidays: PE", "2:11: there are no holidays for “PE”; it can be CO or none"),
            ("holidays: CO", "holiday: CO", "2:1: “holiday” is unknown here; did you mean “holidays”?"),
            ("zone: America/Bogota\n", "", "1:1: “zone” is missing here"),
            ("mon:", "lun:", "4:3: “lun” is unknown here"),
            ("13:00-17:00", "11:59-17:00", "4:22: the shifts 08:00-12:00 and 11:59-17:00 of mon overlap"),
            ("13:00-17:00", "17:00-13:00", "4:22: the shift 17:00-13:00 does not open before it closes"),
            ("13:00-17:00", "1pm-5pm", "4:22: “1pm-5pm” is not a shift"),
            ("13:00-17:00", "13:00-24:01", "4:22: “13:00-24:01” is not a shift"),
            ("13:00-17:00", "13:00-15:00-17:00", "4:22: “13:00-15:00-17:00” is not a shift"),
            ("[08:00-12:00, 13:00-17:00]", "[]", "4:8: the list is empty"),
            ("\n  mon: [08:00-12:00, 13:00-17:00]", " {}", "3:8: the calendar never opens"),
        ]
    )
    func wrongCalendar(correct: String, wrong: String, problem: String) throws {
        let found = try problems(calendar: Self.calendar.replacing(correct, with: wrong), holidays: Self.holidays)
        #expect(found.contains { $0.hasPrefix("calendars/prueba.yaml:\(problem)") }, "\(found)")
    }

    @Test(
        "reports what is wrong with holidays, and where",
        arguments: [
            ("date: 01-01", "date: 02-30", "5:11: “02-30” is not a month and day"),
            ("date: 01-01", "dates: [2026-02-29]", "5:13: “2026-02-29” is not a date"),
            (
                "date: 01-01", "nth: { weekday: mon, ordinal: 6, month: 2 }",
                "4:5: the holiday “Año Nuevo” never happens"
            ),
            ("date: 01-01", "nth: { weekday: lun, ordinal: 1, month: 2 }", "5:21: “lun” is not a weekday"),
            ("date: 01-01", "june-solstice: Santiago", "5:20: there is no zone “Santiago”"),
            ("date: 01-01", "easter: Jueves", "5:13: “Jueves” is not a whole number"),
            ("date: 01-01", "easter: 2\n    date: 01-01", "4:5: give exactly one of date, easter"),
            ("    date: 01-01\n", "", "4:5: give exactly one of date, easter"),
            (
                "date: 01-01", "date: 01-01\n    moves: emilia",
                "6:12: there is no movement “emilia”; did you mean “emiliani”?"
            ),
            ("date: 01-01", "date: 01-01\n    every-years: 6", "4:5: the holiday “Año Nuevo” never happens"),
            ("next mon", "monday", "2:20: “monday” is not a destination"),
            ("source: Ley 1", "ley: 1", "4:5: “source” is missing here"),
            ("known-since: 2000-01-01", "known-since: 2000", "7:18: “2000” is not a date"),
            ("name:", "nombre:", "4:5: “nombre” is unknown here"),
        ]
    )
    func wrongHolidays(correct: String, wrong: String, problem: String) throws {
        let found = try problems(calendar: Self.calendar, holidays: Self.holidays.replacing(correct, with: wrong))
        #expect(found.contains { $0.hasPrefix("holidays/CO.yaml:\(problem)") }, "\(found)")
        #expect(found.allSatisfy { $0.hasPrefix("holidays/CO.yaml:") }, "a calendar is not blamed for its holidays")
    }

    @Test("reports a file that is not YAML by name, and a missing directory")
    func strangeFiles() throws {
        let directory = try TemporaryDirectory()
        try directory.write(Self.holidays, to: "holidays/CO.yaml")
        try directory.write(Self.calendar, to: "calendars/prueba.yml")
        #expect(directory.calendarProblems() == ["calendars/prueba.yml: only files named NAME.yaml belong here"])
        let empty = try TemporaryDirectory()
        #expect(empty.calendarProblems().map { $0.prefix { $0 != ":" } } == ["calendars", "holidays"])
    }

    private func problems(calendar: String, holidays: String) throws -> [String] {
        let directory = try TemporaryDirectory()
        try directory.write(holidays, to: "holidays/CO.yaml")
        try directory.write(calendar, to: "calendars/prueba.yaml")
        return directory.calendarProblems()
    }
}

extension TemporaryDirectory {
    /// The problems of its calendars and holidays, with paths as seen from the directory.
    fileprivate func calendarProblems() -> [String] {
        do {
            _ = try CalendarCatalogue.load(from: path)
            return []
        } catch {
            return error.problems.map { $0.description.replacing("\(path)/", with: "") }
        }
    }
}
