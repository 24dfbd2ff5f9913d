import Mappings

@testable import Bridge

extension DoctorDiagnosisTests {
    /// The account's level against one option at a time.
    static let rightCases: [Case] = [
        Case(
            "private issues unseen",
            .privateIssues,
            .warning,
            "“puente” is MANAGER and cannot see private issues, which takes ADMINISTRATOR",
            setting: "private_bug_threshold",
            clauses: ["BI-04"]
        ) {
            $0.instance.options[.privateIssueThreshold] = .known("90")
            $0.instance.change("Web Service") { $0.found?.level = .known(.administrator) }
            $0.instance.change("Coacher") { $0.found?.level = .known(.administrator) }
        },
        Case(
            "private notes unseen",
            .privateNotes,
            .warning,
            "missing from the record",
            setting: "private_bugnote_threshold",
            clauses: ["FW-06"]
        ) {
            $0.instance.options[.privateNoteThreshold] = .known("75")
        },
        Case(
            "private notes unseen where no clause needs them",
            .privateNotes,
            .note,
            "takes level 75",
            setting: "private_bugnote_threshold"
        ) {
            $0.instance.options[.privateNoteThreshold] = .known("75")
            $0.instance.configuration.scopes.removeAll { $0.name != "coacher" }
            $0.instance.projects = .known(($0.instance.projects.value ?? []).filter { $0.name == "Coacher" })
        },
        Case(
            "the queue unseen",
            .handlers,
            .failure,
            "looks unassigned",
            setting: "view_handler_threshold",
            clauses: ["FW-01"]
        ) {
            $0.instance.options[.viewHandlerThreshold] = .known("90")
        },
        Case(
            "histories unseen",
            .history,
            .warning,
            "stays unknown",
            setting: "view_history_threshold",
            clauses: ["FW-01", "FW-07"]
        ) {
            $0.instance.options[.viewHistoryThreshold] = .known("90")
        },
        Case(
            "notes refused",
            .notes,
            .failure,
            "every note of the bridge is refused",
            setting: "add_bugnote_threshold",
            clauses: ["FW-01", "FW-06", "FW-07", "FW-10"]
        ) {
            $0.instance.options[.addNoteThreshold] = .known("90")
        },
        Case(
            "an interface that is only read",
            .notes,
            .failure,
            "takes NOBODY",
            setting: "webservice_readwrite_access_level_threshold",
            clauses: ["FW-01", "FW-06", "FW-07", "FW-10"]
        ) {
            $0.instance.options[.writeThreshold] = .known("100")
        },
        Case(
            "an interface that is closed",
            .access,
            .failure,
            "nothing can be read here",
            setting: "webservice_readonly_access_level_threshold",
            clauses: ["FW-01", "FW-03", "FW-04", "FW-05"]
        ) {
            $0.instance.options[.readThreshold] = .known("100")
        },
        Case(
            "statuses out of reach",
            .statusChanges,
            .warning,
            "resolving and closing are refused",
            setting: "update_bug_status_threshold",
            clauses: ["FW-07"]
        ) {
            $0.instance.options[.updateStatusThreshold] = .known("90")
        },
        Case(
            "due dates of nobody",
            .dueDate,
            .warning,
            "a date that is promised cannot be put",
            setting: "due_date_update_threshold",
            clauses: ["FW-06"]
        ) {
            $0.instance.options[.dueDateThreshold] = .known("100")
        },
        Case(
            "target versions out of reach",
            .targetVersion,
            .warning,
            "dropped without a word",
            setting: "roadmap_update_threshold",
            clauses: ["BI-09"]
        ) {
            $0.instance.options[.targetVersionThreshold] = .known("90")
        },
        Case(
            "resolved issues locked for reporters",
            .resolvedComments,
            .warning,
            "can only reopen them",
            setting: "bug_readonly_status_threshold",
            clauses: ["BI-06", "BI-14"]
        ) {
            $0.instance.options[.readOnlyStatus] = .known("80")
        },
        Case(
            "resolved issues locked for good",
            .resolvedComments,
            .warning,
            "neither comment on them nor reopen them",
            setting: "bug_readonly_status_threshold",
            clauses: ["BI-06", "BI-14"]
        ) {
            $0.instance.options[.readOnlyStatus] = .known("80")
            $0.instance.options[.reporterReopens] = .known("0")
        },
        Case(
            "resolved issues locked for the bridge",
            .resolvedIssues,
            .warning,
            "neither note on them nor close",
            setting: "update_readonly_bug_threshold",
            clauses: ["BI-06", "BI-14"],
            companions: [.resolvedComments]
        ) {
            $0.instance.options[.readOnlyStatus] = .known("80")
            $0.instance.options[.updateReadOnlyThreshold] = .known("90")
        },
    ]
}
