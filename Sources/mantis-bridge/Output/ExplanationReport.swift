import Bridge
import ServiceLevels
import Tickets

/// What `explain --json` prints: the form `mantis-bridge/explanation@1`. Members are only ever added to it. Instants have
/// the offset of the policy's zone; what does not apply is left out.
struct ExplanationReport: Encodable {
    struct Clock: Encodable {
        let kind: String
        let state: String
        let cycles: [Cycle]
    }

    struct Cycle: Encodable {
        let state: String
        let promise: String
        let clause: String
        let level: String?
        let indicative: Bool
        let calendar: String
        let calendarVersion: String
        let start: String?
        let firstStart: String?
        let due: String?
        /// Without contingencies.
        let plainDue: String?
        /// Of open time or clock time, as the promise counts; negative after a breach.
        let remainingSeconds: Int64?
        let breachedAt: String?
        let breachKnown: String?
        let endedAt: String?
        let outcome: String?
        let stretches: [DeadlineReport.Span]?
        let dates: [String]?
        let pauses: [Pause]
        let holidays: [DeadlineReport.ClosedDate]
        let warnings: [Warning]
        let readings: [Reading]
    }

    struct Pause: Encodable {
        let reason: String
        let effect: String
        let clause: String
        let from: String
        let to: String?
        /// Of a contingency.
        let text: String?
    }

    struct Warning: Encodable {
        let mark: String
        let at: String
    }

    struct Reading: Encodable {
        let setting: String
        let value: String
        let clause: String
        let text: String
    }

    let format = "mantis-bridge/explanation@1"
    let ticket: String
    let policy: String
    let kind: String?
    let level: String?
    let plan: String?
    let zone: String
    let asOf: String
    let clocks: [Clock]

    init(review: TicketReview, zone: TimeZoneRules) {
        ticket = review.ticket.id.rawValue
        policy = review.policy.name.rawValue
        kind = review.ticket.kind?.rawValue
        level = review.ticket.level?.rawValue
        plan = review.plan?.name
        self.zone = zone.identifier
        asOf = zone.iso8601(review.asOf)
        clocks = review.records.map { record in
            Clock(
                kind: record.kind.rawValue,
                state: record.state.rawValue,
                cycles: record.cycles.map { Cycle($0, rule: record.rule, review: review, zone: zone) }
            )
        }
    }
}

extension ExplanationReport.Cycle {
    fileprivate init(_ cycle: ClockCycle, rule: ClockRule, review: TicketReview, zone: TimeZoneRules) {
        func text(_ instant: Instant) -> String { zone.iso8601(instant) }
        let answer = review.answer(for: cycle)
        state = cycle.state.rawValue
        promise = cycle.promise.description
        clause = cycle.clause.rawValue
        level = cycle.level?.rawValue
        indicative = cycle.isIndicative
        calendar = cycle.calendar.rawValue
        calendarVersion = cycle.calendarVersion.rawValue
        start = (cycle.start?.at).map(text)
        firstStart = (cycle.firstStart?.at).map(text)
        due = cycle.due.map(text)
        plainDue = cycle.plainDue.map(text)
        remainingSeconds = cycle.remaining
        breachedAt = (cycle.breach?.at).map(text)
        breachKnown = (cycle.breach?.known).map(text)
        endedAt = (cycle.end?.at).map(text)
        outcome = cycle.end?.outcome.rawValue
        (stretches, dates) = DeadlineReport.parts(of: answer, text)
        pauses = cycle.pauses.map { pause in
            ExplanationReport.Pause(
                reason: pause.reason.rawValue,
                effect: pause.effect.rawValue,
                clause: pause.clause.rawValue,
                from: text(pause.from),
                to: pause.to.map(text),
                text: pause.contingency?.reason
            )
        }
        holidays = cycle.holidays.map(DeadlineReport.ClosedDate.init)
        warnings = cycle.warnings.map { warning in
            let mark: String =
                switch warning.mark {
                case .percent(let percent): "\(percent) %"
                case .target(let target): target.description
                }
            return ExplanationReport.Warning(mark: mark, at: text(warning.at))
        }
        let all = [review.policy.hours.reading].compactMap(\.self) + review.policy.readings(of: cycle, under: rule)
        readings = all.map {
            ExplanationReport.Reading(setting: $0.setting, value: $0.value, clause: $0.clause.rawValue, text: $0.text)
        }
    }
}
