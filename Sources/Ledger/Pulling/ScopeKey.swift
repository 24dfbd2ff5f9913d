package import Tickets

/// One scope of one Mantis instance: what a pass pulls and a cursor belongs to.
package struct ScopeKey: Hashable, Sendable {
    package var instance: InstanceName
    /// The scope's name in the configuration, for example `ws`.
    package var scope: String

    package init(instance: InstanceName, scope: String) {
        self.instance = instance
        self.scope = scope
    }
}

extension ScopeKey: CustomStringConvertible {
    package var description: String { "\(instance)/\(scope)" }
}
