import ServiceLevels
import Tickets

extension ActionRule {
    /// Reads one entry of `actions`.
    init?(_ value: YAMLValue, names: PolicyNames) {
        let keys = [
            "name", "clause", "on", "when", "note", "message", "link", "status", "resolution", "reading",
        ]
        guard let fields = value.fields(keys) else { return nil }
        let name = fields.required("name")?.actionName()
        let clause = fields.required("clause")?.clause()
        let occasion = fields.required("on").flatMap { $0.occasion(names) }
        let condition = fields["when"].map { TicketCondition($0, names: names) } ?? TicketCondition()
        let note = fields.required("note").flatMap { $0.noteForm() }
        let message = fields["message"]?.string()
        let link = fields["link"].flatMap { $0.link() }
        let status = fields["status"]?.choice(of: TicketStatus.self)
        let resolution = fields["resolution"]?.resolution(among: names)
        if fields["resolution"] != nil, fields["status"] == nil {
            fields["resolution"]?.report("a resolution comes with a status, such as resolved")
        }
        guard let name, let clause, let occasion, let condition, let note else { return nil }
        self.init(
            name: name,
            clause: clause,
            occasion: occasion,
            when: condition,
            note: note,
            message: message,
            link: link,
            status: status,
            resolution: resolution,
            reading: fields.reading(of: "actions.\(name)", value: occasion.written, clause: clause)
        )
    }
}

extension YAMLValue {
    /// Lower-case letters, digits and hyphens: it becomes part of the keys of what is written.
    fileprivate func actionName() -> String? {
        guard let text = string() else { return nil }
        if InstanceName(rawValue: text) != nil { return text }
        report("“\(text)” is not a name; use lower-case letters, digits and hyphens, a letter first")
        return nil
    }

    fileprivate func occasion(_ names: PolicyNames) -> ActionRule.Occasion? {
        guard isMapping else {
            let words: [(String, ActionRule.Occasion)] = [
                ("registered", .registered), ("information-missing", .informationMissing),
                ("refused-reopening", .refusedReopening),
            ]
            guard let text = string() else { return nil }
            if let (_, occasion) = words.first(where: { $0.0 == text }) {
                if occasion == .informationMissing, !names.asksForInformation {
                    report("the policy has no “intake” that could miss something")
                }
                return occasion
            }
            report("“\(text)” is unknown here\(Suggestion.text(for: text, among: words.map(\.0)))")
            return nil
        }
        guard let fields = fields("breach-of", "unanswered-questions") else { return nil }
        switch (fields["breach-of"], fields["unanswered-questions"]) {
        case (let clock?, nil): return names.clock(clock).map { .breach($0) }
        case (nil, let count?): return count.integer(in: 1...100).map { .unansweredQuestions($0) }
        default:
            report("give one of breach-of and unanswered-questions")
            return nil
        }
    }

    fileprivate func noteForm() -> ActionRule.NoteForm? {
        guard let fields = fields("template", "visibility") else { return nil }
        let template = fields.required("template")?.string()
        let visibility = fields.required("visibility")?.choice(of: Visibility.self)
        guard let template, let visibility else { return nil }
        if let location = fields["template"]?.location { reader.cite(.noteTemplate, template, at: location) }
        return ActionRule.NoteForm(template: template, visibility: visibility)
    }

    /// A web address, or `none` as long as nobody has given one.
    fileprivate func link() -> ActionRule.Link? {
        guard let text = string() else { return nil }
        if text == "none" { return .unknown }
        guard text.hasPrefix("https://"), text.count > "https://".count, !text.contains(where: \.isWhitespace) else {
            report("“\(text)” is neither a link that begins with https:// nor none")
            return nil
        }
        return .to(text)
    }

    fileprivate func resolution(among names: PolicyNames) -> String? {
        guard let text = string() else { return nil }
        guard let known = names.resolutions, !known.contains(text) else { return text }
        report("mantis.yaml has no resolution “\(text)”\(Suggestion.text(for: text, among: known.sorted()))")
        return nil
    }
}

extension ActionRule.Occasion {
    /// As the file writes it.
    package var written: String {
        switch self {
        case .registered: "registered"
        case .informationMissing: "information-missing"
        case .breach(let clock): "breach-of \(clock.rawValue)"
        case .unansweredQuestions(let count): "unanswered-questions \(count)"
        case .refusedReopening: "refused-reopening"
        }
    }
}
