import MantisConnect
import Tickets

/// The accounts that an issue shows in full, to say more of the same account where only its number stands.
struct People {
    private var known: [AccountID: Person] = [:]

    init(_ issue: Issue) {
        for account in [issue.reporter, issue.handler].compactMap(\.self) + issue.notes.compactMap(\.reporter) {
            let person = Person(account)
            if (known[account.id]?.detail ?? -1) < person.detail { known[account.id] = person }
        }
    }

    func person(_ account: Account) -> Person {
        known[account.id] ?? Person(account)
    }

    /// Nil for the account 0, which is nobody's.
    func person(_ id: AccountID, named displayName: String) -> Person? {
        guard id.rawValue > 0 else { return nil }
        return known[id] ?? Person(id: id.rawValue, name: displayName.isEmpty ? nil : displayName)
    }
}

extension Person {
    /// A deleted account has a number and nothing else.
    init(_ account: Account) {
        func text(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }
        self.init(
            id: account.id.rawValue,
            name: text(account.name),
            realName: text(account.realName),
            email: text(account.email)
        )
    }

    fileprivate var detail: Int {
        [name, realName, email].count { $0 != nil }
    }
}
