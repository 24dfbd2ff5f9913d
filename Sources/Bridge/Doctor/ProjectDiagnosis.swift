import MantisConnect
import Mappings
import Tickets

/// Judges one project: what the account may do there, and what people and fields the policies need.
struct ProjectDiagnosis: PlacedDiagnosis {
    let project: ProjectObservations
    let instance: InstanceObservations
    let vocabulary: MantisVocabulary
    let clauses: ClauseLookup

    init(project: ProjectObservations, of instance: InstanceObservations, catalogue: MappingCatalogue) {
        self.project = project
        self.instance = instance
        vocabulary = catalogue.vocabulary
        let policies = instance.configuration.scopes.filter { $0.projects.contains(project.name) }.map(\.policy)
        clauses = ClauseLookup(catalogue: catalogue, policies: policies)
    }

    var findings: [Finding] {
        guard let found = project.found else { return [missing] }
        var findings = queueAccounts(found) + customFields(found)
        switch found.level {
        case .unknown(let reason):
            findings.append(
                finding(
                    .access,
                    .note,
                    "the level of “\(account)” here could not be learnt, so that its rights were not judged: \(reason)",
                    remedy: "Compare its level under Manage > Manage Projects with the options of Mantis."
                )
            )
        case .known(let level): findings += rights(level)
        }
        return findings + [reportersAssign, commentsOnResolved].compactMap(\.self)
    }

    var place: FindingPlace { FindingPlace(instance: instance.configuration.name, project: project.name) }

    var account: String { instance.configuration.username }

    /// The scopes over this project.
    var scopes: [Configuration.Scope] {
        instance.configuration.scopes.filter { $0.projects.contains(project.name) }
    }

    func threshold(_ option: MantisOption) -> AccessLevel? { instance.options[option]?.level }

    // MARK: The project and its queue

    private var missing: Finding {
        let others = project.visible.map { "“\($0)”" }.joined(separator: ", ")
        return finding(
            .project,
            .failure,
            "“\(account)” sees no project of this name; it sees \(others.isEmpty ? "none at all" : others)",
            setting: "projects",
            remedy: """
                Correct the name in the configuration (capitals count); or, in Mantis, add “\(account)” to the project, or \
                enable the project.
                """,
            clauses: clauses.all
        )
    }

    private func queueAccounts(_ found: ProjectObservations.Found) -> [Finding] {
        found.handlers.sorted { $0.key < $1.key }.map { name, state in
            let endangered = clauses[.queueAccount, .handlers]
            let needed = threshold(.handleThreshold) ?? .developer
            return switch state {
            case .assignable:
                finding(.queueAccount, .ok, "issues can be assigned to “\(name)”")
            case .belowDeveloper:
                finding(
                    .queueAccount,
                    .failure,
                    "“\(name)” is below \(needed) here, so that no issue can be assigned to the queue",
                    setting: "handle_bug_threshold",
                    remedy: "Give “\(name)” \(needed) in this project.",
                    clauses: endangered
                )
            case .missing(let similar):
                finding(
                    .queueAccount,
                    .failure,
                    "there is no account “\(name)” here" + (similar.map { ", but one “\($0)”" } ?? "")
                        + ", so that there is no queue to read",
                    setting: "handler",
                    remedy: """
                        Correct `handler` in the configuration (capitals count); or, in Mantis, give “\(name)” \(needed) in \
                        this project and see that it is enabled.
                        """,
                    clauses: endangered
                )
            case .unknown(let reason):
                finding(
                    .queueAccount,
                    .note,
                    "whether issues can be assigned to “\(name)” could not be asked: \(reason)"
                )
            }
        }
    }

    /// Those who file issues in a queue assign them themselves; by default only developers can.
    private var reportersAssign: Finding? {
        let endangered = clauses[.reportersAssign]
        let queues = scopes.compactMap(\.handler)
        guard !endangered.isEmpty, let queue = queues.first, let threshold = threshold(.assignThreshold) else {
            return nil
        }
        guard threshold > .reporter else {
            return finding(.reportersAssign, .ok, "reporters can assign what they file")
        }
        return finding(
            .reportersAssign,
            .warning,
            """
            reporters cannot assign what they file (that needs \(threshold)), so that it does not reach the queue of \
            “\(queue)” until somebody assigns it
            """,
            setting: "update_bug_assign_threshold",
            remedy: """
                Set $g_update_bug_assign_threshold = REPORTER in config/config_inc.php, or make “\(queue)” the default \
                assignee of the project's categories.
                """,
            clauses: endangered
        )
    }

    // MARK: Custom fields

    private func customFields(_ found: ProjectObservations.Found) -> [Finding] {
        let parts = clauses.requesterParts
        let named = clauses.customFields
        guard !parts.isEmpty || !named.isEmpty else { return [] }
        guard let fields = found.customFields.value else {
            if case .unknown(let reason) = found.customFields {
                return [finding(.customFields, .note, "the custom fields could not be asked: \(reason)")]
            }
            return []
        }
        let names = Set(fields.map { NormalizedName($0.field.name ?? "") })
        let told = Set(names.compactMap { vocabulary.requesterFields[$0] })
        let missingParts = parts.filter { !told.contains($0.part) }
        let missingNamed = named.filter { !names.contains(NormalizedName($0.title)) }
        var findings: [Finding] = []
        if !missingNamed.isEmpty {
            let list = missingNamed.map { "“\($0.title)”" }.joined(separator: ", ")
            findings.append(
                finding(
                    .customFields,
                    .warning,
                    "there is no custom field \(list) here, or “\(account)” may not read it",
                    setting: "custom fields of the project",
                    remedy: """
                        Link it under Manage > Manage Projects > Custom Fields, with a read access that “\(account)” has.
                        """,
                    clauses: ClauseLookup.sorted(missingNamed.flatMap(\.clauses))
                )
            )
        }
        if !missingParts.isEmpty {
            let list = missingParts.map(\.part.rawValue).joined(separator: ", ")
            findings.append(
                finding(
                    .customFields,
                    .warning,
                    "no custom field here tells the requester's \(list), or “\(account)” may not read it",
                    setting: "custom fields of the project",
                    remedy: """
                        Link one under Manage > Manage Projects > Custom Fields, with a name that `requester` of \
                        mappings/mantis.yaml knows.
                        """,
                    clauses: ClauseLookup.sorted(missingParts.flatMap(\.clauses))
                )
            )
        }
        return findings.isEmpty
            ? [finding(.customFields, .ok, "the custom fields that the policies need are here")] : findings
    }
}
