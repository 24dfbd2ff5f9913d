extension IssueQuery {
    /// The issues selected, in order. Equal ones come in an order that depends on the query and on the state, as a
    /// database without a tie-break gives them (reference §3.1).
    func evaluate(in instance: Instance) -> [Int] {
        guard let viewer = instance.users[viewer] else { return [] }
        let isInOrder = order.isKeptOrder && !stickyFirst
        var found: [Int] = []
        var unsorted: [IssueFacts] = []
        select(for: viewer, in: instance) { facts in
            if isInOrder { found.append(facts.id) } else { unsorted.append(facts) }
        }
        if isInOrder { return found }
        sort(&unsorted, in: instance)
        return unsorted.map(\.id)
    }

    /// Hands over each selected issue, newest change first.
    private func select(for viewer: UserRow, in instance: Instance, _ take: (IssueFacts) -> Void) {
        // Few enough for walking to be quicker than hashing.
        let projects = Array(projects)
        let openProjects = projects.filter { instance.reaches("private_bug_threshold", viewer, in: $0) }
        let guardsHandlers = !handlers.isEmpty && instance.behaviour.lists.selectsVisibleHandlers
        let handlerProjects =
            guardsHandlers ? projects.filter { instance.reaches("view_handler_threshold", viewer, in: $0) } : projects
        let hasRowMembers = needsRows
        instance.issues.forEachNewestFirst { facts in
            guard projects.contains(facts.project), accepts(facts) else { return }
            if facts.viewState == ViewState.private, facts.reporter != viewer.id, !openProjects.contains(facts.project)
            {
                return
            }
            if guardsHandlers, facts.handler != viewer.id, !handlerProjects.contains(facts.project) { return }
            if hasRowMembers {
                guard let row = instance.issues[facts.id], accepts(row, viewer: viewer, in: instance) else { return }
            }
            take(facts)
        }
    }

    private func accepts(_ facts: IssueFacts) -> Bool {
        handlers.accepts(facts.handler) && statuses.accepts(facts.status)
            && categories.accepts(facts.category) && reporters.accepts(facts.reporter)
            && severities.accepts(facts.severity) && priorities.accepts(facts.priority)
            && resolutions.accepts(facts.resolution) && (hiddenFrom.map { facts.status < $0 } ?? true)
            && (updated?.contains(facts.lastUpdated) ?? true) && (submitted?.contains(facts.submitted) ?? true)
    }

    // MARK: Members that look into the row

    private var needsRows: Bool {
        !texts.isEmpty || !words.isEmpty || !customValues.isEmpty || !noteWriters.isEmpty || !monitors.isEmpty
    }

    private func accepts(_ row: IssueRow, viewer: UserRow, in instance: Instance) -> Bool {
        for (member, wanted) in texts where !wanted.contains(row[member]) { return false }
        for (field, wanted) in customValues where !wanted.contains(row.customValues[field] ?? "") { return false }
        guard noteWriters.accepts(anyOf: row.notes.lazy.map(\.reporter)), monitors.accepts(anyOf: row.monitors) else {
            return false
        }
        if words.isEmpty { return true }
        let notes = instance.visibleNotes(of: row, for: viewer)
        let texts = [row.summary, row.description, row.stepsToReproduce, row.additionalInformation] + notes.map(\.text)
        let folded = texts.map { $0.lowercased() }
        return words.allSatisfy { word in
            // In SQL a negation over the missing note of an issue without notes is neither true nor false.
            if word.isNegated, notes.isEmpty { return false }
            let number = Int(word.word)
            let isFound =
                folded.contains { $0.contains(word.word) } || number == row.id
                || notes.contains { $0.id == number }
            return isFound != word.isNegated
        }
    }

    // MARK: Order

    private func sort(_ selected: inout [IssueFacts], in instance: Instance) {
        if !order.isKeptOrder {
            var salt = Hasher64()
            salt.mix(UInt64(instance.issues.revision))
            salt.mix(UInt64(truncatingIfNeeded: viewer))
            for key in order { salt.mix(key.ascending ? 1 : 2) }
            let salted = salt.value
            selected.sort { isBefore($0, $1, salt: salted, in: instance) }
        }
        if stickyFirst { selected = selected.filter(\.sticky) + selected.filter { !$0.sticky } }
    }

    private func isBefore(_ left: IssueFacts, _ right: IssueFacts, salt: UInt64, in instance: Instance) -> Bool {
        for key in order {
            switch compare(left, right, by: key.column, in: instance) {
            case 0: continue
            case let result: return (result < 0) == key.ascending
            }
        }
        return Hasher64.value(of: left.id, salt: salt) < Hasher64.value(of: right.id, salt: salt)
    }

    /// True when nothing in the order tells two selected issues apart.
    func isTie(_ left: Int, _ right: Int, in instance: Instance) -> Bool {
        guard let left = instance.issues.facts(left), let right = instance.issues.facts(right),
            !stickyFirst || left.sticky == right.sticky
        else { return false }
        return order.allSatisfy { compare(left, right, by: $0.column, in: instance) == 0 }
    }

    private func compare(_ left: IssueFacts, _ right: IssueFacts, by column: SortKey.Column, in instance: Instance)
        -> Int
    {
        switch column {
        case .id: order(left.id, right.id)
        case .priority: order(left.priority, right.priority)
        case .severity: order(left.severity, right.severity)
        case .status: order(left.status, right.status)
        case .lastUpdated: order(left.lastUpdated, right.lastUpdated)
        case .submitted: order(left.submitted, right.submitted)
        case .category: order(instance.categoryName(left.category), instance.categoryName(right.category))
        case .summary: order(instance.issues[left.id]?.summary ?? "", instance.issues[right.id]?.summary ?? "")
        }
    }

    private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left == right ? 0 : left < right ? -1 : 1
    }
}

extension IssueRow {
    fileprivate subscript(member: IssueQuery.TextMember) -> String {
        switch member {
        case .version: version
        case .fixedInVersion: fixedInVersion
        case .targetVersion: targetVersion
        case .platform: platform
        case .os: os
        case .osBuild: osBuild
        }
    }
}

/// A small mixing function with the same result in every process, unlike the standard hasher.
struct Hasher64 {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0xBF58_476D_1CE4_E5B9
        value ^= value >> 31
    }

    static func value(of number: Int, salt: UInt64) -> UInt64 {
        var hasher = Hasher64()
        hasher.mix(salt)
        hasher.mix(UInt64(truncatingIfNeeded: number))
        return hasher.value
    }
}
