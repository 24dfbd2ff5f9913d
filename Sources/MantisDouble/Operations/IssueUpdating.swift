import SOAP

/// `mc_issue_update` and `mc_issue_delete` (reference §2.6).
enum IssueUpdating {
    /// Checks come first, then custom fields, monitors, notes, tags and at last the row: a fault in a later step leaves
    /// what earlier ones wrote.
    static func update(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issueId")
        guard let sent = call.structure("issue") else { throw .nullStructure(call.operation, 4, "issue") }
        let old = try writable(id, instance, call)
        let draft = IssueDraft(old: old, sent: sent, caller: call.caller, regime: instance.behaviour.update)
        let new = try draft.checked(in: instance)
        if draft.regime.writesRowFirst {
            try writeRow(new, of: draft, &instance, call)
            // What was wrong with a custom field was told to nobody.
            try? writeCustomFields(sent, of: id, in: new.project, &instance, call)
            try writeNotes(sent, of: id, regime: draft.regime, &instance, call)
        } else {
            try writeCustomFields(sent, of: id, in: new.project, &instance, call)
            try setMonitors(sent, of: old, &instance, call)
            try writeNotes(sent, of: id, regime: draft.regime, &instance, call)
            if instance.behaviour.reading.hasTags, let tags = sent.items("tags") {
                try TagOperations.setTags(tags, of: id, &instance, call)
            }
            try writeRow(new, of: draft, &instance, call)
        }
        out.boolean("return", true)
    }

    private static func writeRow(
        _ new: IssueRow,
        of draft: IssueDraft,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        if new.summary.unicodeScalars.count > 128 { throw .tooLong(column: "summary", statement: statement) }
        if let current = instance.issues[new.id] {
            instance.revise(draft.apply(new, to: current), by: call.caller.id, at: call.now)
        }
    }

    private static func writeCustomFields(
        _ sent: RequestElement,
        of id: Int,
        in project: Int,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        let values = try CustomFieldWriting.values(of: sent, in: project, instance, call.caller)
        for (field, value) in values {
            instance.setCustomField(field, of: id, to: value, by: call.caller.id, at: call.now)
        }
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("issue_id")
        guard let row = instance.issues[id] else { throw .issueMissing(id) }
        guard instance.mayWrite(row.project, call.caller) else { throw .noRights(call.caller.name) }
        guard instance.maySee(row, call.caller), instance.reaches("delete_bug_threshold", call.caller, in: row.project)
        else { throw .thrown("Access denied to delete issue \(id)") }
        instance.deleteIssue(id)
        out.null("return")
    }

    private static func writable(_ id: Int, _ instance: Instance, _ call: Call) throws(ServerFault) -> IssueRow {
        guard let row = instance.issues[id] else { throw .issueMissing(id) }
        guard instance.mayWrite(row.project, call.caller) else { throw .noRights(call.caller.name) }
        guard instance.maySee(row, call.caller), instance.reaches("update_bug_threshold", call.caller, in: row.project)
        else {
            throw .noRights(call.caller.name, reason: "Not enough rights to update issues")
        }
        guard !instance.isReadOnly(row, for: call.caller) else { throw .readOnly(id) }
        return row
    }

    /// The exact set, as far as the caller's rights go. Nobody checks whether a monitor exists.
    static func setMonitors(
        _ sent: RequestElement,
        of old: IssueRow,
        _ instance: inout Instance,
        _ call: Call
    ) throws(ServerFault) {
        guard instance.behaviour.reading.hasMonitors, let items = sent.items("monitors"),
            instance.reaches("show_monitor_list_threshold", call.caller, in: old.project)
        else { return }
        var wanted: [Int] = []
        for item in items {
            wanted.append(try item.integer("id") ?? 0)
        }
        func may(_ user: Int, _ others: String) -> Bool {
            instance.reaches(user == call.caller.id ? "monitor_bug_threshold" : others, call.caller, in: old.project)
        }
        let added = wanted.filter { may($0, "monitor_add_others_bug_threshold") }
        let removed = old.monitors.sorted()
            .filter { !wanted.contains($0) && may($0, "monitor_delete_others_bug_threshold") }
        for user in added { instance.setMonitor(user, on: old.id, to: true, by: call.caller.id, at: call.now) }
        for user in removed { instance.setMonitor(user, on: old.id, to: false, by: call.caller.id, at: call.now) }
    }

    /// The statement that the database refused, as the fault quotes it (recording 065).
    private static let statement = """
        UPDATE mantis_bug_table
        \t\t\t\t\tSET project_id=?, reporter_id=?,
        \t\t\t\t\t\thandler_id=?, duplicate_id=?,
        \t\t\t\t\t\tpriority=?, severity=?,
        \t\t\t\t\t\treproducibility=?, status=?,
        \t\t\t\t\t\tresolution=?, projection=?,
        \t\t\t\t\t\tcategory_id=?, eta=?,
        \t\t\t\t\t\tos=?, os_build=?,
        \t\t\t\t\t\tplatform=?, version=?,
        \t\t\t\t\t\tbuild=?, fixed_in_version=?,
        \t\t\t\t\t\ttarget_version=?,
        \t\t\t\t\t\tview_state=?,
        \t\t\t\t\t\tsummary=?,
        \t\t\t\t\t\tsponsorship_total=?,
        \t\t\t\t\t\tsticky=?,
        \t\t\t\t\t\tdue_date=?
        \t\t\t\t\tWHERE id=?
        """
}
