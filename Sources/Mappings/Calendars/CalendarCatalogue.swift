package import ServiceLevels

/// The calendars and holidays of a mappings directory: every file of `calendars` and `holidays`.
package struct CalendarCatalogue: Sendable {
    package let calendars: [CalendarName: WorkCalendar]
    /// By country, as the files are named.
    package let holidays: [String: HolidayRules]

    /// Reads both directories; throws every problem found.
    package static func load(from mappings: String) throws(MappingError) -> CalendarCatalogue {
        let (catalogue, problems) = read(from: mappings)
        guard problems.isEmpty else { throw MappingError(invalid: problems) }
        return catalogue
    }

    /// Reads what can be read. A calendar with a problem is left out, and so is not known to the rest.
    static func read(from mappings: String) -> (catalogue: CalendarCatalogue, problems: [Problem]) {
        var directory = CalendarDirectory()
        let holidays = directory.read("\(mappings)/holidays") { HolidayRules($0, country: $1, zones: &$2) }
        // A country whose file has a problem is known all the same, so that its calendars are not blamed as well.
        let countries = Set(holidays.keys)
        let known = holidays.compactMapValues(\.self)
        let calendars = directory.read("\(mappings)/calendars") { reader, name, zones in
            WorkCalendar(
                reader,
                name: CalendarName(rawValue: name),
                holidays: known,
                countries: countries,
                zones: &zones
            )
        }
        let named = calendars.compactMapValues(\.self).map { (CalendarName(rawValue: $0), $1) }
        let catalogue = CalendarCatalogue(calendars: Dictionary(uniqueKeysWithValues: named), holidays: known)
        return (catalogue, directory.problems)
    }
}

/// Reads directories of YAML files, collecting problems; keeps each zone it needs.
private struct CalendarDirectory {
    private(set) var problems: [Problem] = []
    private var zones = ZoneCache()

    /// What `read` makes of each file, by the file's name without `.yaml`; nil for a file with a problem.
    mutating func read<Value>(
        _ directory: String,
        _ read: (YAMLReader, String, inout ZoneCache) -> Value?
    ) -> [String: Value?] {
        let files: [String]
        do {
            files = try LocalFile.names(inDirectory: directory)
        } catch {
            problems.append(Problem(error.message, at: SourceLocation(file: directory)))
            return [:]
        }
        var values: [String: Value?] = [:]
        for file in files {
            let path = "\(directory)/\(file)"
            guard file.hasSuffix(".yaml") else {
                problems.append(Problem("only files named NAME.yaml belong here", at: SourceLocation(file: path)))
                continue
            }
            let name = String(file.dropLast(".yaml".count))
            let reader = YAMLReader(contentsOf: path)
            let value = read(reader, name, &zones)
            problems += reader.problems
            values.updateValue(reader.problems.isEmpty ? value : nil, forKey: name)
        }
        return values
    }
}
