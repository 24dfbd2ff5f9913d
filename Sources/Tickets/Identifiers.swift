// Identifiers are types of their own; in JSON and in the ledger each is its plain raw value.

/// The name an operator gives to one Mantis instance: lower-case letters, digits and hyphens, starting with a letter.
package struct InstanceName: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    /// Nil when `rawValue` does not have the form `[a-z][a-z0-9-]*`.
    package init?(rawValue: String) {
        guard let first = rawValue.utf8.first, (0x61...0x7A).contains(first),
            rawValue.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        self.rawValue = rawValue
    }
}

/// A ticket's identity for ever: the Mantis instance and the issue's number there. Written `facturatech-1024`.
package struct TicketID: RawRepresentable, Hashable, Codable, Sendable {
    package let instance: InstanceName
    /// The issue's number in its Mantis instance, which is the case number people use.
    package let issue: Int

    package init(instance: InstanceName, issue: Int) {
        self.instance = instance
        self.issue = issue
    }

    /// Nil when `rawValue` does not have the form `INSTANCE-NUMBER`.
    package init?(rawValue: String) {
        guard let hyphen = rawValue.lastIndex(of: "-"),
            let instance = InstanceName(rawValue: String(rawValue[..<hyphen])),
            let issue = Int(rawValue[rawValue.index(after: hyphen)...]), issue > 0
        else { return nil }
        self.init(instance: instance, issue: issue)
        guard self.rawValue == rawValue else { return nil }
    }

    package var rawValue: String { "\(instance)-\(issue)" }
}

/// A note's number in its Mantis instance.
package struct NoteID: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// The name of a support policy, as in the file `mappings/policies/NAME.yaml`.
package struct PolicyName: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a level or priority inside one policy, for example `n2` or `p1`; its meaning is the policy's.
package struct LevelName: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

/// The id of a clause of a support policy, for example `AM-08`.
package struct ClauseID: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
}

extension InstanceName: CustomStringConvertible, Comparable {
    package var description: String { rawValue }

    package static func < (left: InstanceName, right: InstanceName) -> Bool { left.rawValue < right.rawValue }
}

extension TicketID: CustomStringConvertible, Comparable {
    package var description: String { rawValue }

    package static func < (left: TicketID, right: TicketID) -> Bool {
        (left.instance, left.issue) < (right.instance, right.issue)
    }
}

extension NoteID: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

extension PolicyName: CustomStringConvertible {
    package var description: String { rawValue }
}

extension LevelName: CustomStringConvertible {
    package var description: String { rawValue }
}

extension ClauseID: CustomStringConvertible {
    package var description: String { rawValue }
}
