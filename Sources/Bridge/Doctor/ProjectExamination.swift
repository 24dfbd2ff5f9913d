import MantisConnect
import Mappings
import SOAP
import Tickets

/// Looks at one project with the eyes of the bridge's account.
struct ProjectExamination {
    let identity: LoginIdentity
    let options: [MantisOption: Answer<String>]

    func observe(
        _ name: String,
        handlers: [String],
        among projects: [Project],
        _ interview: inout Interview
    ) async -> ProjectObservations {
        guard let project = projects.first(where: { $0.name == name }) else {
            return ProjectObservations(name: name, found: nil, visible: projects.map(\.name))
        }
        var accounts = AccountLists(project: project.id)
        var found = ProjectObservations.Found(
            id: project.id,
            level: await level(&accounts, &interview),
            handlers: [:],
            customFields: await interview.ask { client async throws(MantisError) in
                try await client.customFields(of: project.id)
            }
        )
        for handler in handlers where found.handlers[handler] == nil {
            found.handlers[handler] = await state(of: handler, &accounts, &interview)
        }
        return ProjectObservations(name: name, found: found)
    }

    /// The highest of the usual levels, and of those that thresholds are at, that the account reaches. From the top, since
    /// the lists grow downwards.
    private func level(_ accounts: inout AccountLists, _ interview: inout Interview) async -> Answer<AccessLevel> {
        if let global = identity.globalLevel, global >= .administrator { return .known(global) }
        let thresholds = MantisOption.allCases.filter(\.isThreshold).compactMap { options[$0]?.level }
        let levels = Set(AccessLevel.usual + thresholds).filter { $0 > .viewer && $0 <= .administrator }
        for level in levels.sorted(by: >) {
            switch await accounts.atLeast(level, &interview) {
            case .unknown(let reason): return .unknown(reason)
            case .known(let accounts):
                if accounts.contains(where: identity.isSame) { return .known(level) }
            }
        }
        // It sees the project, so it is at least this.
        return .known(.viewer)
    }

    private func state(
        of handler: String,
        _ accounts: inout AccountLists,
        _ interview: inout Interview
    ) async -> HandlerState {
        let assignable = options[.handleThreshold]?.level ?? .developer
        switch await accounts.atLeast(assignable, &interview) {
        case .unknown(let reason): return .unknown(reason)
        case .known(let accounts) where accounts.contains { $0.name == handler }: return .assignable
        case .known: break
        }
        switch await accounts.atLeast(.viewer, &interview) {
        case .unknown(let reason): return .unknown(reason)
        case .known(let accounts):
            if accounts.contains(where: { $0.name == handler }) { return .belowDeveloper }
            let similar = accounts.compactMap(\.name).first { NormalizedName($0) == NormalizedName(handler) }
            return .missing(similar: similar)
        }
    }
}

/// The accounts of one project by level, each list asked for once.
private struct AccountLists {
    let project: ProjectID
    private var known: [AccessLevel: Answer<[Account]>] = [:]

    init(project: ProjectID) { self.project = project }

    mutating func atLeast(_ level: AccessLevel, _ interview: inout Interview) async -> Answer<[Account]> {
        if let answer = known[level] { return answer }
        let answer = await interview.ask { client async throws(MantisError) in
            try await client.users(of: project, access: level.rawValue)
        }
        known[level] = answer
        return answer
    }
}

extension Answer where Value == String {
    /// The value as a level of rights; nil when it is none.
    var level: AccessLevel? { value.flatMap { Int($0) }.map { AccessLevel(rawValue: $0) } }
}
