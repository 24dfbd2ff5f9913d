/// A closed date and the feast kept on it.
package struct Holiday: Hashable, Sendable {
    package let date: CivilDate
    /// As printed in calendars; a moved feast carries its country's label for that, such as «(observado)».
    package let name: String
    /// The law, decree or article that makes it a holiday.
    package let source: String
}

/// The holidays of a country as rules.
package struct HolidayRules: Hashable, Sendable {
    /// The ISO 3166 code of the country, for example `CO`.
    package let country: String
    package let rules: [HolidayRule]
    /// Appended to the name of a moved feast; empty where that is not the custom.
    package let movedLabel: String

    package init(country: String, rules: [HolidayRule], movedLabel: String = "") {
        self.country = country
        self.rules = rules
        self.movedLabel = movedLabel
    }

    /// Every day is an ordinary day.
    package static let none = HolidayRules(country: "", rules: [])

    /// The holidays kept in a year in order of date; two feasts may share one.
    package func holidays(inYear year: Int) -> [Holiday] {
        // A feast of late December can be moved into the next year, and one of early January into the last.
        let kept = holidays(feastsOf: year - 1...year + 1) { $0.year == year }
        return kept.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }

    /// The feasts kept on a date; empty on an ordinary day.
    package func holidays(on date: CivilDate) -> [Holiday] {
        let years = (date - Movement.longest).year...(date + Movement.longest).year
        return holidays(feastsOf: years) { $0 == date }
    }

    /// The feasts whose own dates lie in `years` and that are kept on a wanted date, in order of the rules.
    private func holidays(feastsOf years: ClosedRange<Int>, where isWanted: (CivilDate) -> Bool) -> [Holiday] {
        rules.flatMap { rule in
            years.flatMap(rule.observances(inYear:)).filter { isWanted($0.date) }.map { observance in
                let name = observance.isMoved ? rule.name + movedLabel : rule.name
                return Holiday(date: observance.date, name: name, source: rule.source)
            }
        }
    }

    /// What could be known at the end of a date: without the rules made later.
    package func known(on date: CivilDate) -> HolidayRules {
        HolidayRules(country: country, rules: rules.filter { $0.knownSince <= date }, movedLabel: movedLabel)
    }
}
