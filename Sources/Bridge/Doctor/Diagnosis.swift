package import Mappings
import Tickets

/// Judges what was seen: pure, and the same findings for the same observations in the same order. First the bridge's own
/// machine, then the instances and their projects in the configuration's order, the checks of each in the order of
/// ``Finding/Check``.
package struct Diagnosis: Sendable {
    private let catalogue: MappingCatalogue

    package init(catalogue: MappingCatalogue) {
        self.catalogue = catalogue
    }

    package func findings(from observations: Observations) -> [Finding] {
        let policies = observations.instances.flatMap(\.configuration.scopes).map(\.policy)
        let machine = MachineDiagnosis(
            seen: observations.machine,
            clauses: ClauseLookup(catalogue: catalogue, policies: policies)
        )
        return Self.inOrder(machine.findings)
            + observations.instances.flatMap { seen in
                let instance = InstanceDiagnosis(
                    seen: seen,
                    at: observations.at,
                    timer: observations.machine.timer,
                    catalogue: catalogue
                )
                let projects = seen.projects.value ?? []
                return Self.inOrder(instance.findings)
                    + projects.flatMap { project in
                        Self.inOrder(ProjectDiagnosis(project: project, of: seen, catalogue: catalogue).findings)
                    }
            }
    }

    /// By check; within one check as they were found.
    private static func inOrder(_ findings: [Finding]) -> [Finding] {
        Finding.Check.allCases.flatMap { check in findings.filter { $0.check == check } }
    }
}

/// The clauses that hang on something, over the policies that are concerned.
struct ClauseLookup {
    private let reliances: [Reliances]

    init(catalogue: MappingCatalogue, policies: [PolicyName]) {
        reliances = Set(policies).compactMap { catalogue.reliances[$0] }
    }

    /// Sorted; none when no policy concerned relies on it.
    subscript(_ requirements: Requirement...) -> [ClauseID] {
        Self.sorted(reliances.flatMap { reliance in requirements.flatMap { reliance.requirements[$0] ?? [] } })
    }

    /// Every clause that relies on anything at all.
    var all: [ClauseID] {
        let custom = reliances.flatMap(\.customFields).flatMap(\.clauses)
        let requester = reliances.flatMap { $0.requester.values.joined() }
        return Self.sorted(reliances.flatMap { $0.requirements.values.joined() } + custom + requester)
    }

    /// The parts of a requester that some policy needs, in a fixed order.
    var requesterParts: [(part: Requester.Part, clauses: [ClauseID])] {
        Requester.Part.allCases.compactMap { part in
            let clauses = reliances.flatMap { $0.requester[part] ?? [] }
            return clauses.isEmpty ? nil : (part, clauses)
        }
    }

    /// The custom fields that some policy needs by name.
    var customFields: [Reliances.CustomField] {
        reliances.flatMap(\.customFields).sorted { $0.title < $1.title }
    }

    static func sorted(_ clauses: [ClauseID]) -> [ClauseID] {
        Set(clauses).sorted { $0.rawValue < $1.rawValue }
    }
}

extension Finding.Severity {
    /// A lack that matters when a clause hangs on it, and is only worth telling otherwise.
    static func warning(when clauses: [ClauseID]) -> Finding.Severity { clauses.isEmpty ? .note : .warning }
}
