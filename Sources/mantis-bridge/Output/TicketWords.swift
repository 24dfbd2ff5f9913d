import Ledger
import Mappings
import ServiceLevels
import Tickets

/// What a ticket's names and numbers read like in Spanish, from the catalogue.
struct TicketWords {
    let catalogue: MappingCatalogue

    func policy(of ticket: Ticket) -> String {
        catalogue.policies[ticket.policy]?.title ?? ticket.policy.rawValue
    }

    func kind(of ticket: Ticket) -> String {
        ticket.kind.map { catalogue.policies[ticket.policy]?.kinds[$0] ?? $0.rawValue } ?? "—"
    }

    func level(of ticket: Ticket) -> String {
        ticket.level.map { catalogue.policies[ticket.policy]?.level($0)?.title ?? $0.rawValue } ?? "—"
    }

    func status(of ticket: Ticket) -> String { ticket.status.map(word) ?? "—" }

    func standing(_ standing: Standing) -> String { catalogue.words.standings[standing] ?? standing.rawValue }

    func outbox(_ state: OutboxEntry.State) -> String { catalogue.words.outbox[state.rawValue] ?? state.rawValue }

    /// Date and time in the zone of the ticket's policy.
    func moment(_ instant: Instant, of ticket: Ticket) -> String {
        guard let policy = catalogue.policies[ticket.policy], let calendar = catalogue.calendar(of: policy) else {
            return instant.iso8601
        }
        return calendar.zone.localDateTime(at: instant).spanishInList
    }

    func event(_ fact: Event.Fact, of ticket: Ticket) -> String {
        let word = catalogue.words.events[fact.kind] ?? fact.kind.rawValue
        let detail: String? =
            switch fact {
            case .created, .enteredQueue, .leftQueue, .waitingBegan, .waitingEnded, .handlerChanged: nil
            case .statusChanged(let from, let to): "\(from.map(self.word) ?? "—") → \(to.map(self.word) ?? "—")"
            case .reclassified(let from, let to): change(from, to, of: ticket)
            case .answered(let note), .requesterReplied(let note), .internalNote(let note), .noteEdited(let note),
                .noteDeleted(let note):
                "nota \(note)"
            case .fieldChanged(let name, let from, let to): "\(name): \(from) → \(to)"
            case .fileAdded(let name), .fileDeleted(let name): name
            }
        return word + (detail.map { " (\(Table.onOneLine($0)))" } ?? "")
    }

    /// «Nivel 2 → Nivel 3», with the kinds where they differ.
    private func change(_ from: TicketClass, _ to: TicketClass, of ticket: Ticket) -> String {
        let policy = catalogue.policies[ticket.policy]
        func words(_ side: TicketClass) -> String {
            let level = side.level.map { policy?.level($0)?.title ?? $0.rawValue } ?? "—"
            guard from.kind != to.kind else { return level }
            return "\(side.kind.map { policy?.kinds[$0] ?? $0.rawValue } ?? "—"), \(level)"
        }
        return "\(words(from)) → \(words(to))"
    }

    private func word(_ status: TicketStatus) -> String { catalogue.words.statuses[status] ?? status.rawValue }
}

extension LocalDateTime {
    /// «jue 2026-05-14 9:00».
    var spanishInList: String { "\(weekday.spanish.prefix(3)) \(date) \(time.spanish)" }
}
