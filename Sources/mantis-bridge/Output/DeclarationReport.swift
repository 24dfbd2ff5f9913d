import Bridge
import Ledger
import ServiceLevels
import Tickets

/// What a declaration did, for the operator who made it.
struct DeclarationReport {
    private let declaration: Declaration
    private let moves: [DeadlineMove]
    private let zone: TimeZoneRules

    init(_ declaration: Declaration, moves: [DeadlineMove], zone: TimeZoneRules) {
        self.declaration = declaration
        self.moves = moves
        self.zone = zone
    }

    var text: String {
        let fact =
            switch declaration.fact {
            case .informationComplete: "the information is complete"
            case .documented: "the request is documented"
            case .viabilityPublished: "its viability is published"
            case .committed(let date): date.map { "promised for \(zone.iso8601($0))" } ?? "the promise is taken back"
            }
        let head =
            "recorded about \(declaration.ticket): \(fact), as of \(zone.iso8601(declaration.at)), by \(declaration.by)"
        guard !moves.isEmpty else { return head + "\n  no deadline moves" }
        let lines = moves.map { "  \($0.kind.rawValue): \(standing($0.before)) → \(standing($0.after))" }
        return ([head] + lines).joined(separator: "\n")
    }

    private func standing(_ standing: DeadlineMove.Standing) -> String {
        standing.state.rawValue + (standing.due.map { ", due \(zone.iso8601($0))" } ?? "")
    }
}
