package import ServiceLevels
package import Tickets

/// The number the ledger gives a contingency.
package struct ContingencyID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A contingency that somebody declared for a policy (FW-09). It is never deleted, only ended.
package struct ContingencyRecord: Hashable, Sendable {
    package let id: ContingencyID
    package let policy: PolicyName
    package let contingency: Contingency
    /// Who declared it.
    package let declaredBy: String
    /// Who declared its end; nil when that was known from the start, or there is none yet.
    package let endDeclaredBy: String?

    package init(
        id: ContingencyID,
        policy: PolicyName,
        contingency: Contingency,
        declaredBy: String,
        endDeclaredBy: String? = nil
    ) {
        self.id = id
        self.policy = policy
        self.contingency = contingency
        self.declaredBy = declaredBy
        self.endDeclaredBy = endDeclaredBy
    }

    /// The same with an end. Throws ``ServiceLevelsError/Code/pauseEndsBeforeStart``.
    func ended(at end: Instant, declared: Instant, by: String) throws(ServiceLevelsError) -> ContingencyRecord {
        ContingencyRecord(
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
            endDeclaredBy: by
        )
    }
}
