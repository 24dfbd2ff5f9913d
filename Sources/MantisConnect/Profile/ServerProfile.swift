/// What a server of some version can do, how it treats what it is told, and what is known to be wrong with it: the
/// tables of reference §2.6, §4 and §7, looked up by version.
///
///     let profile = ServerProfile(try await client.version())
///     if profile.has(.updatedRange) { filter.updatedSince = day }
package struct ServerProfile: Hashable, Sendable {
    package let version: ServerVersion
    /// Operations that this server turned out not to have although its version should.
    package private(set) var withdrawnOperations: Set<String> = []

    package init(_ version: ServerVersion) {
        self.version = version
    }

    package var updateRegime: UpdateRegime { UpdateRegime(version) }

    /// Its dates are the server's wall clock with a `Z` that is not true (1.2.0 to 1.2.8, reference §1.5).
    package var writesBogusZ: Bool { !has(.datesWithOffset) }

    /// It is too old to be written to (before 1.2.9): dates cannot be trusted to find a lost write again, and updates
    /// apply in another order.
    package var isReadOnly: Bool { !has(.writing) }

    /// What writes its answers (reference §1.3, §1.4).
    package var engine: SOAPEngine {
        if version >= .firstOf13 { return .php }
        return version >= ServerVersion(1, 2, 13) ? .phpOrNuSOAP : .nuSOAP
    }

    /// The most issues or headers that should be asked for at a time where there is such a limit: nusoap is slow and
    /// hungry for memory.
    package var largestPage: Int? { engine == .php ? nil : 20 }

    package func has(_ capability: Capability) -> Bool {
        capability.releases.contains { $0.contains(version) }
            && capability.operations.allSatisfy { !withdrawnOperations.contains($0) }
    }

    /// Whether the server answers `operation`. False for a name that no release knows.
    package func has(operation: String) -> Bool {
        guard let releases = OperationCatalogue.releases(answering: operation) else { return false }
        return releases.contains(version) && !withdrawnOperations.contains(operation)
    }

    /// Remembers that the server said it does not have `operation`.
    package mutating func withdraw(operation: String) {
        withdrawnOperations.insert(operation)
    }

    /// What is known to be wrong with this version, the gravest first.
    package var knownDefects: [ServerDefect] {
        ServerDefect.allCases.filter { $0.releases.contains(version) }
    }
}

/// What a server encodes SOAP with.
package enum SOAPEngine: Hashable, Sendable {
    case nuSOAP
    /// PHP's own where it is installed, nusoap elsewhere: nothing tells from outside.
    case phpOrNuSOAP
    case php
}
