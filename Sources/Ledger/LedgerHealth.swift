/// What a ledger says of itself when it is asked whether it is whole.
package struct LedgerHealth: Hashable, Sendable {
    /// The version of its tables.
    package var version: Int
    /// What is wrong with its storage, in the storage's own words; empty when nothing is.
    package var damage: [String]

    package init(version: Int, damage: [String]) {
        self.version = version
        self.damage = damage
    }
}
