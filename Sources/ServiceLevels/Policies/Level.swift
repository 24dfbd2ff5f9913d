package import Tickets

/// One level or priority of a policy and what the policy promises for it.
package struct Level: Hashable, Sendable {
    package var name: LevelName
    /// In Spanish, for example «Nivel 2».
    package var title: String
    /// In Spanish, one sentence as a requester reads it.
    package var promise: String
    package var clause: ClauseID
    /// Past this the promise is broken; nil when the policy sets no time, which is not the same as zero.
    package var target: Target?
    /// Past this people are warned.
    package var warning: Target?
    /// How the words of ``target`` are read, where the clause leaves that open.
    package var reading: Reading?

    package init(
        name: LevelName,
        title: String,
        promise: String,
        clause: ClauseID,
        target: Target? = nil,
        warning: Target? = nil,
        reading: Reading? = nil
    ) {
        self.name = name
        self.title = title
        self.promise = promise
        self.clause = clause
        self.target = target
        self.warning = warning
        self.reading = reading
    }
}
