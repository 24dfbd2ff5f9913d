import ServiceLevels
import Tickets

extension YAMLValue {
    /// A clause id of the form `AM-08`, which counts as a citation of that clause.
    func clause() -> ClauseID? {
        guard let clause = clauseID() else { return nil }
        reader.cite(.clause, clause.rawValue, at: location)
        return clause
    }

    /// A clause id of the form `AM-08`.
    func clauseID() -> ClauseID? {
        guard let text = string() else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count >= 2, parts[0].allSatisfy({ ("A"..."Z").contains($0) }),
            parts[1].count == 2,
            parts[1].allSatisfy({ ("0"..."9").contains($0) })
        else {
            report("“\(text)” is not a clause id; write it as AM-08")
            return nil
        }
        return ClauseID(rawValue: text)
    }

    /// The name of a calendar.
    func calendar() -> CalendarName? {
        guard let name = string() else { return nil }
        reader.cite(.calendar, name, at: location)
        return CalendarName(rawValue: name)
    }

    /// A target such as `480bm`; the inner nil stands for `none`.
    func target(orNone allowsNone: Bool) -> Target?? {
        guard let text = string() else { return nil }
        if allowsNone && text == "none" { return .some(nil) }
        do {
            return try Target(text)
        } catch {
            report(error.message + (allowsNone ? "; for no time write “none”" : ""))
            return nil
        }
    }

    /// The values of an enumeration, one or a list of them, as the file writes them.
    func choices<Choice: RawRepresentable<String> & CaseIterable>(of type: Choice.Type) -> [Choice]? {
        guard isList else { return choice(of: type).map { [$0] } }
        return list()?.compactMap { $0.choice(of: type) }
    }

    /// The items of a list, or the value itself; none for a list that is empty, which is reported.
    var oneOrMore: [YAMLValue] { isList ? list() ?? [] : [self] }

    /// Names that are compared without regard to case, accents and punctuation; one or a list of them.
    func names() -> Set<NormalizedName>? {
        stringOrStrings().map { Set($0.map(NormalizedName.init)) }
    }
}

extension [YAMLValue] {
    /// Reports every item whose `name` an earlier one has.
    func reportRepeatedNames(of what: String) {
        var seen: Set<String> = []
        for name in compactMap({ $0.peek("name") }) {
            guard let text = name.text, !seen.insert(text).inserted else { continue }
            name.report("the \(what) “\(text)” is defined twice")
        }
    }
}

extension YAMLFields {
    /// The `reading` beside a setting: how the clause is read.
    func reading(of setting: String, value: String, clause: ClauseID?) -> Reading? {
        guard let text = self["reading"]?.string(), let clause else { return nil }
        return Reading(setting: setting, value: value, clause: clause, text: text)
    }
}
