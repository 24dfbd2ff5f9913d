package import Mappings
import ServiceLevels
package import Tickets

/// Everything the bridge means to do to one ticket: its acknowledgement, and what the rules of its policy make due. Pure:
/// the same ticket, facts and instant give the same intents to the byte.
package struct TicketPlan {
    private let catalogue: MappingCatalogue
    private let scope: Configuration.Scope
    private let review: TicketReview
    private let acknowledgement: AcknowledgementPlan

    package init(
        catalogue: MappingCatalogue,
        instance: Configuration.Instance,
        scope: Configuration.Scope,
        review: TicketReview
    ) {
        self.catalogue = catalogue
        self.scope = scope
        self.review = review
        acknowledgement = AcknowledgementPlan(
            catalogue: catalogue,
            instance: instance,
            scope: scope,
            now: review.asOf
        )
    }

    private var ticket: Ticket { review.ticket }

    /// What is to be done, in the order in which it is to be carried out, and why notes that would be due cannot be
    /// written: their template does not render, or lacks what it gives.
    package var outcome: (intents: [Intent], failures: [String]) {
        var intents: [Intent] = []
        var failures: [String] = []
        do {
            if let intent = try acknowledgement.intent(for: ticket) { intents.append(intent) }
        } catch {
            failures.append("\(error)")
        }
        for action in dueActions {
            do { intents.append(try intent(for: action)) } catch { failures.append(error.message) }
        }
        return (intents, failures)
    }

    /// In Spanish, why an intent that was planned before is not due any more; nil when it is.
    package func reasonNotDue(_ intent: Intent) -> String? {
        switch intent.kind {
        case .acknowledgement: acknowledgement.reasonNotDue(ticket)
        case .rule:
            dueActions.contains { key(of: $0) == intent.key } ? nil : "el motivo ya no se da"
        }
    }

    private var dueActions: [DueAction] {
        guard ticket.standing == .inScope else { return [] }
        return review.actions.filter { scope.actions.includes($0.at) }
    }

    private func key(of action: DueAction) -> String {
        "rule/\(ticket.id)/\(occasion(of: action))"
    }

    private func occasion(of action: DueAction) -> String {
        action.rule.name + (action.occasion.map { "/\($0)" } ?? "")
    }

    private func intent(for action: DueAction) throws(MappingError) -> Intent {
        let rule = action.rule
        let occasion = occasion(of: action)
        let marker = Intent.marker(of: .rule, on: ticket.id.issue, occasion: occasion)
        let text = try catalogue.notes.action(rule.note.template, try facts(of: action)) + "\n\n" + marker
        let note = Intent.Note(text: text, visibility: rule.note.visibility)
        return Intent(
            key: key(of: action),
            ticket: ticket.id,
            kind: .rule,
            occasion: occasion,
            clause: rule.clause,
            reason: reason(for: action),
            effect: rule.status.map { .addNoteAndSetStatus(note, status: $0, resolution: rule.resolution) }
                ?? .addNote(text: text, visibility: rule.note.visibility),
            base: Intent.Base(updated: ticket.updated, status: ticket.status)
        )
    }

    private func facts(of action: DueAction) throws(MappingError) -> ActionFacts {
        let policy = review.policy
        let link: String?
        switch action.rule.link {
        case .to(let url): link = url
        case nil: link = nil
        case .unknown:
            throw MappingError(
                .unusableTemplate,
                "the rule “\(action.rule.name)” gives a link and policies/\(policy.name).yaml has none; write it under “link”"
            )
        }
        return ActionFacts(
            caseNumber: ticket.id.issue,
            ticketTitle: ticket.summary,
            policyTitle: policy.title,
            provider: policy.provider,
            clause: action.rule.clause.rawValue,
            clauseText: policy.clauses[action.rule.clause] ?? "",
            message: action.rule.message,
            link: link,
            items: action.items.map(\.title),
            since: action.since.map(date),
            due: action.due.map(date),
            questions: action.questions.map(date)
        )
    }

    private func reason(for action: DueAction) -> String {
        let when = date(action.at)
        return switch action.rule.occasion {
        case .registered: "Registrado el \(when)."
        case .informationMissing: "Falta información desde el \(when)."
        case .breach: "El plazo terminó el \(when)."
        case .unansweredQuestions(let count): "\(count) preguntas sin respuesta desde el \(when)."
        case .refusedReopening: "Se intentó reabrir el \(when)."
        }
    }

    /// In the zone of the policy.
    private func date(_ instant: Instant) -> String {
        guard let zone = catalogue.calendar(of: review.policy)?.zone else { return instant.iso8601 }
        return zone.localDateTime(at: instant).spanish
    }
}
