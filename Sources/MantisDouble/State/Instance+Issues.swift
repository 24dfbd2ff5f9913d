import MantisConnect

extension Instance {
    /// Files a new issue. `row` carries its fields; number, dates and the first history rows are made here. A handler
    /// turns a new issue into an assigned one (reference §2.6).
    ///
    /// - Parameter user: who files it over SOAP; nil takes the row as it is, filed by its reporter.
    mutating func file(_ row: IssueRow, by user: Int? = nil, at now: Int64) -> Int {
        var issue = row
        let isCalled = user != nil
        let user = user ?? row.reporter
        if issue.id == 0 { issue.id = counters.issue + 1 }
        counters.issue = max(counters.issue, issue.id)
        issue.submitted = now
        issue.lastUpdated = now
        if issue.handler == 0 { issue.handler = categories[issue.category]?.defaultHandler ?? 0 }
        issue.history = [HistoryRow(date: now, user: user, field: "", kind: .issueCreated, old: "", new: "")]
        let submitted = settings.number("bug_submit_status")
        let assigned = settings.number("bug_assigned_status")
        let isBefore = isCalled ? row.status < assigned : row.status == submitted
        if issue.handler != 0, isBefore, settings.isOn("auto_set_status_to_assigned") { issue.status = assigned }
        if issue.handler != 0 {
            // Only what the handler did to the status is told; a status that was asked for is not.
            let asked = isCalled || row.status != assigned ? row.status : submitted
            if issue.status == assigned, asked != assigned {
                issue.history.append(issue.fieldChange("status", asked, assigned, by: user, at: now))
            }
            issue.history.append(issue.fieldChange("handler_id", 0, issue.handler, by: user, at: now))
        }
        issues.insert(issue)
        return issue.id
    }

    /// Replaces an issue's own fields by those of `new`: one history row for each field that differs, in the server's
    /// order, and a new `last_updated` even if none does (reference §2.6).
    mutating func revise(_ new: IssueRow, by user: Int, at now: Int64) {
        guard let old = issues[new.id] else { return }
        var rows = fieldChanges(from: old, to: new, by: user, at: now)
        var revised = old.revisedTexts
        for (kind, before, after) in [
            (HistoryEntry.Kind.descriptionChanged, old.description, new.description),
            (.stepsToReproduceChanged, old.stepsToReproduce, new.stepsToReproduce),
            (.additionalInformationChanged, old.additionalInformation, new.additionalInformation),
        ] where before != after {
            // The first edit keeps the original text as a revision of its own.
            counters.revision += revised.insert(kind).inserted ? 2 : 1
            rows.append(
                HistoryRow(date: now, user: user, field: "", kind: kind, old: String(counters.revision), new: "")
            )
        }
        issues.update(new.id) { issue in
            issue = new
            issue.revisedTexts = revised
            issue.history.append(contentsOf: rows)
            issue.lastUpdated = now
        }
    }

    /// Sets one custom field, with its history row; the bump comes with the update it is part of (reference §3.3).
    mutating func setCustomField(_ field: Int, of issue: Int, to value: String, by user: Int, at now: Int64) {
        guard let name = customFields[field]?.name, let old = issues[issue]?.customValues[field, default: ""],
            old != value
        else { return }
        issues.update(issue) { row in
            row.customValues[field] = value
            row.history.append(HistoryRow(date: now, user: user, field: name, kind: .fieldChange, old: old, new: value))
        }
    }

    /// Removes an issue with all that hangs on it. No trace is kept (reference §2.6).
    mutating func deleteIssue(_ id: Int) {
        guard let issue = issues[id] else { return }
        for relationship in issue.relationships {
            if let row = relationships.removeValue(forKey: relationship) {
                let other = row.seen(from: id).other
                issues.update(other) { $0.relationships.removeAll { $0 == relationship } }
            }
        }
        for note in issue.notes { noteOwners[note.id] = nil }
        for file in issue.attachments { attachmentOwners[file.id] = nil }
        issues.remove(id)
    }

    mutating func bump(_ issue: Int, at now: Int64) {
        issues.update(issue) { $0.lastUpdated = now }
    }

    private func fieldChanges(from old: IssueRow, to new: IssueRow, by user: Int, at now: Int64) -> [HistoryRow] {
        let pairs: [(String, String, String)] = [
            ("project_id", String(old.project), String(new.project)),
            ("reporter_id", String(old.reporter), String(new.reporter)),
            ("handler_id", String(old.handler), String(new.handler)),
            ("priority", String(old.priority), String(new.priority)),
            ("severity", String(old.severity), String(new.severity)),
            ("reproducibility", String(old.reproducibility), String(new.reproducibility)),
            ("status", String(old.status), String(new.status)),
            ("resolution", String(old.resolution), String(new.resolution)),
            ("projection", String(old.projection), String(new.projection)),
            ("category", categoryName(old.category), categoryName(new.category)),
            ("eta", String(old.eta), String(new.eta)),
            ("os", old.os, new.os),
            ("os_build", old.osBuild, new.osBuild),
            ("platform", old.platform, new.platform),
            ("version", old.version, new.version),
            ("build", old.build, new.build),
            ("fixed_in_version", old.fixedInVersion, new.fixedInVersion),
            ("target_version", old.targetVersion, new.targetVersion),
            ("view_state", String(old.viewState), String(new.viewState)),
            ("summary", old.summary, new.summary),
            ("sticky", old.sticky ? "1" : "0", new.sticky ? "1" : "0"),
            ("due_date", old.dueDate.map { String($0) } ?? "", new.dueDate.map { String($0) } ?? ""),
        ]
        return pairs.compactMap { field, before, after in
            before == after
                ? nil : HistoryRow(date: now, user: user, field: field, kind: .fieldChange, old: before, new: after)
        }
    }
}

extension IssueRow {
    fileprivate func fieldChange(_ field: String, _ old: Int, _ new: Int, by user: Int, at now: Int64) -> HistoryRow {
        HistoryRow(date: now, user: user, field: field, kind: .fieldChange, old: String(old), new: String(new))
    }
}
