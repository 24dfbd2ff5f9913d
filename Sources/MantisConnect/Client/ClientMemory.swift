import SOAP

/// What a client and all copies of it have learnt about their server.
final class ClientMemory: Sendable {
    private struct State {
        var profile: ServerProfile?
        var withdrawn: [String: String] = [:]
    }

    private let state = Locked(State())

    /// Nil until the server has told its version.
    var profile: ServerProfile? { state.withLock(\.profile) }

    /// The operations the server said it does not have, with its words.
    var withdrawn: [String: String] { state.withLock(\.withdrawn) }

    /// A version that changed means an upgrade, after which nothing remembered holds.
    func adopt(_ version: ServerVersion) {
        state.withLock { state in
            guard state.profile?.version != version else { return }
            var profile = ServerProfile(version)
            if state.profile == nil {
                for operation in state.withdrawn.keys { profile.withdraw(operation: operation) }
            } else {
                state.withdrawn = [:]
            }
            state.profile = profile
        }
    }

    /// `mc_version` is asked again all the same: it is how an upgrade is noticed.
    func withdraw(_ operation: String, because text: String) {
        guard operation != "mc_version" else { return }
        state.withLock { state in
            state.withdrawn[operation] = text
            state.profile?.withdraw(operation: operation)
        }
    }
}
