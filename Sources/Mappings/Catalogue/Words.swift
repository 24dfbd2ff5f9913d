package import Tickets

/// The Spanish words for what the model calls by name: the file `words.yaml`. Every name has a word.
package struct Words: Hashable, Sendable {
    package let statuses: [TicketStatus: String]
    package let standings: [Standing: String]
    package let events: [Event.Kind: String]
    /// By the name of the state of an outbox entry.
    package let outbox: [String: String]
}

extension Words {
    /// Reads `words.yaml`; nil when a part is missing, which is reported.
    init?(_ reader: YAMLReader) {
        guard let fields = reader.root?.fields("statuses", "standings", "events", "outbox") else { return nil }
        let statuses = fields.required("statuses").flatMap { $0.words(for: TicketStatus.self) }
        let standings = fields.required("standings").flatMap { $0.words(for: Standing.self) }
        let events = fields.required("events").flatMap { $0.words(for: Event.Kind.self) }
        let outbox = fields.required("outbox")?.entries()?.compactMap { entry in
            entry.value.string().map { (entry.key, $0) }
        }
        guard let statuses, let standings, let events, let outbox else { return nil }
        self.init(
            statuses: statuses,
            standings: standings,
            events: events,
            outbox: Dictionary(outbox) { first, _ in first }
        )
    }
}

extension YAMLValue {
    /// A word for each value of a vocabulary; nil when one is missing.
    fileprivate func words<Name: RawRepresentable<String> & CaseIterable & Hashable>(
        for names: Name.Type
    ) -> [Name: String]? {
        guard let fields = fields(Name.allCases.map(\.rawValue)) else { return nil }
        var words: [Name: String] = [:]
        for name in Name.allCases { words[name] = fields.required(name.rawValue)?.string() }
        return words.count == Name.allCases.count ? words : nil
    }
}
