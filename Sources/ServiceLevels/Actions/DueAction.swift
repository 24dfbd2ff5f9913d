package import Tickets

/// An occasion on which a rule of a policy acts, with what its note can tell.
package struct DueAction: Hashable, Sendable {
    package var rule: ActionRule
    /// When the occasion arose.
    package var at: Instant
    /// Tells the occasions of one rule on one ticket apart; nil for a rule that acts once.
    package var occasion: String?
    /// What is missing.
    package var items: [Intake.Item] = []
    /// When what ran out began and ended.
    package var since: Instant?
    package var due: Instant?
    /// The questions that went unanswered.
    package var questions: [Instant] = []
}

/// Finds which rules of a policy have an occasion to act on a ticket. Pure: it says what is due as of an instant, whether or
/// not it was done before; a rule's occasion is the same one for ever.
package struct ActionReview {
    private let policy: Policy
    private let ticket: Ticket
    private let signals: ClockSignals
    private let records: [ClockRecord]
    private let asOf: Instant

    /// - Parameters:
    ///   - signals: all of the ticket's, those of its intake included.
    ///   - records: its clocks as of `asOf`.
    package init(policy: Policy, ticket: Ticket, signals: ClockSignals, records: [ClockRecord], asOf: Instant) {
        self.policy = policy
        self.ticket = ticket
        self.signals = signals
        self.records = records
        self.asOf = asOf
    }

    /// In the policy's order.
    package var actions: [DueAction] {
        policy.actions.compactMap { rule in
            guard rule.when.holds(for: ticket), let action = action(of: rule), action.at <= asOf else { return nil }
            return action
        }
    }

    private func action(of rule: ActionRule) -> DueAction? {
        switch rule.occasion {
        case .breach(let kind): return breach(of: kind, rule)
        case .refusedReopening: return refusedReopening(rule)
        case .registered, .informationMissing, .unansweredQuestions:
            // What asks, tells or reminds has no place on a ticket that is over.
            guard ticket.status?.isSettled != true else { return nil }
        }
        switch rule.occasion {
        case .informationMissing: return informationMissing(rule)
        case .unansweredQuestions(let count): return unansweredQuestions(count, rule)
        default: return entry.map { DueAction(rule: rule, at: $0) }
        }
    }

    /// When the ticket came to those who attend to it.
    private var entry: Instant? {
        (signals.first { $0 == .enteredQueue } ?? signals.first { $0 == .registered })?.at
    }

    private func informationMissing(_ rule: ActionRule) -> DueAction? {
        guard let entry, let intake = policy.intake, !signals.hasAsked(by: .provider),
            signals.first(where: { $0 == .informationMissing }) != nil,
            signals.first(where: { $0 == .informationComplete }) == nil
        else { return nil }
        let items = intake.missing(from: ticket)
        return items.isEmpty ? nil : DueAction(rule: rule, at: entry, items: items)
    }

    private func unansweredQuestions(_ count: Int, _ rule: ActionRule) -> DueAction? {
        let questions = signals.unansweredQuestions(asOf: asOf).map(\.at)
        guard questions.count >= count else { return nil }
        return DueAction(
            rule: rule,
            at: questions[count - 1],
            occasion: "\(questions[0].epochSeconds)",
            questions: questions
        )
    }

    /// Something ran out and still does: nothing has happened since that would have ended it.
    private func breach(of kind: ClockKind, _ rule: ActionRule) -> DueAction? {
        guard let cycle = records.first(where: { $0.kind == kind })?.current, let breach = cycle.breach, cycle.isOpen,
            let start = cycle.start
        else { return nil }
        return DueAction(
            rule: rule,
            at: breach.known,
            occasion: "\(start.at.epochSeconds)",
            since: start.at,
            due: breach.at
        )
    }

    /// The first one since the ticket was closed.
    private func refusedReopening(_ rule: ActionRule) -> DueAction? {
        for record in records {
            guard let cycle = record.current, let end = cycle.end else { continue }
            let refusal = cycle.events.first { $0.fact == .refusedReopening && $0.at >= end.at }
            guard let refusal else { continue }
            return DueAction(rule: rule, at: refusal.known, occasion: "\(end.at.epochSeconds)", since: end.at)
        }
        return nil
    }
}

extension ClockSignals {
    fileprivate func first(where isWanted: (ClockSignal.Fact) -> Bool) -> ClockSignal? {
        ordered.first { isWanted($0.fact) }
    }

    fileprivate func hasAsked(by party: ClockSignal.Party) -> Bool {
        ordered.contains { signal in
            if case .asked = signal.fact { signal.by == party } else { false }
        }
    }
}

extension ClockRecord {
    /// The next instant at which something about the clock happens by itself: a warning or its deadline. Nil when it
    /// waits, stands still or is over.
    package var nextEvent: Instant? {
        guard let cycle = current, cycle.isOpen, cycle.breach == nil else { return nil }
        return (cycle.warnings.map(\.at) + [cycle.due].compactMap(\.self)).filter { $0 > asOf }.min()
    }
}
