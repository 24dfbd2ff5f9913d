import Ledger
import MantisConnect
import Mappings
import SOAP
import ServiceLevels
import Tickets

/// One instance, probed and ready: everything a pull or an apply against it needs.
struct InstanceLane: Sendable {
    let name: InstanceName
    let client: MantisClient
    let version: ServerVersion
    let account: Account
    /// The zone that the server counts days in; nil when nothing tells it.
    let serverZone: TimeZoneRules?
    /// What the answers told of the server's clock so far.
    let skew: Locked<ClockSkew>
    /// Those that may be read and written.
    private(set) var scopes: [ScopeResolution]
    /// Why other scopes that are configured are not among them.
    private(set) var unresolved: [BridgeError]
    /// The longest a request may still be executing after its answer was lost, in seconds.
    let serverTimeLimit: Int64
    let store: any TicketStore
    let catalogue: MappingCatalogue
    let environment: BridgeEnvironment

    /// Leaves out the scopes whose tickets came from another server, where the same numbers are other issues: reading them
    /// would mix two servers, and a note planned for one would be written on the other.
    mutating func leaveOutForeignScopes() async throws {
        for scope in scopes {
            guard let cursor = try await store.cursor(of: scope.key), cursor.origin != origin else { continue }
            scopes.removeAll { $0.key == scope.key }
            unresolved.append(
                BridgeError(
                    .misconfigured,
                    """
                    \(scope.key): its tickets came from \(cursor.origin), and the configuration now says \(origin). For \
                    another server give the instance another name; if it is the same server under another address, run \
                    `mantis-bridge sync --full` once
                    """
                )
            )
        }
    }
}

extension InstanceLane {
    /// What the server can do, without what it turned out to lack.
    var profile: ServerProfile { client.profile ?? ServerProfile(version) }

    /// Why nothing may be written to this server; nil when it may.
    var readOnlyReason: String? {
        guard profile.isReadOnly else { return nil }
        return """
            instance \(name): MantisBT \(version) is read and planned for, and nothing is written to it, because its dates \
            and updates cannot be trusted before 1.2.9; upgrade it to 1.2.9 or later
            """
    }

    /// The current instant by the server's clock, as far as it told; otherwise by ours.
    var serverNow: Instant { environment.now() + (skew.withLock(\.seconds) ?? 0) }

    /// The URL of the server.
    var origin: String { client.endpoint.description }

    func ticketID(_ issue: IssueID) -> TicketID {
        TicketID(instance: name, issue: issue.rawValue)
    }

    /// Whether the server still answers, so that an error was about one issue and not about every call.
    func isAlive(after error: MantisError) async -> Bool {
        guard error.faultClass != .accessDenied, !Task.isCancelled else { return false }
        return (try? await client.version()) != nil
    }

    /// Whether a question failed over what it asked for, so that another one may succeed.
    func isAboutContent(_ error: MantisError) async -> Bool {
        switch error.code {
        case .undecodable: true
        case .fault(let kind):
            switch kind {
            case .damagedData, .phpIncompatible, .database, .other: true
            default: false
            }
        // A server that runs out of memory or time over one row breaks off, and is there for the next question.
        case .transport, .notMantis: await isAlive(after: error)
        case .notSent: false
        }
    }

    /// Asks a question, and again after a pause when it fails in a way that may pass by itself.
    func asking<Answer: Sendable>(
        _ question: () async throws(MantisError) -> Answer
    ) async throws(MantisError) -> Answer {
        try await RetrySchedule().asking(environment, question)
    }
}

/// An issue with its history, as read at one time.
struct IssueReading: Sendable {
    let issue: Issue
    /// Nil when the account may not see it.
    let history: [HistoryEntry]?
}

extension InstanceLane {
    func read(_ issue: IssueID) async throws(MantisError) -> IssueReading {
        // The history first: what happens between the two calls then shows in the issue, and is read again as new.
        let history = try await history(of: issue)
        let whole = try await asking { () async throws(MantisError) in try await client.issue(issue) }
        return IssueReading(issue: whole, history: history)
    }

    /// Nil when the account may not see it.
    func history(of issue: IssueID) async throws(MantisError) -> [HistoryEntry]? {
        guard profile.has(.history) else { return nil }
        do {
            return try await asking { () async throws(MantisError) in try await client.history(of: issue) }
        } catch {
            // It may be the history alone that is kept from the account; the issue's own call tells.
            if error.faultClass == .noRights || error.faultClass == .unknownOperation { return nil }
            throw error
        }
    }
}
