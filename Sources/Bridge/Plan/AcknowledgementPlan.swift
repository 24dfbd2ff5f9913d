import Committee
package import Mappings
import ServiceLevels
package import Tickets

/// Decides whether receipt of a ticket is to be confirmed (AM-08, BT-07), and writes the note. Pure: the same ticket,
/// policy and instant give the same note to the byte.
package struct AcknowledgementPlan {
    private let catalogue: MappingCatalogue
    private let instance: Configuration.Instance
    private let scope: Configuration.Scope
    private let now: Instant

    package init(
        catalogue: MappingCatalogue,
        instance: Configuration.Instance,
        scope: Configuration.Scope,
        now: Instant
    ) {
        self.catalogue = catalogue
        self.instance = instance
        self.scope = scope
        self.now = now
    }

    /// The intent to confirm receipt; nil when there is a ``reasonNotDue(_:)``.
    ///
    /// - Throws: `MappingError` when the note's template does not render.
    package func intent(for ticket: Ticket) throws -> Intent? {
        guard reasonNotDue(ticket) == nil, let policy = catalogue.policies[ticket.policy],
            let rule = policy.acknowledgement, let entry = entry(of: ticket, rule: rule)
        else { return nil }
        let key = key(of: ticket)
        let text =
            try note(for: ticket, policy: policy, rule: rule) + "\n\n"
            + Intent.marker(of: .acknowledgement, on: ticket.id.issue)
        return Intent(
            key: key,
            ticket: ticket.id,
            kind: .acknowledgement,
            clause: rule.clause,
            reason: reason(entry: entry, policy: policy),
            effect: .addNote(text: text, visibility: .public),
            base: Intent.Base(updated: ticket.updated, status: ticket.status)
        )
    }

    /// In Spanish, why there is nothing to confirm; nil when there is.
    package func reasonNotDue(_ ticket: Ticket) -> String? {
        guard let rule = catalogue.policies[ticket.policy]?.acknowledgement else { return "la política no pide acuse" }
        if ticket.standing != .inScope { return "ya no está en el alcance" }
        if ticket.status?.isSettled == true { return "ya está resuelto o cerrado" }
        guard let entry = entry(of: ticket, rule: rule) else { return "aún no está asignado" }
        if !scope.acknowledgement.includes(entry) { return "entró antes de la fecha desde la que se acusa recibo" }
        let marker = Intent.marker(of: .acknowledgement, on: ticket.id.issue)
        if ticket.notes.contains(where: { $0.text.contains(marker) }) { return "ya tiene acuse de recibo" }
        if isAnswered(ticket, since: entry) { return "ya tiene respuesta" }
        return nil
    }

    /// The key of the one acknowledgement a ticket ever gets.
    package func key(of ticket: Ticket) -> String { "acknowledgement/\(ticket.id)" }

    /// When the ticket first came to those who owe the acknowledgement; nil while it has not.
    private func entry(of ticket: Ticket, rule: AcknowledgementRule) -> Instant? {
        if scope.handler != nil {
            return ticket.timeline.first { $0.fact == .enteredQueue }?.at
        }
        switch rule.when {
        case .registered:
            return ticket.submitted
        case .assigned:
            guard ticket.handler != nil else { return nil }
            return ticket.timeline.first { $0.fact.assignsSomebody }?.at ?? ticket.submitted
        }
    }

    /// Somebody else than the requester wrote where the requester can read it. The bridge's own notes bear a marker and
    /// answer nobody; a person may well share its account.
    private func isAnswered(_ ticket: Ticket, since entry: Instant) -> Bool {
        ticket.timeline.contains { event in
            guard event.at >= entry, case .answered(let id) = event.fact else { return false }
            guard event.by?.name == instance.username else { return true }
            return ticket.notes.contains { $0.id == id && !$0.text.contains(Intent.markerStart) }
        }
    }

    private func note(for ticket: Ticket, policy: Policy, rule: AcknowledgementRule) throws -> String {
        // Until it is classified, a ticket is attended to like any incident.
        let nextStep = rule.nextSteps[ticket.kind ?? .incident] ?? ""
        let level = ticket.level.flatMap(policy.level)
        return try catalogue.notes.acknowledgement(
            AcknowledgementFacts(
                caseNumber: ticket.id.issue,
                ticketTitle: ticket.summary,
                policyTitle: policy.title,
                engineer: engineer(of: ticket, policy: policy),
                level: level.map { .init(title: $0.title, promise: $0.promise) },
                nextStep: nextStep,
                session: session(for: ticket, policy: policy)
            )
        )
    }

    /// Mantis hides real names by default, so the configuration may name the people behind accounts.
    private func engineer(of ticket: Ticket, policy: Policy) -> String {
        guard let handler = ticket.handler else { return policy.provider }
        return handler.name.flatMap { instance.people[$0] } ?? handler.displayName
    }

    /// The committee's session that will see a requirement, as a Spanish date.
    private func session(for ticket: Ticket, policy: Policy) -> String? {
        guard ticket.kind == .requirement, let schedule = policy.committee,
            let calendar = catalogue.calendar(of: policy)
        else { return nil }
        return SessionSeries(schedule, calendar: calendar).next(atOrAfter: now)
            .map { calendar.zone.localDateTime(at: $0.begins).spanish }
    }

    private func reason(entry: Instant, policy: Policy) -> String {
        guard let zone = catalogue.calendar(of: policy)?.zone else { return "Nuevo, sin acuse de recibo." }
        let when = zone.localDateTime(at: entry).spanish
        return scope.handler == nil
            ? "Registrado el \(when), sin acuse de recibo."
            : "Entró a la cola el \(when), sin acuse de recibo."
    }
}

extension Event.Fact {
    fileprivate var assignsSomebody: Bool {
        if case .handlerChanged(_, to: .some) = self { true } else { false }
    }
}
