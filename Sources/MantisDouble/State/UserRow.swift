import SOAP

/// An account.
struct UserRow: Sendable {
    var id: Int
    var name: String
    /// Nil cannot log in over SOAP.
    var password: Secret?
    var realName = ""
    var email = ""
    /// The global access level (reference, levels).
    var level: Int
    /// Levels of its own in single projects, by project.
    var projectLevels: [Int: Int] = [:]
    var enabled = true
    /// Its own preference; says nothing about the server's dates.
    var timeZone: String
    /// Names of enumerated values come in it (reference §7, 20).
    var language = Language.english
    /// Passwords that programs use instead of the account's own (reference §4).
    var tokens: [Secret] = []
    /// What its browser is logged in with, which serves as a password too in some versions (reference §6).
    var cookie: Secret?
    /// The saved filter it last used in the web pages, which its lists of a project obey (reference §3.2).
    var currentFilter: Int?

    /// Mantis's names of languages.
    enum Language: String, Sendable, CaseIterable {
        case english, spanish
    }
}
