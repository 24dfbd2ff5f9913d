import Ledger
import ServiceLevels
import Tickets

/// What `contingency list --json` prints of one: the form `mantis-bridge/contingency@1`. Members are only ever added to it.
/// Instants have the offset of the policy's zone; what does not apply is left out.
struct ContingencyReport: Encodable {
    let format = "mantis-bridge/contingency@1"
    let id: Int64
    let policy: String
    let from: String
    /// Left out while it lasts.
    let to: String?
    let reason: String
    let declared: String
    let declaredBy: String
    /// Left out where the end was known from the start.
    let endDeclared: String?
    let endDeclaredBy: String?

    private let record: ContingencyRecord
    private let zone: TimeZoneRules

    private enum CodingKeys: String, CodingKey {
        case format, id, policy, from, to, reason, declared, declaredBy, endDeclared, endDeclaredBy
    }

    init(_ record: ContingencyRecord, zone: TimeZoneRules) {
        let contingency = record.contingency
        self.record = record
        self.zone = zone
        id = record.id.rawValue
        policy = record.policy.rawValue
        from = zone.iso8601(contingency.from)
        to = contingency.to.map(zone.iso8601)
        reason = contingency.reason
        declared = zone.iso8601(contingency.declared)
        declaredBy = record.declaredBy
        endDeclared = contingency.endDeclared.map(zone.iso8601)
        endDeclaredBy = record.endDeclaredBy
    }

    /// For the operator who just declared it, or its end.
    var sentence: String {
        "contingency \(id) of \(policy): “\(reason)”, from \(from) \(to.map { "to \($0)" } ?? "until it is ended"), "
            + "by \(endDeclaredBy ?? declaredBy)"
    }

    /// For the team, in Spanish; nil when there is none.
    static func table(of reports: [ContingencyReport]) -> String? {
        guard !reports.isEmpty else { return nil }
        var table = Table("N.º", "POLÍTICA", "DESDE", "HASTA", "MOTIVO", "DECLARADA", "POR", "FIN DECLARADO", "POR")
        for report in reports {
            let contingency = report.record.contingency
            table.add(
                "\(report.id)",
                report.policy,
                report.moment(contingency.from),
                contingency.to.map(report.moment) ?? "sigue",
                report.reason,
                report.moment(contingency.declared),
                report.declaredBy,
                contingency.endDeclared.map(report.moment) ?? "—",
                report.endDeclaredBy ?? "—"
            )
        }
        return table.text
    }

    private func moment(_ instant: Instant) -> String { zone.localDateTime(at: instant).spanishInList }
}
