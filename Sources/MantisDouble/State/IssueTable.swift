/// All issues: found by number, and kept in the order `last_updated, id`, so that a page of the default listing needs no
/// sorting.
struct IssueTable: Sendable {
    private var slots: [Int: Int] = [:]
    /// Rows and their facts, by slot.
    private var rows: [IssueRow] = []
    private var facts: [IssueFacts] = []
    /// Invariant when not assembling: one key for each row, ascending, so that the newest change is at the end.
    private var keys: [Key] = []
    private var isAssembling = false
    /// Grows with every change of any row.
    private(set) var revision = 0

    private struct Key {
        var lastUpdated: Int64
        var id: Int
        var slot: Int

        func isOlder(than other: Key) -> Bool {
            (lastUpdated, id) < (other.lastUpdated, other.id)
        }
    }

    subscript(id: Int) -> IssueRow? {
        slots[id].map { rows[$0] }
    }

    func facts(_ id: Int) -> IssueFacts? { slots[id].map { facts[$0] } }

    /// In no particular order.
    var ids: some Sequence<Int> { slots.keys }

    /// Shows the facts of each issue, newest change first.
    func forEachNewestFirst(_ body: (IssueFacts) -> Void) {
        for key in keys.reversed() { body(facts[key.slot]) }
    }

    mutating func insert(_ row: IssueRow) {
        slots[row.id] = rows.count
        if !isAssembling { place(Key(lastUpdated: row.lastUpdated, id: row.id, slot: rows.count)) }
        facts.append(IssueFacts(row))
        rows.append(row)
        revision += 1
    }

    /// Changes one row in place; nothing happens when there is none.
    mutating func update(_ id: Int, _ body: (inout IssueRow) -> Void) {
        guard let slot = slots[id] else { return }
        let before = rows[slot].lastUpdated
        body(&rows[slot])
        facts[slot] = IssueFacts(rows[slot])
        let after = rows[slot].lastUpdated
        if before != after, !isAssembling {
            keys.remove(at: position(of: Key(lastUpdated: before, id: id, slot: slot)))
            place(Key(lastUpdated: after, id: id, slot: slot))
        }
        revision += 1
    }

    mutating func remove(_ id: Int) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        keys.remove(at: position(of: Key(lastUpdated: rows[slot].lastUpdated, id: id, slot: slot)))
        let lastRow = rows.removeLast()
        let lastFacts = facts.removeLast()
        if slot < rows.count {
            // The last row takes the free slot.
            rows[slot] = lastRow
            facts[slot] = lastFacts
            slots[lastRow.id] = slot
            keys[position(of: Key(lastUpdated: lastRow.lastUpdated, id: lastRow.id, slot: slot))].slot = slot
        }
        revision += 1
    }

    /// From here on rows may come and change without an order being kept; none may be removed.
    mutating func startAssembling() { isAssembling = true }

    /// Sorts what came since ``startAssembling()``.
    mutating func finishAssembling() {
        isAssembling = false
        keys = rows.indices.map { Key(lastUpdated: rows[$0].lastUpdated, id: rows[$0].id, slot: $0) }
        keys.sort { $0.isOlder(than: $1) }
    }

    private mutating func place(_ key: Key) {
        if let newest = keys.last, key.isOlder(than: newest) {
            keys.insert(key, at: position(of: key))
        } else {
            keys.append(key)
        }
    }

    /// Where `key` is, or belongs.
    private func position(of key: Key) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].isOlder(than: key) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
