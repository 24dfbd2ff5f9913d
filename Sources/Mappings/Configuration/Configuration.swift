package import SOAP
package import ServiceLevels
package import Tickets

/// What the operator tells the bridge: the file `mantis-bridge.yaml`.
package struct Configuration: Sendable {
    /// The path it was read from, as given.
    package var file: String
    /// Path of the ledger's database. Relative paths of the file are seen from the file's directory.
    package var database: String
    /// Path of the directory with policies, calendars and note templates.
    package var mappings: String
    /// In the file's order; their names are unique.
    package var instances: [Instance]

    /// One Mantis server.
    package struct Instance: Sendable {
        package var name: InstanceName
        /// Where SOAP calls go, for example `https://mantis.example.test/api/soap/mantisconnect.php`.
        package var endpoint: Endpoint
        package var username: String
        package var password: PasswordSource
        /// A file of PEM certificates to trust instead of the system's; nil for the system's.
        package var certificateAuthorities: String?
        /// Seconds; nil for the transport's own.
        package var connectTimeout: Int?
        /// Seconds; nil for the transport's own.
        package var readTimeout: Int?
        /// Seconds a request may still be executing after its answer was lost; nothing is sent again sooner.
        package var serverTimeLimit: Int
        /// The zone of the server's own clock. Servers before 1.2.9 cannot be read without it; for the others it stands in
        /// when they do not tell it (reference §1.5). Nil when the operator does not say.
        package var serverTimeZone: TimeZoneRules?
        /// What requesters know the people behind accounts as, by login name; Mantis hides real names by default.
        package var people: [String: String]
        /// In the file's order; their names are unique in the instance. No two may claim the same issue.
        package var scopes: [Scope]
    }

    /// A set of issues that fall under one policy.
    package struct Scope: Sendable {
        package var name: String
        package var policy: PolicyName
        package var policyLocation: SourceLocation
        /// Project names, at least one.
        package var projects: [String]
        /// The login name of the queue's account: the scope is what is assigned to it (reference §3.6). Nil for
        /// everything in the projects (reference §3.4).
        package var handler: String?
        /// Only issues in one of these categories, by name; empty for all (reference §3.7).
        package var categories: [String]
        package var acknowledgement: Occasions
        /// Which occasions the rules of the policy act on: questions, windows that ran out, flags.
        package var actions: Occasions
        package var location: SourceLocation
    }

    /// From when on the bridge does something by itself. A first run over an old queue would otherwise write hundreds of
    /// notes.
    package enum Occasions: Hashable, Sendable {
        case never
        /// On occasions that arise at this instant or later.
        case from(Instant)

        package func includes(_ instant: Instant) -> Bool {
            switch self {
            case .never: false
            case .from(let first): instant >= first
            }
        }
    }

    /// Nil when no instance has that name.
    package func instance(_ name: InstanceName) -> Instance? {
        instances.first { $0.name == name }
    }
}
