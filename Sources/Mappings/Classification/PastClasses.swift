import MantisConnect
import Tickets

/// What a policy would have made of an issue in the past, from the history that Mantis keeps: so that a change of priority
/// counts from when it was made, whenever the issue is imported.
struct PastClasses {
    struct Change {
        let from: TicketClass
        let to: TicketClass
    }

    private let classification: Classification
    private let issue: Issue
    private let now: Classification.Verdict

    init(_ classification: Classification, of issue: Issue, now: Classification.Verdict) {
        self.classification = classification
        self.issue = issue
        self.now = now
    }

    /// The changes that `rows`, oldest first, made to the issue's class, each by the position of the last row that belongs
    /// to it. The rows that one account left in one second are one change: a form writes several at once, and what lies
    /// between them never was.
    func changes(in rows: [HistoryEntry]) -> [Int: Change] {
        guard rows.contains(where: decides) else { return [:] }
        var changes: [Int: Change] = [:]
        var past = issue
        var to = TicketClass(kind: now.kind, level: now.level)
        var end = rows.endIndex
        while let last = rows[..<end].lastIndex(where: decides) {
            var start = last
            while start > 0, rows[start - 1].date == rows[last].date, rows[start - 1].user == rows[last].user {
                start -= 1
            }
            for row in rows[start...last].reversed() where decides(row) { past.takeBack(row) }
            let verdict = classification.verdict(on: past)
            let from = TicketClass(kind: verdict.kind, level: verdict.level)
            if from != to { changes[last] = Change(from: from, to: to) }
            to = from
            end = start
        }
        return changes
    }

    private func decides(_ row: HistoryEntry) -> Bool {
        guard row.kind == .fieldChange else { return false }
        switch row.field {
        case "category", "priority", "severity": return true
        // A custom field goes by its own name.
        default: return issue.customFields.contains { $0.field.name == row.field }
        }
    }
}

extension Issue {
    /// Gives one field the value that it had before a row of its history.
    fileprivate mutating func takeBack(_ row: HistoryEntry) {
        switch row.field {
        case "category": category = row.oldValue
        case "priority": priority = Int(row.oldValue).map { Reference(id: $0) }
        case "severity": severity = Int(row.oldValue).map { Reference(id: $0) }
        default:
            for index in customFields.indices where customFields[index].field.name == row.field {
                customFields[index].value = row.oldValue
            }
        }
    }
}
