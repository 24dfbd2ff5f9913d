/// An issue's number in its Mantis instance.
package struct IssueID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }

    package static func < (left: IssueID, right: IssueID) -> Bool { left.rawValue < right.rawValue }
}

/// A project's number; 0 stands for all projects.
package struct ProjectID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}

/// An account's number.
package struct AccountID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}

/// A note's number.
package struct IssueNoteID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }

    package static func < (left: IssueNoteID, right: IssueNoteID) -> Bool { left.rawValue < right.rawValue }
}

/// A tag's number.
package struct TagID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}
