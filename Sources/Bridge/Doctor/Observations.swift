package import Ledger
package import MantisConnect
package import Mappings
package import SOAP
package import Tickets

/// Everything that `doctor` saw, before any judgement. Each part can be missing without hindering the others.
package struct Observations: Sendable {
    package var at: Instant
    package var machine: MachineObservations
    /// In the configuration's order.
    package var instances: [InstanceObservations]
}

/// What a question brought.
package enum Answer<Value: Sendable>: Sendable {
    case known(Value)
    /// Why it is not known, in words that end a sentence.
    case unknown(String)

    package var value: Value? {
        if case .known(let value) = self { value } else { nil }
    }
}

/// The bridge's own machine.
package struct MachineObservations: Sendable {
    package enum LedgerState: Sendable {
        case absent
        case unusable(LedgerError)
        case open(LedgerHealth, AuditVerdict)
    }

    package var database: String
    package var ledger: LedgerState
    /// Nil when there is no such file.
    package var file: FileFacts?
    package var timer: TimerState
}

/// What systemd says of the bridge's timer.
package enum TimerState: Hashable, Sendable {
    /// There is no systemd here, or it does not answer.
    case noSystemd
    /// The words of `systemctl is-enabled` and `is-active`.
    case unit(enabled: String, active: String)
}

/// One Mantis server, as it answered.
package struct InstanceObservations: Sendable {
    package var configuration: Configuration.Instance
    /// Why the password could not be had; nil when it could.
    package var passwordProblem: String?
    package var version: Result<ServerVersion, Trouble>
    /// Nil when it was not asked, because there was no server or no password.
    package var login: Result<LoginIdentity, Trouble>?
    /// Nil when the server does not tell its time.
    package var clock: ClockReading?
    /// Those that were asked for.
    package var options: [MantisOption: Answer<String>] = [:]
    package var enumerations: [Enumeration: Answer<[Reference]>] = [:]
    /// A date as the server wrote it, of any issue.
    package var date: DateTime?
    /// Those of the scopes, in the configuration's order, each once; unknown when Mantis did not list any.
    package var projects: Answer<[ProjectObservations]> = .known([])
    /// Newest first.
    package var runs: Answer<[RunRecord]> = .unknown("there is no ledger")
    /// Notes that are due or planned.
    package var waitingNotes = 0

    package init(configuration: Configuration.Instance, version: Result<ServerVersion, Trouble>) {
        self.configuration = configuration
        self.version = version
    }
}

/// Why a server could not be used.
package struct Trouble: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// No connection, or no complete answer over it.
        case unreachable
        /// The server is there, and its certificate or its protocol is not to be trusted.
        case tls
        /// Something answers that is not Mantis.
        case notMantis
        /// Mantis is there and does not take the account.
        case accessDenied
        /// Mantis is there and stumbles.
        case fault
    }

    package var kind: Kind
    /// What, where, and what to do.
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ error: MantisError) {
        let kind: Kind =
            switch error.code {
            case .transport(let transport): Trouble(transport).kind
            case .notMantis, .undecodable: .notMantis
            case .fault(.accessDenied): .accessDenied
            case .fault, .notSent: .fault
            }
        self.init(kind, error.message)
    }

    init(_ error: TransportError) {
        if case .tlsFailed = error.code {
            self.init(.tls, error.message)
        } else {
            self.init(.unreachable, error.message)
        }
    }
}

/// Who the account is.
package struct LoginIdentity: Hashable, Sendable {
    package var name: String
    /// Nil when the server has no call that tells (before 1.2.12), as is ``globalLevel``.
    package var id: AccountID?
    package var globalLevel: AccessLevel?

    package init(name: String, id: AccountID? = nil, globalLevel: AccessLevel? = nil) {
        self.name = name
        self.id = id
        self.globalLevel = globalLevel
    }

    /// Whether an account of a list is this one.
    func isSame(as account: Account) -> Bool {
        id.map { $0 == account.id } ?? (account.name == name)
    }
}

/// The server's clock against ours, in whole seconds; positive when the server is ahead. Between the two lies the truth:
/// a call takes time, and the server's `Date` has no fraction.
package struct ClockReading: Hashable, Sendable {
    package var atLeast: Int64
    package var atMost: Int64

    package init(atLeast: Int64, atMost: Int64) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// The smallest difference that explains the reading; 0 when the clocks may agree.
    package var skew: Int64 {
        if atLeast > 0 { atLeast } else if atMost < 0 { atMost } else { 0 }
    }
}

/// One configured project, as the account sees it.
package struct ProjectObservations: Sendable {
    package var name: String
    /// Nil when the account sees no project of that name.
    package var found: Found?
    /// The names of the projects it does see.
    package var visible: [String]

    package struct Found: Sendable {
        package var id: ProjectID
        /// The account's level there.
        package var level: Answer<AccessLevel>
        /// By login name, those of the scopes over this project.
        package var handlers: [String: HandlerState]
        package var customFields: Answer<[CustomFieldDefinition]>
    }

    package init(name: String, found: Found?, visible: [String] = []) {
        self.name = name
        self.found = found
        self.visible = visible
    }
}

/// How a queue's account stands in a project.
package enum HandlerState: Hashable, Sendable {
    case assignable
    /// It is there and issues cannot be assigned to it.
    case belowDeveloper
    /// It is not there; the name that differs from it in case alone, if there is one.
    case missing(similar: String?)
    case unknown(String)
}
