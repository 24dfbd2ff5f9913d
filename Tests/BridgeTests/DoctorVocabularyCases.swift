import MantisConnect
import Mappings
import Tickets

@testable import Bridge

/// What is wrong with the words, the projects and the fields of a Mantis.
extension DoctorDiagnosisTests {
    // MARK: Words

    static let vocabularyCases: [Case] = [
        Case(
            "an account in Spanish",
            .language,
            .warning,
            "status 10 reads “nueva”, not “new”",
            setting: "language of the account"
        ) {
            $0.instance.enumerations[.status] = .known(Healthy.references(.statuses, spanish: [10: "nueva"]))
        },
        Case(
            "a status of its own",
            .statuses,
            .warning,
            "no word for status 60 “en prueba”",
            setting: "mantis.yaml: statuses",
            clauses: ["BI-05", "BI-06", "BI-14", "CO-03", "FW-07"]
        ) {
            $0.instance.options[.statuses] = .known(
                "10:new,20:feedback,30:acknowledged,40:confirmed,50:assigned,60:en prueba,80:resolved,90:closed"
            )
        },
        Case(
            "a status renamed",
            .statuses,
            .warning,
            "status 40 is called “in review” here and “confirmed”",
            setting: "status_enum_string",
            clauses: ["BI-05", "BI-06", "BI-14", "CO-03", "FW-07"]
        ) {
            $0.instance.options[.statuses] = .known(
                "10:new,20:feedback,30:acknowledged,40:in review,50:assigned,80:resolved,90:closed"
            )
            $0.instance.enumerations[.status] = .known([Reference(id: 40, name: "in review")])
        },
        Case("a status left out", .statuses, .note, "does not have status 40 (confirmed)") {
            $0.instance.options[.statuses] = .known(
                "10:new,20:feedback,30:acknowledged,50:assigned,80:resolved,90:closed"
            )
        },
        Case(
            "resolved from elsewhere on",
            .statuses,
            .warning,
            "from status 50 on",
            setting: "bug_resolved_status_threshold",
            clauses: ["BI-05", "BI-06", "BI-14", "CO-03", "FW-07"]
        ) {
            $0.instance.options[.resolvedStatus] = .known("50")
        },
        Case(
            "priorities the other way round",
            .priorities,
            .warning,
            "priority 20 is called “high”",
            setting: "priority_enum_string",
            clauses: ["BI-03", "BI-04"]
        ) {
            $0.instance.options[.priorities] = .known("10:none,20:high,30:normal,40:low,50:urgent,60:immediate")
            $0.instance.enumerations[.priorities] = .known([])
        },
        Case(
            "aceptada by default",
            .acceptance,
            .warning,
            "status 30 reads «aceptada» to everybody",
            setting: "$s_status_enum_string",
            clauses: ["BI-08", "BI-09"]
        ) {
            $0.instance.options[.language] = .known("spanish")
        },
        Case(
            "aceptada as the account sees it",
            .acceptance,
            .warning,
            "status 30 reads «Aceptado» here",
            setting: "$s_status_enum_string",
            clauses: ["BI-08", "BI-09"]
        ) {
            let statuses = "10:new,20:feedback,30:Aceptado,40:confirmed,50:assigned,80:resolved,90:closed"
            $0.instance.options[.statuses] = .unknown("Mantis does not tell this account")
            $0.instance.enumerations[.status] = .known(
                statuses.split(separator: ",").compactMap { entry in
                    let parts = entry.split(separator: ":")
                    return Int(parts[0]).map { Reference(id: $0, name: String(parts[1])) }
                }
            )
        },
    ]

    // MARK: Projects

    static let projectCases: [Case] = [
        Case(
            "no projects at all",
            .project,
            .failure,
            "could not be listed",
            setting: "webservice_readonly_access_level_threshold",
            clauses: every
        ) {
            $0.instance.projects = .unknown("Mantis stopped answering")
        },
        Case(
            "a project misnamed",
            .project,
            .failure,
            "it sees “Uno”, “Dos”",
            setting: "projects",
            clauses: ["CO-01", "CO-02", "CO-03", "CO-04"]
        ) {
            $0.instance.change("Coacher") {
                $0.found = nil
                $0.visible = ["Uno", "Dos"]
            }
        },
        Case(
            "a queue misspelt",
            .queueAccount,
            .failure,
            "but one “alanmantis”",
            setting: "handler",
            clauses: ["FW-01"]
        ) {
            $0.instance.change("Web Service") { $0.found?.handlers = ["alanMantis": .missing(similar: "alanmantis")] }
        },
        Case(
            "a queue that cannot be assigned to",
            .queueAccount,
            .failure,
            "“alanMantis” is below DEVELOPER",
            setting: "handle_bug_threshold",
            clauses: ["FW-01"]
        ) {
            $0.instance.change("Web Service") { $0.found?.handlers = ["alanMantis": .belowDeveloper] }
        },
        Case(
            "reporters who cannot assign",
            .reportersAssign,
            .warning,
            "that needs DEVELOPER",
            setting: "update_bug_assign_threshold",
            clauses: ["FW-01"]
        ) {
            $0.instance.options[.assignThreshold] = .known("55")
        },
        Case(
            "no field for the plan",
            .customFields,
            .warning,
            "“Plan SLA”",
            setting: "custom fields of the project",
            clauses: ["CO-01", "CO-02", "CO-03"]
        ) {
            $0.instance.change("Coacher") { $0.found?.customFields = .known([]) }
        },
        Case(
            "no fields for the requester",
            .customFields,
            .warning,
            "requester's company, contact-hours",
            setting: "custom fields of the project",
            clauses: ["FW-08"]
        ) {
            $0.instance.change("Web Service") {
                $0.found?.customFields = .known(
                    ["nit del cliente", "Persona de contacto", "Telefono"].map {
                        CustomFieldDefinition(field: Reference(id: 1, name: $0), type: 0)
                    }
                )
            }
        },
        Case("a level nobody tells", .access, .note, "could not be learnt") {
            $0.instance.change("BITAM") { $0.found?.level = .unknown("it is on no list") }
        },
    ]

    /// Every clause that some policy of the three relies on something for.
    private static let every = [
        "BI-03", "BI-04", "BI-05", "BI-06", "BI-07", "BI-08", "BI-09", "BI-11", "BI-12", "BI-14", "CO-01", "CO-02",
        "CO-03",
        "CO-04", "FW-01", "FW-03", "FW-04", "FW-05", "FW-06", "FW-07", "FW-08", "FW-10",
    ]
}
