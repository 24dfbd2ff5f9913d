import MantisConnect
import MantisDouble
import SOAP

/// The people of a Mantis, who do something now and then between two calls of the bridge.
///
/// What they do hangs on the seed and on the call, not on the order in which parallel calls arrive, so that a seed tells
/// the same story again.
final class People: Sendable {
    private struct State {
        var issues: [Int]
        var notes: [Int] = []
        /// How often each call was made.
        var calls: [UInt64: UInt64] = [:]
        /// How many issues may still vanish: more at once than the shrink guard allows are not believed.
        var mayVanish = 5
        var isBusy = false
        var deeds = 0
    }

    private let server: MantisServer
    private let seed: UInt64
    private let state: Locked<State>

    static let projects = ["Web Service", "Amazonas ERP", "Otro"]
    static let categories = ["Credenciales", "Consulta", "General"]
    private static let names = ["alanMantis", "ing0", "ing1"]
    private static let statuses = [10, 20, 30, 40, 50, 80, 90]

    init(_ server: MantisServer, issues: Int, seed: UInt64) {
        self.server = server
        self.seed = seed
        state = Locked(State(issues: Array(1...issues)))
    }

    /// How many deeds were done so far.
    var deeds: Int { state.withLock(\.deeds) }

    /// From here on they are at work, or at rest.
    func work(_ isBusy: Bool) {
        state.withLock { $0.isBusy = isBusy }
    }

    /// Does what this call gives occasion to.
    func passBy(_ call: [UInt8]) async {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in call { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let turn: UInt64? = state.withLock { state in
            guard state.isBusy else { return nil }
            state.calls[hash, default: 0] += 1
            return state.calls[hash]
        }
        guard let turn else { return }
        var random = SeededGenerator(seed: seed &+ hash &+ turn &* 0x9E37)
        guard random.chance(20) else { return }
        for _ in 0...random.below(2) { await act(&random) }
        // Otherwise the next deeds bear the same second.
        if random.chance(50) { server.clock.advance(by: Int64(random.below(40))) }
    }

    /// One deed. A note or issue that is gone by now is nobody's fault.
    func act(_ random: inout SeededGenerator) async {
        let snapshot = state.withLock { $0 }
        guard let issue = snapshot.issues.randomElement(using: &random).map(IssueID.init) else { return }
        let note = snapshot.notes.randomElement(using: &random).map(IssueNoteID.init)
        let deed = deed(on: issue, note, &random)
        if deed.vanishes {
            let isAllowed = state.withLock { state in
                state.mayVanish -= 1
                return state.mayVanish >= 0
            }
            guard isAllowed else { return }
        }
        guard let made = try? await server.perform(deed, as: "ing1") else {
            state.withLock { $0.deeds += 1 }
            return
        }
        state.withLock { state in
            state.deeds += 1
            switch deed {
            case .file: state.issues.append(made)
            case .note: state.notes.append(made)
            default: break
            }
        }
    }

    private func deed(on issue: IssueID, _ note: IssueNoteID?, _ random: inout SeededGenerator) -> Deed {
        let text = "Texto \(random.below(10_000))"
        let project = Self.projects[random.below(3)]
        switch random.below(18) {
        case 0, 1: return .edit(issue, IssueEdit(handler: Self.names[random.below(3)]))
        case 2, 3: return .edit(issue, IssueEdit(status: Self.statuses[random.below(7)]))
        case 4: return .edit(issue, IssueEdit(summary: text))
        case 5: return .edit(issue, IssueEdit(project: project, category: Self.categories[random.below(3)]))
        case 6, 7: return .edit(issue, IssueEdit(category: Self.categories[random.below(3)]))
        case 8: return .edit(issue, IssueEdit(isPrivate: random.chance(50)))
        case 9: return .edit(issue, IssueEdit(handler: ""))
        case 10: return .edit(issue, IssueEdit(isSticky: random.chance(50)))
        case 11: return .delete(issue)
        case 12:
            let handler = random.chance(70) ? "alanMantis" : nil
            return .file(
                project: project,
                category: Self.categories[random.below(3)],
                summary: text,
                description: text,
                handler: handler
            )
        case 13: return .attach(issue, name: "\(text).txt", type: "text/plain", content: [0x61])
        case 14: return note.map { .editNote($0, text) } ?? .note(issue, text)
        case 15: return note.map { .setNotePrivacy($0, random.chance(50)) } ?? .note(issue, text)
        case 16: return note.map { .deleteNote($0) } ?? .tag(issue, "etiqueta")
        default: return .note(issue, text, isPrivate: random.chance(20))
        }
    }
}

extension Deed {
    /// It takes an issue out of the sight of an account without the right to private ones.
    fileprivate var vanishes: Bool {
        switch self {
        case .delete: true
        case .edit(_, let edit): edit.isPrivate == true
        default: false
        }
    }
}

/// Carries calls to a server whose people act meanwhile.
struct BusyTransport: Transport {
    let inner: InProcessTransport
    let people: People

    func post(
        _ body: [UInt8],
        to endpoint: Endpoint,
        into sink: any BodySink
    ) async throws(TransportError) -> ResponseHead {
        await people.passBy(body)
        return try await inner.post(body, to: endpoint, into: sink)
    }
}
