import Mappings
import Tickets

/// Where the thing is that a finding is about.
struct FindingPlace: Hashable, Sendable {
    var instance: InstanceName
    /// Nil when it is about the instance as a whole.
    var project: String?
}

/// A diagnosis all of whose findings are of one place.
protocol PlacedDiagnosis {
    var place: FindingPlace { get }
}

extension PlacedDiagnosis {
    func finding(
        _ check: Finding.Check,
        _ severity: Finding.Severity,
        _ text: String,
        setting: String? = nil,
        remedy: String? = nil,
        clauses: [ClauseID] = []
    ) -> Finding {
        Finding(
            check,
            severity,
            instance: place.instance,
            project: place.project,
            text,
            setting: setting,
            remedy: remedy,
            clauses: clauses
        )
    }
}
