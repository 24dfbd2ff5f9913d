import ServiceLevels

extension HolidayRules {
    /// Reads one file of `holidays`.
    init?(_ reader: YAMLReader, country: String, zones: inout ZoneCache) {
        guard let fields = reader.root?.fields("moved-label", "movements", "rules") else { return nil }
        let movedLabel = fields["moved-label"]?.string() ?? ""
        var movements: [String: Movement] = [:]
        for entry in fields["movements"]?.entries() ?? [] {
            movements[entry.key] = Movement(entry.value)
        }
        var rules: [HolidayRule] = []
        for value in fields.required("rules")?.list() ?? [] {
            if let rule = HolidayRule(value, movements: movements, zones: &zones) { rules.append(rule) }
        }
        self.init(country: country, rules: rules, movedLabel: movedLabel)
    }
}

extension Movement {
    /// Reads a table such as `{ tue: next mon, fri: previous mon }`.
    fileprivate init?(_ value: YAMLValue) {
        guard let fields = value.fields(Weekday.allCases.map(\.abbreviation)) else { return nil }
        var table: [Weekday: Destination] = [:]
        for weekday in Weekday.allCases {
            table[weekday] = fields[weekday.abbreviation]?.destination()
        }
        self.init(table)
    }
}

extension HolidayRule {
    private static let days = ["date", "easter", "nth", "dates", "june-solstice"]

    /// Reads one entry of `rules`.
    fileprivate init?(_ value: YAMLValue, movements: [String: Movement], zones: inout ZoneCache) {
        let others = ["name", "source", "only-on", "moves", "from", "until", "every-years", "known-since"]
        guard let fields = value.fields(Self.days + others) else { return nil }
        let name = fields.required("name")?.string()
        let source = fields.required("source")?.string()
        let day = Self.day(fields, zones: &zones)
        let onlyOn = fields["only-on"]?.list()?.compactMap { $0.weekday() } ?? []
        let movement = fields["moves"].map { $0.movement(among: movements) } ?? Movement.none
        let from = fields["from"]?.civilDate()
        let until = fields["until"]?.civilDate()
        let everyYears = fields["every-years"]?.integer(in: 2...100) ?? 1
        let knownSince = fields.required("known-since")?.civilDate()
        guard let name, let source, let day, let movement, let knownSince else { return nil }
        do {
            try self.init(
                name: name,
                source: source,
                day: day,
                onlyOn: Set(onlyOn),
                movement: movement,
                from: from,
                until: until,
                everyYears: everyYears,
                knownSince: knownSince
            )
        } catch {
            value.report(error.message)
            return nil
        }
    }

    private static func day(_ fields: YAMLFields, zones: inout ZoneCache) -> Day? {
        let written = days.filter { fields[$0] != nil }
        guard written.count == 1, let key = written.first, let value = fields[key] else {
            fields.report("give exactly one of \(days.joined(separator: ", ")): on which date the feast falls")
            return nil
        }
        switch key {
        case "date": return value.monthAndDay().map { .fixed(month: $0.month, day: $0.day) }
        case "easter": return value.integer().map { .easter(days: $0) }
        case "nth": return nthWeekday(value)
        case "dates": return value.list().map { .dates($0.compactMap { $0.civilDate() }) }
        default: return zones.zone(value).map { .juneSolstice($0) }
        }
    }

    private static func nthWeekday(_ value: YAMLValue) -> Day? {
        guard let fields = value.fields("weekday", "ordinal", "month") else { return nil }
        let weekday = fields.required("weekday")?.weekday()
        let ordinal = fields.required("ordinal")?.integer()
        let month = fields.required("month")?.integer()
        guard let weekday, let ordinal, let month else { return nil }
        return .weekday(weekday, ordinal: ordinal, month: month)
    }
}

extension YAMLValue {
    fileprivate func weekday() -> Weekday? {
        guard let text = string() else { return nil }
        let weekday = Weekday(abbreviation: text)
        if weekday == nil {
            report(
                "“\(text)” is not a weekday\(Suggestion.text(for: text, among: Weekday.allCases.map(\.abbreviation)))"
            )
        }
        return weekday
    }

    fileprivate func civilDate() -> CivilDate? {
        guard let text = string() else { return nil }
        let date = CivilDate(iso8601: text)
        if date == nil { report("“\(text)” is not a date such as 2026-07-09") }
        return date
    }

    /// `MM-DD`, 29 February included.
    fileprivate func monthAndDay() -> (month: Int, day: Int)? {
        guard let text = string() else { return nil }
        guard let date = CivilDate(iso8601: "2000-\(text)") else {
            report("“\(text)” is not a month and day such as 07-09")
            return nil
        }
        return (date.month, date.day)
    }

    /// `next mon` or `previous mon`.
    fileprivate func destination() -> Movement.Destination? {
        guard let text = string() else { return nil }
        let words = text.split(separator: " ")
        if words.count == 2, let weekday = Weekday(abbreviation: String(words[1])) {
            if words[0] == "next" { return .next(weekday) }
            if words[0] == "previous" { return .previous(weekday) }
        }
        report("“\(text)” is not a destination such as “next mon” or “previous fri”")
        return nil
    }

    fileprivate func movement(among movements: [String: Movement]) -> Movement? {
        guard let name = string() else { return nil }
        if movements[name] == nil {
            report("there is no movement “\(name)”\(Suggestion.text(for: name, among: movements.keys.sorted()))")
        }
        return movements[name]
    }
}
