import Tickets

/// Finds when an item of the intake came to a ticket.
///
/// Mantis keeps the old and the new value of most fields in its history, so that a late look finds what an early one
/// would have found. Of a text it keeps only that it was changed: what is found in one came with the first change after the
/// requester was asked for something, and else was there from the start.
struct IntakeFinding {
    private let ticket: Ticket
    private let registered: Instant

    init(_ ticket: Ticket) {
        self.ticket = ticket
        registered = ticket.timeline.first { $0.fact == .created }?.at ?? ticket.submitted
    }

    /// Nil when it is not there.
    func instant(of item: Intake.Item) -> Instant? {
        item.sources.compactMap(instant).min()
    }

    private func instant(of source: Intake.Source) -> Instant? {
        switch source {
        case .requester(let part, let fields):
            guard ticket.requester[part] != nil else { return nil }
            let filled = fields.filter { ticket.value(ofField: $0) != nil }.map(instantOfFilling).min()
            return filled ?? supply(in: "summary")
        case .field(let name):
            return ticket.value(ofField: name) == nil ? nil : instantOfFilling(name)
        case .label(let name):
            return instant(ofLabel: name)
        case .attachment:
            return ticket.attachments.map { max($0.submitted, registered) }.min()
        case .description:
            // Mantis takes no issue without one.
            return Self.isBlank(ticket.description) ? nil : registered
        case .stepsToReproduce:
            return Self.isBlank(ticket.stepsToReproduce) ? nil : supply(in: "steps_to_reproduce")
        case .additionalInformation:
            return Self.isBlank(ticket.additionalInformation) ? nil : supply(in: "additional_information")
        case .productVersion:
            return Self.isBlank(ticket.productVersion) ? nil : lastFilling { $0 == "version" } ?? registered
        }
    }

    private func instant(ofLabel label: NormalizedName) -> Instant? {
        let texts: [(String?, String)] = [
            (ticket.description, "description"), (ticket.stepsToReproduce, "steps_to_reproduce"),
            (ticket.additionalInformation, "additional_information"),
        ]
        let inTexts = texts.compactMap { text, field in
            Self.holds(label, text ?? "") ? supply(in: field) : nil
        }
        let inNotes = ticket.notes.compactMap { note in
            note.visibility == .public && note.author.id == ticket.reporter.id && Self.holds(label, note.text)
                ? note.submitted : nil
        }
        return (inTexts + inNotes).min()
    }

    /// Whether a line of `text` gives `label` a value, as in `Número legal: SETP-990`.
    private static func holds(_ label: NormalizedName, _ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            guard let colon = line.firstIndex(of: ":") else { return false }
            return NormalizedName(String(line[..<colon])) == label && !isBlank(String(line[colon...].dropFirst()))
        }
    }

    private func instantOfFilling(_ field: NormalizedName) -> Instant {
        lastFilling { NormalizedName($0) == field } ?? registered
    }

    /// When a field that was blank last got a value.
    private func lastFilling(where isWanted: (String) -> Bool) -> Instant? {
        ticket.timeline.last { event in
            guard case .fieldChanged(let name, let from, let to) = event.fact else { return false }
            return from.isEmpty && !to.isEmpty && isWanted(name)
        }?.at
    }

    /// When a text came to hold what it holds.
    private func supply(in field: String) -> Instant {
        let asked = ticket.timeline.firstIndex { $0.fact == .waitingBegan } ?? ticket.timeline.endIndex
        let change = ticket.timeline[asked...].first { event in
            if case .fieldChanged(field, _, _) = event.fact { true } else { false }
        }
        return change?.at ?? registered
    }

    private static func isBlank(_ text: String?) -> Bool {
        text.map { $0.allSatisfy(\.isWhitespace) } ?? true
    }
}
