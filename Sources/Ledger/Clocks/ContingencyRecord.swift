package import ServiceLevels
package import Tickets

/// The number of a contingency in its ledger, counted from 1 in the order of declaration.
package struct ContingencyID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

extension ContingencyID: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

/// A contingency that was declared for one policy (FW-09). It is never deleted; its end, once declared, stays.
package struct ContingencyRecord: Hashable, Sendable {
    package let id: ContingencyID
    package let policy: PolicyName
    package let contingency: Contingency
    /// Who declared it.
    package let declaredBy: String
    /// Who declared its end; nil when the end was known from the start, or there is none yet.
    package let endDeclaredBy: String?

    package init(
        id: ContingencyID,
        policy: PolicyName,
        contingency: Contingency,
        declaredBy: String,
        endDeclaredBy: String?
    ) {
        self.id = id
        self.policy = policy
        self.contingency = contingency
        self.declaredBy = declaredBy
        self.endDeclaredBy = endDeclaredBy
    }
}

extension ContingencyRecord {
    /// The record with its end, for every store alike; `path` is where the record lies, for the error. Throws
    /// `contingencyEnded` and `contingencyEndsBeforeStart`.
    func ended(
        at end: Instant,
        declared: Instant,
        by person: String,
        path: String
    ) throws(LedgerError) -> ContingencyRecord {
        guard contingency.to == nil else { throw LedgerError(.contingencyEnded(id), path: path) }
        do throws(ServiceLevelsError) {
            return ContingencyRecord(
                id: id,
                policy: policy,
                contingency: try Contingency(
                    from: contingency.from,
                    to: end,
                    reason: contingency.reason,
                    declared: contingency.declared,
                    endDeclared: declared
                ),
                declaredBy: declaredBy,
                endDeclaredBy: person
            )
        } catch {
            throw LedgerError(.contingencyEndsBeforeStart(id), path: path, detail: error.message)
        }
    }
}
