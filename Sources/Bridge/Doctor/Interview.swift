import MantisConnect

/// Asks one server questions, none of which changes anything there, and goes on when some bring no answer. Once the server
/// has gone away nothing more is sent.
struct Interview {
    let client: MantisClient
    private var hasEnded = false

    init(client: MantisClient) { self.client = client }

    mutating func ask<Value>(
        _ question: (MantisClient) async throws(MantisError) -> Value
    ) async -> Answer<Value> {
        guard !hasEnded else { return .unknown("Mantis stopped answering") }
        do {
            return .known(try await question(client))
        } catch {
            hasEnded = error.meetsEveryCall && !error.wasRefusedHere
            return .unknown(Self.reason(error))
        }
    }

    /// The same for a question whose failure is worth a class of its own.
    mutating func must<Value>(
        _ question: (MantisClient) async throws(MantisError) -> Value
    ) async -> Result<Value, Trouble> {
        do {
            return .success(try await question(client))
        } catch {
            // Another question may tell as much as one that this server does not know.
            hasEnded = error.faultClass != .unknownOperation
            return .failure(Trouble(error))
        }
    }

    /// What the server can do, by what it told so far.
    func serverHas(_ capability: Capability) -> Bool { client.profile?.has(capability) ?? false }

    private static func reason(_ error: MantisError) -> String {
        switch error.faultClass {
        case .noRights: "Mantis does not tell this account"
        // Arrays, which SOAP turns into a PHP warning (reference §2.1).
        case .phpIncompatible: "it holds a list, which SOAP cannot carry"
        case .unknownOperation: "this version of Mantis has no call for it"
        default: error.faultText.map { "Mantis says “\($0)”" } ?? error.message
        }
    }
}

extension MantisError {
    /// The client did not send it, so that it says nothing of the server.
    fileprivate var wasRefusedHere: Bool {
        if case .notSent = code { true } else { false }
    }
}
