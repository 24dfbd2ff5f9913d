import ServiceLevels
import Tickets

extension ClockRule {
    /// Reads one entry of `clocks`.
    init?(_ entry: YAMLEntry, names: PolicyNames) {
        let keys = [
            "start", "met-by", "cancelled-by", "terms", "pauses", "reopening", "warnings", "commitment",
        ]
        guard let kind = entry.keyValue.choice(of: ClockKind.self), let fields = entry.value.fields(keys) else {
            return nil
        }
        let path = "clocks.\(kind.rawValue)"
        let start = fields.required("start").flatMap { StartReading($0, path: path) }
        let terms = fields.required("terms")?.list()?.compactMap { TermsReading($0, path: path, names: names) }
        let meets = fields["met-by"]?.choices(of: ClockMoment.self) ?? []
        let cancels = fields["cancelled-by"]?.choices(of: ClockMoment.self) ?? []
        let pauses = fields["pauses"]?.list()?.compactMap { PauseReading($0, path: path) } ?? []
        let reopening = fields["reopening"].flatMap { ReopeningReading($0, path: path) }
        let warnings = fields["warnings"]?.list()?.compactMap { $0.integer(in: 1...99) } ?? []
        let commitment = fields["commitment"]?.clause()
        guard let start, let terms else { return nil }
        self.init(
            kind: kind,
            terms: terms.map(\.terms),
            start: start.start,
            meets: ClockMoments(meets),
            cancels: ClockMoments(cancels),
            pauses: pauses.map(\.rule),
            reopening: reopening?.reopening ?? .ignored,
            warnings: warnings,
            commitment: commitment,
            readings: [start.reading].compactMap(\.self) + terms.compactMap(\.reading) + pauses.compactMap(\.reading)
                + [reopening?.reading].compactMap(\.self)
        )
    }
}

private struct StartReading {
    let start: ClockRule.Start
    let reading: Reading?

    init?(_ value: YAMLValue, path: String) {
        guard let fields = value.fields("from", "clause", "when-again", "reading") else { return nil }
        let moments = fields.required("from")?.choices(of: ClockMoment.self)
        let clause = fields.required("clause")?.clause()
        let repetition = fields["when-again"]?.choice(of: ClockRule.Start.Repetition.self) ?? .keep
        guard let moments, let clause else { return nil }
        start = ClockRule.Start(ClockMoments(moments), repetition: repetition, clause: clause)
        reading = fields.reading(
            of: "\(path).start",
            value: moments.map(\.rawValue).joined(separator: ", "),
            clause: clause
        )
    }
}

private struct TermsReading {
    let terms: ClockTerms
    let reading: Reading?

    init?(_ value: YAMLValue, path: String, names: PolicyNames) {
        let keys = ["amount", "clause", "kinds", "levels", "calendar", "indicative", "reading"]
        guard let fields = value.fields(keys) else { return nil }
        let amount = fields.required("amount").flatMap { Self.amount($0, names) }
        let clause = fields["clause"]?.clause()
        let kinds = fields["kinds"].map(names.kinds)
        let levels = fields["levels"].map(names.levels)
        let calendar = fields["calendar"]?.calendar()
        let isIndicative = fields["indicative"]?.boolean() ?? false
        guard let amount else { return nil }
        if clause == nil, amount != .level { fields.report("“clause” is missing here: who promises this?") }
        terms = ClockTerms(
            clause: clause,
            kinds: kinds,
            levels: levels,
            amount: amount,
            hours: calendar.map { .calendar($0) } ?? .policy,
            isIndicative: isIndicative
        )
        reading = fields.reading(of: "\(path).terms", value: amount.written, clause: clause)
    }

    /// `level`, `none`, a target, or `{times: 4, of: first-response}`.
    private static func amount(_ value: YAMLValue, _ names: PolicyNames) -> ClockTerms.Amount? {
        if value.isMapping {
            guard let fields = value.fields("times", "of") else { return nil }
            let factor = fields.required("times")?.integer(in: 1...1_000)
            let kind = fields.required("of").flatMap(names.clock)
            guard let factor, let kind else { return nil }
            return .multiple(factor, of: kind)
        }
        if value.text == "level" { return .level }
        guard let target = value.target(orNone: true) else { return nil }
        return target.map(ClockTerms.Amount.fixed) ?? ClockTerms.Amount.none
    }
}

extension ClockTerms.Amount {
    fileprivate var written: String {
        switch self {
        case .level: "level"
        case .fixed(let target): target.description
        case .multiple(let factor, let kind): "\(factor) × \(kind.rawValue)"
        case .none: "none"
        }
    }
}

private struct PauseReading {
    let rule: PauseRule
    let reading: Reading?

    init?(_ value: YAMLValue, path: String) {
        guard let fields = value.fields("while", "effect", "clause", "reading") else { return nil }
        let reason = fields.required("while")?.choice(of: PauseReason.self)
        let effect = fields.required("effect")?.choice(of: PauseRule.Effect.self)
        let clause = fields.required("clause")?.clause()
        guard let reason, let effect, let clause else { return nil }
        rule = PauseRule(reason, effect, clause: clause)
        reading = fields.reading(of: "\(path).pauses.\(reason.rawValue)", value: effect.rawValue, clause: clause)
    }
}

private struct ReopeningReading {
    private enum Effect: String, CaseIterable {
        case newCycle = "new-cycle"
        case resume
    }

    let reopening: ClockRule.Reopening
    let reading: Reading?

    init?(_ value: YAMLValue, path: String) {
        guard let fields = value.fields("effect", "within", "clause", "reading") else { return nil }
        let effect = fields.required("effect")?.choice(of: Effect.self)
        let clause = fields.required("clause")?.clause()
        guard let effect, let clause else { return nil }
        switch effect {
        case .newCycle:
            if let within = fields["within"] { within.report("only “resume” has a window; a new cycle always begins") }
            reopening = .newCycle(clause: clause)
        case .resume:
            guard let window = fields.required("within")?.target(orNone: false), let window else { return nil }
            reopening = .resume(within: window, clause: clause)
        }
        reading = fields.reading(of: "\(path).reopening", value: effect.rawValue, clause: clause)
    }
}
