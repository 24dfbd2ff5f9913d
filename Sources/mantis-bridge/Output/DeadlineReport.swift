import ServiceLevels
import Tickets

/// What `deadline --json` prints: the form `mantis-bridge/deadline@1`. Members are only ever added to it. Instants have
/// the offset of the policy's zone; what does not apply is left out.
struct DeadlineReport: Encodable {
    enum Outcome: String, Encodable {
        /// It is due at `due`.
        case due
        /// A pause without end keeps it from ever being due.
        case never
        /// The level has no time.
        case untimed
    }

    struct Span: Encodable {
        let from: String
        /// Left out for a pause without end.
        let to: String?
    }

    struct ClosedDate: Encodable {
        let date: String
        let name: String
        let source: String
    }

    let format = "mantis-bridge/deadline@1"
    let policy: String
    let level: String
    let promise: String
    let clause: String
    let outcome: Outcome
    let target: String?
    let calendar: String?
    let calendarVersion: String?
    let zone: String?
    let start: String?
    let due: String?
    /// Of a target in minutes: when its clock runs.
    let stretches: [Span]?
    /// Of a target in days: the dates that count.
    let dates: [String]?
    let pauses: [Span]?
    let holidays: [ClosedDate]?

    init(policy: Policy, level: Level, answer: DeadlineAnswer?) {
        func text(_ instant: Instant) -> String { answer?.calendar.zone.iso8601(instant) ?? instant.iso8601 }
        self.policy = policy.name.rawValue
        self.level = level.name.rawValue
        promise = level.promise
        clause = level.clause.rawValue
        outcome = answer.map { $0.due == nil ? .never : .due } ?? .untimed
        target = answer?.target.description
        calendar = answer?.calendar.name.rawValue
        calendarVersion = answer?.version.rawValue
        zone = answer?.calendar.zone.identifier
        start = answer.map { text($0.start) }
        due = answer?.due.map(text)
        switch answer?.use {
        case .time(let spans):
            stretches = spans.map { Span(from: text($0.from), to: text($0.to)) }
            dates = nil
        case .dates(let days):
            stretches = nil
            dates = days.map(\.iso8601)
        case nil:
            stretches = nil
            dates = nil
        }
        pauses = answer?.pauses.map { Span(from: text($0.from), to: $0.to.map(text)) }
        holidays = answer?.holidays.map { ClosedDate(date: $0.date.iso8601, name: $0.name, source: $0.source) }
    }
}
