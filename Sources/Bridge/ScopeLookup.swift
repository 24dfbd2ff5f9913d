import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Turns the names of configured scopes into numbers. That happens here and nowhere else, because an unknown name means
/// something else to Mantis than "none" (reference §2.4, §2.5).
struct ScopeLookup {
    let instance: Configuration.Instance
    let catalogue: MappingCatalogue
    /// The top-level projects the account may see.
    let tree: [Project]
    let client: MantisClient
    let environment: BridgeEnvironment
    /// The account the bridge works with; nil where the server cannot tell (before 1.2.12).
    let bridge: Account?

    /// DEVELOPER: whom an issue can be assigned to.
    private static let assignable = 55

    /// - Throws: ``BridgeError/Code/misconfigured`` for a name that the server lacks, with the names it has.
    func resolve(_ scope: Configuration.Scope) async throws(BridgeError) -> ScopeResolution {
        let all = tree.flatMap(\.withSubprojects)
        var projects: [Project] = []
        for name in scope.projects {
            guard let project = all.first(where: { $0.name == name }) else {
                throw misconfigured(
                    scope,
                    """
                    there is no project “\(name)” that account “\(instance.username)” may see; it sees \
                    \(Self.list(all.map(\.name))). Correct the name in the configuration, or give the account access to \
                    the project
                    """
                )
            }
            projects.append(project)
        }
        let ids = projects.map(\.id)
        let handler: AccountID? =
            if let name = scope.handler { try await account(named: name, scope, ids) } else { nil }
        if !scope.categories.isEmpty { try await check(scope.categories, of: scope, ids) }
        let translation = Translation(
            instance: instance.name,
            scope: scope.name,
            policy: scope.policy,
            queue: handler,
            bridge: try await bridgeAccount(ids),
            catalogue: catalogue
        )
        guard let translation else { throw misconfigured(scope, "there is no policy “\(scope.policy)”") }
        let below = Set(projects.flatMap(\.subprojects).flatMap(\.withSubprojects).map(\.id))
        return ScopeResolution(
            key: ScopeKey(instance: instance.name, scope: scope.name),
            projects: ids,
            roots: ids.filter { !below.contains($0) },
            handler: handler,
            categories: scope.categories,
            digest: digest(of: scope, projects: ids, handler: handler),
            translation: translation
        )
    }

    /// The queue's account among those an issue can be assigned to, by its exact name.
    private func account(
        named name: String,
        _ scope: Configuration.Scope,
        _ projects: [ProjectID]
    ) async throws(BridgeError) -> AccountID {
        var found: AccountID?
        for (project, projectName) in zip(projects, scope.projects) {
            let accounts = try await environment.asking(instance.name) { () async throws(MantisError) in
                try await client.users(of: project, access: Self.assignable)
            }
            guard let account = accounts.first(where: { $0.name == name }) else {
                throw misconfigured(
                    scope,
                    """
                    project “\(projectName)” has no account “\(name)” to assign issues to, so there is no queue to read. \
                    Its accounts with access DEVELOPER or above are \(Self.list(accounts.compactMap(\.name))). Correct \
                    “handler” in the configuration (capitals count), or give the account access DEVELOPER in that project
                    """
                )
            }
            found = account.id
        }
        guard let found else { throw misconfigured(scope, "it names no project") }
        return found
    }

    /// A category that is gone must be told loudly: to a search it is one that no issue has, and every ticket of the scope
    /// would look as if it had left (reference §3.7).
    private func check(
        _ categories: [String],
        of scope: Configuration.Scope,
        _ projects: [ProjectID]
    ) async throws(BridgeError) {
        var offered: [String] = []
        for project in projects {
            let names = try await environment.asking(instance.name) { () async throws(MantisError) in
                try await client.categories(of: project)
            }
            offered += names.filter { !offered.contains($0) }
        }
        let known = Set(offered.map(NormalizedName.init))
        guard let lost = categories.first(where: { !known.contains(NormalizedName($0)) }) else { return }
        throw misconfigured(
            scope,
            """
            there is no category “\(lost)” in its projects any more; was it renamed, deleted or disabled? They have \
            \(Self.list(offered)). Its tickets were left as they are. Correct “category” in the configuration, or ask for \
            the category to be restored
            """
        )
    }

    /// Before 1.2.12 no call tells who we are, but a project's list of accounts does.
    private func bridgeAccount(_ projects: [ProjectID]) async throws(BridgeError) -> AccountID {
        if let bridge { return bridge.id }
        for project in projects {
            let accounts = try await environment.asking(instance.name) { () async throws(MantisError) in
                try await client.users(of: project, access: 0)
            }
            if let account = accounts.first(where: { $0.name == instance.username }) { return account.id }
        }
        return AccountID(rawValue: 0)
    }

    private func digest(of scope: Configuration.Scope, projects: [ProjectID], handler: AccountID?) -> String {
        let parts =
            [
                projects.map(\.description).joined(separator: ","), handler?.description ?? "-", scope.policy.rawValue,
                "\(scope.acknowledgement)", catalogue.translationDigest.hexadecimal,
            ] + scope.categories
        return ContentDigest(parts.joined(separator: "\n")).shortCode
    }

    private func misconfigured(_ scope: Configuration.Scope, _ text: String) -> BridgeError {
        BridgeError(.misconfigured, "instance \(instance.name), scope \(scope.name): \(text)")
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.map { "“\($0)”" }.joined(separator: ", ")
    }
}
