package import ServiceLevels
package import Tickets

/// The Spanish words for what the model calls by name: the file `words.yaml`. Every name has a word.
package struct Words: Hashable, Sendable {
    package let statuses: [TicketStatus: String]
    package let standings: [Standing: String]
    package let events: [Event.Kind: String]
    /// By the name of the state of an outbox entry.
    package let outbox: [String: String]
    package let clocks: [ClockKind: String]
    package let clockStates: [ClockState: String]
    /// Noun phrases with their article: what a clock starts or ends with.
    package let moments: [ClockMoment: String]
    /// Clauses that follow «mientras».
    package let pauses: [PauseReason: String]
    package let requester: [Requester.Part: String]
}

extension Words {
    /// Reads `words.yaml`; nil when a part is missing, which is reported.
    init?(_ reader: YAMLReader) {
        let sections = [
            "statuses", "standings", "events", "outbox", "clocks", "clock-states", "moments", "pauses", "requester",
        ]
        guard let fields = reader.root?.fields(sections) else { return nil }
        let statuses = fields.words("statuses", for: TicketStatus.self)
        let standings = fields.words("standings", for: Standing.self)
        let events = fields.words("events", for: Event.Kind.self)
        let outbox = fields.required("outbox")?.entries()?.compactMap { entry in
            entry.value.string().map { (entry.key, $0) }
        }
        let clocks = fields.words("clocks", for: ClockKind.self)
        let clockStates = fields.words("clock-states", for: ClockState.self)
        let moments = fields.words("moments", for: ClockMoment.self)
        let pauses = fields.words("pauses", for: PauseReason.self)
        let requester = fields.words("requester", for: Requester.Part.self)
        guard let statuses, let standings, let events, let outbox, let clocks, let clockStates, let moments, let pauses,
            let requester
        else { return nil }
        self.init(
            statuses: statuses,
            standings: standings,
            events: events,
            outbox: Dictionary(outbox) { first, _ in first },
            clocks: clocks,
            clockStates: clockStates,
            moments: moments,
            pauses: pauses,
            requester: requester
        )
    }
}

extension YAMLFields {
    /// A word for each value of a vocabulary; nil when one is missing.
    fileprivate func words<Name: RawRepresentable<String> & CaseIterable & Hashable>(
        _ section: String,
        for names: Name.Type
    ) -> [Name: String]? {
        guard let fields = required(section)?.fields(Name.allCases.map(\.rawValue)) else { return nil }
        var words: [Name: String] = [:]
        for name in Name.allCases { words[name] = fields.required(name.rawValue)?.string() }
        return words.count == Name.allCases.count ? words : nil
    }
}
