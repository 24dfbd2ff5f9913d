import ServiceLevels
import Testing
import Tickets

/// The oracle's calendars, made once.
enum Calendars {
    private static let oracle = Result { try OracleCalendars() }

    static func time(_ name: String, zone: String = "") throws -> BusinessTime {
        try #require(try oracle.get()[["policy": name, "timezone": zone]])
    }
}

/// A policy's clocks with all that a test asks of them.
struct TestPolicy {
    let engine: ClockEngine
    let time: BusinessTime

    init(_ rules: [ClockRule], levels: [Level], calendar: String, others: [CalendarName: CalendarEditions] = [:]) throws
    {
        time = try Calendars.time(calendar)
        let name = CalendarName(rawValue: calendar)
        var calendars = others
        calendars[name] = CalendarEditions(time)
        engine = try ClockEngine(
            rules: ClockRules(rules, levels: levels, calendar: name),
            calendars: calendars
        )
    }

    /// What clocks on the policy's wall show, as `2026-03-02 08:00` or with seconds.
    func at(_ text: String) throws -> Instant { try local(text, in: time.calendar.zone) }

    func record(
        _ kind: ClockKind,
        of signals: [ClockSignal],
        asOf: String = "2026-12-31 23:59",
        plan: CustomerPlan? = nil,
        contingencies: [Contingency] = [],
        verdicts: [ClockVerdict] = []
    ) throws -> ClockRecord? {
        let ticket = ClockCase(
            signals: ClockSignals(signals),
            plan: plan,
            contingencies: contingencies,
            verdicts: verdicts
        )
        return engine.records(of: ticket, asOf: try at(asOf)).first { $0.kind == kind }
    }

    func cycle(
        _ kind: ClockKind,
        of signals: [ClockSignal],
        asOf: String = "2026-12-31 23:59",
        plan: CustomerPlan? = nil,
        contingencies: [Contingency] = [],
        verdicts: [ClockVerdict] = []
    ) throws -> ClockCycle {
        let record = try record(
            kind,
            of: signals,
            asOf: asOf,
            plan: plan,
            contingencies: contingencies,
            verdicts: verdicts
        )
        return try #require(record?.current)
    }

    /// A history written as `time fact` pairs; positions in the timeline follow.
    func signals(
        _ kind: TicketKind?,
        _ level: String?,
        _ history: [(String, ClockSignal.Fact)]
    ) throws -> [ClockSignal] {
        let first = try at(try #require(history.first).0)
        let classified = ClockSignal.Fact.classified(kind: kind, level: level.map(LevelName.init(rawValue:)))
        return try [ClockSignal(classified, at: first, source: .filing)]
            + history.enumerated().map { position, entry in
                let by: ClockSignal.Party =
                    switch entry.1 {
                    case .registered, .requesterActed: .requester
                    case .acknowledged: .bridge
                    default: .provider
                    }
                return ClockSignal(entry.1, at: try at(entry.0), by: by, source: .timeline(position))
            }
    }
}

func local(_ text: String, in zone: TimeZoneRules) throws -> Instant {
    let parts = text.split(separator: " ")
    let date = try #require(CivilDate(iso8601: parts[0]), "\(text)")
    let time = try #require(LocalTime(parts[1]), "\(text)")
    return zone.instant(of: date, at: time)
}

let note = NoteID(rawValue: 1)

extension ClockSignal.Fact {
    static func reclassified(_ kind: TicketKind, _ level: String) -> ClockSignal.Fact {
        .classified(kind: kind, level: LevelName(rawValue: level))
    }

    static var replied: ClockSignal.Fact { .requesterActed(note) }
}

extension ClockCycle {
    /// The facts of its history without what brought them about.
    var facts: [ClockEvent.Fact] { events.map(\.fact) }

    /// The instant of its breach, and from when on that could be known.
    var breached: [Instant]? { breach.map { [$0.at, $0.known] } }
}

extension ClauseID: ExpressibleByStringLiteral {
    /// For the tests' tables.
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

func level(_ name: String, _ clause: ClauseID, _ target: String?, warning: String? = nil) throws -> Level {
    Level(
        name: LevelName(rawValue: name),
        title: name,
        promise: name,
        clause: clause,
        target: try target.map { try Target($0) },
        warning: try warning.map { try Target($0) }
    )
}
