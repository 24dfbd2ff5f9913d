import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// One instance, probed and ready: everything a pull or an apply against it needs.
struct InstanceLane: Sendable {
    let name: InstanceName
    let client: MantisClient
    let version: ServerVersion
    let account: Account
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
        return IssueReading(issue: try await client.issue(issue), history: history)
    }

    private func history(of issue: IssueID) async throws(MantisError) -> [HistoryEntry]? {
        do {
            return try await client.history(of: issue)
        } catch {
            // It may be the history alone that is kept from the account; the issue's own call tells.
            if error.faultClass == .noRights || error.faultClass == .unknownOperation { return nil }
            throw error
        }
    }
}

/// A configured scope with its names looked up on the server.
struct ScopeResolution: Sendable {
    let key: ScopeKey
    /// Never empty.
    let projects: [ProjectID]
    /// The queue's account; nil when the scope is the whole of its projects.
    let handler: AccountID?
    /// Changes whenever the scope would select or read other issues than before, so that everything is read again.
    let digest: String
    let translation: Translation

    /// Every issue of the scope, closed ones included.
    var filter: IssueFilter {
        IssueFilter(projects: projects, handlers: handler.map { [$0] } ?? [])
    }

    /// The ticket that an issue is.
    func ticket(from reading: IssueReading) -> Ticket {
        translation.ticket(from: reading.issue, history: reading.history, standing: standing(of: reading.issue))
    }

    /// Whether an issue belongs to the scope, or why not.
    private func standing(of issue: Issue) -> Standing {
        guard projects.contains(where: { $0.rawValue == issue.project.id }) else { return .moved }
        return handler == nil || handler == issue.handler?.id ? .inScope : .reassigned
    }
}
