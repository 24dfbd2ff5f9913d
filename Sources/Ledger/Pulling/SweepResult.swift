package import Tickets

/// What one reconciliation of a scope with the ledger came to (reference §3.8). Its differences are what reading only
/// changes had missed until then, so they are the health of the fast path.
package struct SweepResult: Hashable, Sendable {
    /// When it began, by our clock.
    package var at: Instant
    /// Issues that were compared.
    package var compared: Int
    /// Issues that were read whole although nothing spoke for it: those not read for the longest time.
    package var verified: Int
    /// How many issues differed, each counted once, under the first kind that applies. Kinds without any are left out.
    package var differences: [Difference: Int]

    /// In what an issue and its ticket differed, in the order they are looked for.
    package enum Difference: String, CaseIterable, Codable, Sendable {
        /// Mantis lists the issue, and the ledger did not have it in the scope.
        case unknown
        /// The ledger has it in the scope, and Mantis does not list it any more.
        case gone
        /// Its stamp, `last_updated`.
        case stamp
        /// The number of its notes.
        case notes
        /// The number of its files.
        case attachments
        /// Its status, handler, category, project or view state.
        case fields
        /// Nothing that lists show: a note's privacy, a renamed category, a person's name.
        case content
    }

    package init(at: Instant, compared: Int = 0, verified: Int = 0, differences: [Difference: Int] = [:]) {
        self.at = at
        self.compared = compared
        self.verified = verified
        self.differences = differences
    }

    /// All differences together.
    package var differenceCount: Int { differences.values.reduce(0, +) }
}

extension SweepResult {
    /// Counts `count` more issues of a kind.
    package mutating func add(_ difference: Difference, _ count: Int = 1) {
        if count > 0 { differences[difference, default: 0] += count }
    }
}

extension SweepResult: CustomStringConvertible {
    /// For example `1000 compared, 50 verified, 3 differences (stamp 2, notes 1)`.
    package var description: String {
        let kinds = Difference.allCases.compactMap { kind in differences[kind].map { "\(kind.rawValue) \($0)" } }
        let detail = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
        return "\(compared) compared, \(verified) verified, \(differenceCount) differences\(detail)"
    }
}
