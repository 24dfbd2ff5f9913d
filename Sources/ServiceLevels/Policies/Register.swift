package import Tickets

/// A list of customers or of their people: who may ask, or who has a contract.
///
/// A ticket is listed when its reporter's account, its requester's mail address or the domain of that, its tax number or
/// its company is.
package struct Register: Hashable, Sendable {
    /// No list is kept: everybody counts as listed.
    package var listsEverybody: Bool
    /// Login names, in lower case.
    package var accounts: Set<String>
    /// Mail addresses, in lower case.
    package var emails: Set<String>
    /// What follows the `@` of mail addresses, in lower case.
    package var domains: Set<String>
    /// With or without the check digit.
    package var taxNumbers: Set<String>
    package var companies: Set<NormalizedName>

    package init(
        accounts: Set<String> = [],
        emails: Set<String> = [],
        domains: Set<String> = [],
        taxNumbers: Set<String> = [],
        companies: Set<NormalizedName> = []
    ) {
        listsEverybody = false
        self.accounts = Set(accounts.map { $0.lowercased() })
        self.emails = Set(emails.map { $0.lowercased() })
        self.domains = Set(domains.map { $0.lowercased() })
        self.taxNumbers = taxNumbers
        self.companies = companies
    }

    package static let everybody: Register = {
        var register = Register()
        register.listsEverybody = true
        return register
    }()

    package func lists(_ ticket: Ticket) -> Bool {
        if listsEverybody { return true }
        if let account = ticket.reporter.name?.lowercased(), accounts.contains(account) { return true }
        for email in [ticket.requester.email, ticket.reporter.email].compactMap({ $0?.lowercased() }) {
            if emails.contains(email) { return true }
            if let at = email.lastIndex(of: "@"), domains.contains(String(email[email.index(after: at)...])) {
                return true
            }
        }
        if let number = ticket.requester.nit, taxNumbers.contains(where: { TaxNumber.areSame($0, number) }) {
            return true
        }
        return ticket.requester.company.map { companies.contains(NormalizedName($0)) } ?? false
    }
}
