import ServiceLevels

extension WorkCalendar {
    /// Reads one file of `calendars`. `countries` are the names that `holidays` may have, `holidays` those among them
    /// that could be read.
    init?(
        _ reader: YAMLReader,
        name: CalendarName,
        holidays: [String: HolidayRules],
        countries: Set<String>,
        zones: inout ZoneCache
    ) {
        guard let fields = reader.root?.fields("zone", "holidays", "hours") else { return nil }
        let zone = fields.required("zone").flatMap { zones.zone($0) }
        let country = fields.required("holidays")?.country(among: countries)
        let hours = fields.required("hours").flatMap(WeeklyHours.init)
        guard let zone, let country, let hours else { return nil }
        self.init(name: name, zone: zone, hours: hours, holidays: holidays[country] ?? .none)
    }
}

extension WeeklyHours {
    /// Reads `hours`; a weekday that is not written is closed.
    fileprivate init?(_ value: YAMLValue) {
        guard let fields = value.fields(Weekday.allCases.map(\.abbreviation)) else { return nil }
        var week: [Weekday: [Shift]] = [:]
        for weekday in Weekday.allCases {
            for item in fields[weekday.abbreviation]?.list() ?? [] {
                guard let shift = item.shift() else { continue }
                let shifts = week[weekday, default: []] + [shift]
                do {
                    _ = try WeeklyHours([weekday: shifts])
                    week[weekday] = shifts
                } catch {
                    item.report(error.message)
                }
            }
        }
        do {
            try self.init(week)
        } catch {
            // Hours that were written but could not be read have been reported where they stand.
            if Weekday.allCases.allSatisfy({ fields[$0.abbreviation] == nil }) { value.report(error.message) }
            return nil
        }
    }
}

extension YAMLValue {
    /// A name among `countries`, or `none`.
    fileprivate func country(among countries: Set<String>) -> String? {
        guard let text = string() else { return nil }
        let choices = countries.sorted() + ["none"]
        guard choices.contains(text) else {
            report("there are no holidays for “\(text)”\(Suggestion.text(for: text, among: choices))")
            return nil
        }
        return text
    }

    /// `HH:MM-HH:MM`.
    fileprivate func shift() -> WeeklyHours.Shift? {
        guard let text = string() else { return nil }
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map { LocalTime($0) }
        guard times.count == 2, let open = times[0], let close = times[1] else {
            report("“\(text)” is not a shift; write its opening and closing time, for example 08:00-18:00")
            return nil
        }
        do {
            return try WeeklyHours.Shift(open: open, close: close)
        } catch {
            report(error.message)
            return nil
        }
    }
}
