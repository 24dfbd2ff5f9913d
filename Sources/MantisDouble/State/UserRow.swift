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
}
