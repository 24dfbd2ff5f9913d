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
    /// Of other clocks, whose time is a multiple of the level's.
    let multiples: [Multiple]?

    struct Multiple: Encodable {
        let clock: String
        let clause: String
        let target: String
        /// Left out where it is never due.
        let due: String?
    }

    init(policy: Policy, level: Level, answer: DeadlineAnswer?, multiples: [DeadlineSheet.Multiple] = []) {
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
        (stretches, dates) = Self.parts(of: answer, text)
        pauses = answer?.pauses.map { Span(from: text($0.from), to: $0.to.map(text)) }
        holidays = answer?.holidays.map(ClosedDate.init)
        self.multiples =
            multiples.isEmpty
            ? nil
            : multiples.map { multiple in
                Multiple(
                    clock: multiple.kind.rawValue,
                    clause: multiple.clause.rawValue,
                    target: multiple.answer.target.description,
                    due: multiple.answer.due.map(text)
                )
            }
    }
}

extension DeadlineReport {
    /// What uses a target up: stretches of time for one in minutes, else dates.
    static func parts(
        of answer: DeadlineAnswer?,
        _ text: (Instant) -> String
    ) -> (stretches: [Span]?, dates: [String]?) {
        switch answer?.use {
        case .time(let spans): (spans.map { Span(from: text($0.from), to: text($0.to)) }, nil)
        case .dates(let days): (nil, days.map(\.iso8601))
        case nil: (nil, nil)
        }
    }
}

extension DeadlineReport.ClosedDate {
    init(_ holiday: Holiday) {
        self.init(date: holiday.date.iso8601, name: holiday.name, source: holiday.source)
    }
}
