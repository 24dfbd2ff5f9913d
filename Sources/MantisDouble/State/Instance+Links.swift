import MantisConnect

extension Instance {
    // MARK: Files

    mutating func attach(_ draft: AttachmentRow, to issue: Int, at now: Int64) -> Int {
        var file = draft
        file.id = counters.attachment + 1
        file.submitted = now
        counters.attachment = file.id
        attachmentOwners[file.id] = issue
        log(.fileAdded, old: file.name, new: file.note.map { String($0) } ?? "", on: issue, by: file.user, at: now)
        issues.update(issue) { row in
            row.attachments.append(file)
            row.lastUpdated = now
        }
        return file.id
    }

    /// Deleting a file does not bump (reference §3.3).
    mutating func deleteAttachment(_ id: Int, by user: Int, at now: Int64) {
        guard let issue = attachmentOwners.removeValue(forKey: id), let file = attachment(id, of: issue) else { return }
        // Since 2.23 the row names the file's note, and 0 for a file without one.
        let note = behaviour.version.isFrom(2, 23, 0) ? String(file.note ?? 0) : ""
        log(.fileDeleted, old: file.name, new: note, on: issue, by: user, at: now)
        issues.update(issue) { $0.attachments.removeAll { $0.id == id } }
    }

    func attachment(_ id: Int, of issue: Int) -> AttachmentRow? {
        issues[issue]?.attachments.first { $0.id == id }
    }

    // MARK: Relationships

    /// Relates two issues; a pair that is related already keeps its number and changes its type (reference §2.8). The
    /// same once more changes nothing.
    mutating func relate(_ source: Int, to target: Int, type: Int, by user: Int, at now: Int64) -> Int {
        let known = issues[source]?.relationships.first { relationships[$0]?.seen(from: source).other == target }
        if let known, relationships[known]?.seen(from: source).type == type { return known }
        let id = known ?? counters.relationship + 1
        counters.relationship = max(counters.relationship, id)
        relationships[id] = RelationshipRow(id: id, source: source, target: target, type: type)
        let kind: HistoryEntry.Kind = known == nil ? .relationshipAdded : .relationshipReplaced
        let complement = RelationshipRow.complement(of: type)
        for (issue, type, other) in [(source, type, target), (target, complement, source)] {
            log(kind, old: String(type), new: String(other), on: issue, by: user, at: now)
            let bumps = issue == source || behaviour.bumpsBothEnds
            issues.update(issue) { row in
                if known == nil { row.relationships.append(id) }
                if bumps { row.lastUpdated = now }
            }
        }
        return id
    }

    /// - Parameter named: the issue from which it is deleted; older versions bump no other.
    mutating func deleteRelationship(_ id: Int, from named: Int, by user: Int, at now: Int64) {
        guard let relationship = relationships.removeValue(forKey: id) else { return }
        for issue in [relationship.source, relationship.target] {
            let (type, other) = relationship.seen(from: issue)
            log(.relationshipDeleted, old: String(type), new: String(other), on: issue, by: user, at: now)
            let bumps = issue == named || behaviour.bumpsBothEnds
            issues.update(issue) { row in
                row.relationships.removeAll { $0 == id }
                if bumps { row.lastUpdated = now }
            }
        }
    }

    // MARK: Tags and monitors

    mutating func createTag(_ name: String, description: String, by user: Int, at now: Int64) -> Int {
        let id = counters.tag + 1
        add(TagRow(id: id, name: name, description: description, user: user, created: now, updated: now))
        return id
    }

    mutating func attachTag(_ tag: Int, to issue: Int, by user: Int, at now: Int64) {
        guard let row = issues[issue], !row.tags.contains(tag), let name = tags[tag]?.name else { return }
        log(.tagAttached, old: name, new: "", on: issue, by: user, at: now)
        issues.update(issue) { row in
            row.tags.append(tag)
            row.lastUpdated = now
        }
    }

    mutating func detachTag(_ tag: Int, from issue: Int, by user: Int, at now: Int64) {
        guard let row = issues[issue], row.tags.contains(tag) else { return }
        log(.tagDetached, old: tags[tag]?.name ?? "", new: "", on: issue, by: user, at: now)
        issues.update(issue) { row in
            row.tags.removeAll { $0 == tag }
            row.lastUpdated = now
        }
    }

    /// Removes a tag from every issue and from the list.
    mutating func deleteTag(_ tag: Int, by user: Int, at now: Int64) {
        let carriers = issues.ids.sorted().filter { issues[$0]?.tags.contains(tag) ?? false }
        for issue in carriers { detachTag(tag, from: issue, by: user, at: now) }
        removeTag(tag)
    }

    mutating func setMonitor(_ monitor: Int, on issue: Int, to monitors: Bool, by user: Int, at now: Int64) {
        guard let row = issues[issue], row.monitors.contains(monitor) != monitors else { return }
        log(monitors ? .monitorAdded : .monitorRemoved, old: String(monitor), new: "", on: issue, by: user, at: now)
        issues.update(issue) { row in
            if monitors { row.monitors.append(monitor) } else { row.monitors.removeAll { $0 == monitor } }
            row.lastUpdated = now
        }
    }

    private mutating func log(
        _ kind: HistoryEntry.Kind,
        old: String,
        new: String,
        on issue: Int,
        by user: Int,
        at now: Int64
    ) {
        let entry = HistoryRow(date: now, user: user, field: "", kind: kind, old: old, new: new)
        issues.update(issue) { $0.history.append(entry) }
    }
}
