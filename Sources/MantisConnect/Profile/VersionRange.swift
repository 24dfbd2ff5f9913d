/// The releases between two, the first one in it and the last one not: what a server's version is compared with to know
/// what it can do and what is wrong with it.
package struct VersionRange: Hashable, Sendable {
    /// Nil from the first release that has the SOAP interface.
    package let from: ServerVersion?
    /// The first release that is not in it, a pre-release before it being in; nil when there is none yet.
    package let before: ServerVersion?

    init(from: ServerVersion? = nil, before: ServerVersion? = nil) {
        self.from = from
        self.before = before
    }

    package func contains(_ version: ServerVersion) -> Bool {
        (from.map { $0 <= version } ?? true) && (before.map { version < $0 } ?? true)
    }

    static let all = VersionRange()

    static func since(_ major: Int, _ minor: Int, _ patch: Int, _ suffix: String = "") -> VersionRange {
        VersionRange(from: ServerVersion(major, minor, patch, suffix: suffix))
    }

    static func until(_ major: Int, _ minor: Int, _ patch: Int) -> VersionRange {
        VersionRange(before: ServerVersion(major, minor, patch))
    }

    func until(_ major: Int, _ minor: Int, _ patch: Int) -> VersionRange {
        VersionRange(from: from, before: ServerVersion(major, minor, patch))
    }
}

extension VersionRange: CustomStringConvertible {
    /// `from 2.3.0, before 2.28.4`
    package var description: String {
        switch (from, before) {
        case (nil, nil): "all versions"
        case (let from?, nil): "from \(from)"
        case (nil, let before?): "before \(before)"
        case (let from?, let before?): "from \(from), before \(before)"
        }
    }
}
