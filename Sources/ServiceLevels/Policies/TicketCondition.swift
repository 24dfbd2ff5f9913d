package import Tickets

/// Which tickets a rule of a policy concerns. Every part that is given must hold; without any, it concerns every ticket.
///
/// Names are compared without regard to case, accents and punctuation.
package struct TicketCondition: Hashable, Sendable {
    package var kinds: Set<TicketKind>?
    package var levels: Set<LevelName>?
    package var categories: Set<NormalizedName>?
    /// A custom field has one of these values.
    package var fields: [NormalizedName: Set<NormalizedName>]
    /// The summary tells at least one of these parts of who asks, as mails do (FW-08); each with the custom fields that would
    /// tell it otherwise.
    package var inSubject: [Requester.Part: Set<NormalizedName>]
    /// The requester is among these; nil for everybody.
    package var requesters: Register?
    /// The requester is not among these.
    package var outsiders: Register?
    /// The issue names a product version older than this one.
    package var olderThan: ProductVersion?
    /// The categories, fields and values above as people write them.
    package var titles: [NormalizedName: String]

    package init(
        kinds: Set<TicketKind>? = nil,
        levels: Set<LevelName>? = nil,
        categories: Set<NormalizedName>? = nil,
        fields: [NormalizedName: Set<NormalizedName>] = [:],
        inSubject: [Requester.Part: Set<NormalizedName>] = [:],
        requesters: Register? = nil,
        outsiders: Register? = nil,
        olderThan: ProductVersion? = nil,
        titles: [NormalizedName: String] = [:]
    ) {
        self.kinds = kinds
        self.levels = levels
        self.categories = categories
        self.fields = fields
        self.inSubject = inSubject
        self.requesters = requesters
        self.outsiders = outsiders
        self.olderThan = olderThan
        self.titles = titles
    }

    package func holds(for ticket: Ticket) -> Bool {
        if let kinds, !(ticket.kind.map(kinds.contains) ?? false) { return false }
        if let levels, !(ticket.level.map(levels.contains) ?? false) { return false }
        if let categories, !categories.contains(NormalizedName(ticket.category ?? "")) { return false }
        guard fields.allSatisfy({ ticket.hasValue(among: $0.value, inField: $0.key) }) else { return false }
        if !inSubject.isEmpty, !inSubject.contains(where: { ticket.tellsInSubject($0.key, fields: $0.value) }) {
            return false
        }
        if let requesters, !requesters.lists(ticket) { return false }
        if let outsiders, outsiders.lists(ticket) { return false }
        if let olderThan {
            guard let version = ticket.productVersion.flatMap(ProductVersion.init), version < olderThan else {
                return false
            }
        }
        return true
    }
}

extension Ticket {
    /// Whether a part of who asks is known, and from none of the custom fields that could tell it: then it stood in the
    /// summary (FW-08).
    fileprivate func tellsInSubject(_ part: Requester.Part, fields: Set<NormalizedName>) -> Bool {
        requester[part] != nil && fields.allSatisfy { value(ofField: $0) == nil }
    }

    /// The first custom field of that name as Mantis stores it; nil when there is none or it is blank.
    func value(ofField name: NormalizedName) -> String? {
        customFields.first { NormalizedName($0.name) == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// Whether one of the values of a field, which may have several, is among `values`.
    func hasValue(among values: Set<NormalizedName>, inField name: NormalizedName) -> Bool {
        value(ofField: name)?.split(separator: "|").contains { values.contains(NormalizedName(String($0))) } ?? false
    }
}
